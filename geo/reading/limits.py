"""How large a file may be, and what is in it, whichever reader reads it: work is limited, not only bytes.

What `narrative` adds for stories stands in ``narrative.story.limits``, which hands these on.
"""

MOST_FILE_BYTES = 20_000_000  # of one file of a story, or of another program's
MOST_NODES = 200_000  # keys and values of a YAML file
MOST_BRACKETS = 1_000_000  # lists and objects of a JSON file: an outline has one for each corner
MOST_KEYS = 500  # of one mapping of it
MOST_ITEMS = 10_000  # of one list of it
MOST_DEPTH = 60  # lists and mappings within each other
MOST_FEATURES = 20_000  # places of one file
MOST_FIELD = 20_000  # letters of one field, or of one record's text in another program's file
MOST_FAULTS = 100  # of one file that are told: who mends a hundred reads on with the next
MOST_POSITIONS = 200_000  # of one geometry of another program's file
MOST_LINE_POSITIONS = 5_000  # of a track, which has one for every second: of more every nth is kept
MOST_ELEMENTS = 500_000  # of an XML file
MOST_TAGS, MOST_TAGS_NESTED = 5_000, 100  # of the HTML in one text of another program's file
MOST_WORDS_COMPARED = 500  # with a word that nothing has; of more only those that begin like it

MOST_CELL = 200_000  # letters of a cell of a table
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_UNPACKED = 200_000_000  # bytes of what is packed in a workbook
