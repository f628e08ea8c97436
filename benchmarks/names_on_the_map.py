"""Count the names that stand where they name nothing: all steps of all stories in ten sizes of the frame.

Run with ``.venv/bin/python benchmarks/names_on_the_map.py [--list] [--size 390x844]``; a row per size, a column per
kind of fault, and with ``--list`` each fault in words.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import sync_playwright

from narrative.serving.build import build
from narrative.story import list_stories, load_story, stories_folder
from tests.browser_setup import CURE, LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF, find_browser
from tests.map_names import KINDS, SIZES, Misplaced, StoryGround, walk


def main(sizes: list[tuple[int, int]], listed: bool) -> None:
    """Build every story, walk through it in every size, print."""
    program = find_browser()
    if program is None:
        sys.exit(CURE)
    found: dict[tuple[int, int], list[Misplaced]] = {size: [] for size in sizes}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF])
        for slug in list_stories():
            index = build(stories_folder() / slug, Path(folder) / slug)[0]
            ground = StoryGround(load_story(stories_folder() / slug))
            page = browser.new_context(reduced_motion="reduce").new_page()
            page.goto(index.as_uri())
            for size in sizes:
                found[size] += walk(page, ground, size, ground.story.steps)
            page.close()
        browser.close()
    for kind, words in KINDS.items():
        print(f"{kind:>8}: {words}")
    print("| size | " + " | ".join(KINDS) + " | all |\n|" + " ---: |" * (len(KINDS) + 2))
    for size, faults in found.items():
        count = Counter(fault.kind for fault in faults)
        print(
            f"| {size[0]}x{size[1]} | " + " | ".join(str(count[kind]) for kind in KINDS) + f" | {len(faults)} |",
            flush=True,
        )
        if listed:
            print("\n".join(f"    {fault.kind:>8} {fault.step}: {fault.words}" for fault in faults))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="say each fault")
    parser.add_argument("--size", action="append", help="only this size, such as 390x844; may be given several times")
    asked = parser.parse_args()
    chosen = [tuple(map(int, each.split("x"))) for each in asked.size or ()]
    main([(w, h) for w, h in chosen] or list(SIZES), asked.list)
