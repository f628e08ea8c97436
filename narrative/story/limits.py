"""How large a story, a draft, and what is brought to make one of, may be: every door asks here.

What holds for any file, of a story or not, stands in ``geo.reading.limits`` and is handed on.
"""

from geo.reading.limits import MOST_FAULTS, MOST_FEATURES, MOST_FIELD, MOST_FILE_BYTES, MOST_ITEMS

__all__ = ["MOST_FAULTS", "MOST_FEATURES", "MOST_FIELD", "MOST_FILE_BYTES", "MOST_ITEMS"]

MOST_ENTRIES = 5_000  # steps, people, works … of a story that is checked; no importer and no draft writes as many
MOST_MARKUP, MOST_MARKUP_IN_ALL = 2_000, 60_000  # "[", "*" and "_" of one text, and of a story file

MOST_STEPS, MOST_PLACES, MOST_PEOPLE, MOST_MARKS = 500, 2_000, 500, 10_000
MOST_NAMES = 2 * MOST_PLACES  # different names of places in a text: most of them are places, and some are one
MOST_LINKS = 40  # of one step
MOST_RECORDS = 20_000  # of another program's file: more than MOST_STEPS are put together
MOST_TITLE = 300  # letters of a title in another program's file
MOST_TEXT = 400_000  # letters of a step: the paragraphs of another program's text that name no place are in it too

CUT_STEPS = 60  # the most that a text is cut into
LEAST_WORDS = 60  # of a drafted step's paragraphs: shorter ones are taken together
STEP_PLACES, STEP_PEOPLE = 8, 5  # the most that a drafted step shows

MOST_TEXT_BYTES = 5_000_000  # of a plain text, Markdown or HTML that a story is made of: some 3,000 pages
MOST_PAGE_NESTED = 300  # elements of an HTML page within each other
MOST_DOCUMENT_BYTES = 50_000_000  # of an EPUB, Word, OpenDocument or PDF file, with its pictures
MOST_DOCUMENT_UNPACKED, MOST_DOCUMENT_PARTS, MOST_DOCUMENT_PAGES = 60_000_000, 5_000, 3_000
MOST_SOURCE_BYTES = 1_000_000  # of a reader's own copy of a source

MOST_STUDIO_LETTERS = 200_000  # of a text in the studio: about 100 printed pages
MOST_STUDIO_BYTES = 1_000_000  # of a file that is opened there
STUDIO_SECONDS = 60.0  # for one text; 100 pages of prose take 4
STUDIO_MEMORY = 3_000_000_000  # bytes of the process that reads texts
STUDIO_WAITING = 12  # texts that are read or wait, of all authors
MOST_ZIP_BYTES = 5_000_000
MOST_UNPACKED_BYTES, MOST_UNPACKED_FILE = 8_000_000, 4_000_000
MOST_ZIP_FILES = 60
MOST_FILES = 500  # pictures, recordings and films of a draft
MOST_DRAWN_POINTS = 500
MOST_STAND_IN = 2_000_000  # letters of a text that is not in the ZIP; the longest that a draft could be made of
MOST_SLUG = 80  # letters of a ZIP's folder that are a story's address
MOST_STUDIO_FILES_BYTES = 3_000_000  # of the pictures of a draft: a browser keeps them with it, in base64
MOST_SELECTED = 200  # letters of words that are marked by hand

MOST_DRAWINGS = 60  # old maps, flows and layers of a story
MOST_CONTROL_POINTS = 200  # of an old map
MOST_FLOW_BYTES, MOST_FLOW_POINTS = 2_000_000, 5_000  # of a flow's file
MOST_SCAN_BYTES, MOST_SCAN_PIXELS = 40_000_000, 60_000_000  # of an old map: a sheet of 60 x 45 cm at 300 dots an inch
MOST_LAYER_BYTES, MOST_LAYER_POINTS, MOST_REGIONS = 10_000_000, 200_000, 2_000  # of a layer's file
