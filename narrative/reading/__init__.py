"""An author's text into blocks, dates and people."""
