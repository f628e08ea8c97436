"""How large the files of a step may be, and how much of them one page may hold."""

MOST_PICTURE_PIXELS = 80_000_000  # of a picture that is opened: an A4 sheet at 900 dpi
MOST_PICTURE_SIDE = 30_000  # pixels
LEAST_PICTURE_SIDE = 16  # what is smaller is no picture that a reader could see
MOST_BYTES = {"picture": 60_000_000, "audio": 60_000_000, "video": 200_000_000}
MOST_CAPTIONS_BYTES, MOST_CUES = 500_000, 5_000
MOST_OF_A_STEP = 12  # pictures, recordings and films
SINGLE_BYTES = 12_000_000  # of all media that a single page may hold, as they stand in it: a phone reads it in seconds
MOST_SINGLE_MB = 500.0  # that a call may ask for: browsers take no longer address
