"""Write app.webp, the README's picture, beside itself: the running app on one step, seen in headless Chromium.

Run with ``.venv/bin/python docs/make_picture.py [STEP]`` after ``make setup``.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser_setup import CURE, LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF, find_browser
from tests.running_app import streamlit_on

STEP = "fighting-at-ongjin"


def main(step: str) -> int:
    """Start the app, wait until the map rests on the step, and write the picture."""
    program = find_browser()
    if program is None:
        print(CURE, file=sys.stderr)
        return 1
    with streamlit_on("streamlit_app.py") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF])
        page = browser.new_page(viewport={"width": 1440, "height": 860}, reduced_motion="reduce")
        page.goto(f"{address}/?step={step}")
        page.frame_locator("iframe.story-frame").locator(f'html[data-settled="{step}"]').wait_for(state="attached")
        page.locator(f'[data-step="{step}"][aria-current]').wait_for()
        picture = Image.open(io.BytesIO(page.screenshot()))
        picture.save(HERE / "app.webp", quality=82, method=6)
        browser.close()
    print(f"wrote {HERE / 'app.webp'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or [STEP])))
