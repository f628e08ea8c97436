"""The studio of `script_of_the_studio`, its vocabulary with more words than the story format has."""

import runpy
from pathlib import Path

from tests.more_words import add_words

if __name__ == "__main__":  # as Streamlit runs it; pytest reads it for doctests
    add_words()
    runpy.run_path(str(Path(__file__).with_name("script_of_the_studio.py")), run_name="__main__")
