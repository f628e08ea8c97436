"""Count the context in every view of the two stories and of ten drafts from around the world, before and after.

Run with ``.venv/bin/python benchmarks/context_in_view.py [--list] [--only NAME]``; the drafts are made by ``new`` from
the texts in ``benchmarks/context``, which takes the gazetteer of the world (``make geoparser``). "Before" is the same
page without the names of ``geo.basemap.context`` and without the graticule. A row per story and size: the fewest and
the mean of features in a step's view, how many views have fewer than six, the page's size; with ``--list`` each view.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, sync_playwright

from narrative.commands.cli import main as narrative
from narrative.page import render_page
from narrative.story import Story, list_stories, load_story, stories_folder
from tests.browser_setup import CURE, LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF, find_browser
from tests.map_context import LEAST, VIEWS, Context, context_of

TEXTS = Path(__file__).parent / "context"
WITHOUT = "narrativeMap.graticule = () => {}; narrativeMap.stage.scene.letter();"


def stories(folder: Path, only: str | None) -> Iterator[Story]:
    """The shipped stories, then a draft of each text."""
    for slug in list_stories():
        if only in (None, slug):
            yield load_story(stories_folder() / slug)
    for text in sorted(TEXTS.glob("*.md")):
        if only in (None, text.stem):
            with contextlib.redirect_stdout(io.StringIO()):
                narrative(["new", text.stem, "--text", str(text), "--out", str(folder)])
            yield load_story(folder / text.stem)


def measured(
    story: Story, browser: Browser, folder: Path, plain: bool
) -> tuple[int, dict[tuple[int, int], list[Context]]]:
    """The page's size in gzipped bytes, and per size of the frame the context of every step."""
    path = "narrative.page.render.with_surroundings"
    with mock.patch(path, lambda _, basemap: basemap) if plain else contextlib.nullcontext():
        page_of = render_page(story)
    file = folder / f"{story.slug}-{plain}.html"
    file.write_bytes(page_of.body)
    found = {}
    for width, height in VIEWS:
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-settled]", state="attached")
        if plain:
            page.evaluate(WITHOUT)
        found[width, height] = [context_of(page, step.id) for step in story.steps]
        page.close()
    return len(page_of.packed), found


def main(only: str | None, listed: bool) -> int:
    """Make all pages, look at all views, print; 1 where a view has too little."""
    program = find_browser()
    if program is None:
        sys.exit(CURE)
    poor = 0
    print(
        "| story | size | fewest before | after | mean before | after | below six before | after | kB before | after |"
    )
    print("|---|---|" + " ---: |" * 8)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=program, args=[*LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF])
        for story in stories(folder, only):
            before, after = (measured(story, browser, folder, plain) for plain in (True, False))
            for size in VIEWS:
                old, new = ([each.features for each in found[size]] for _, found in (before, after))
                few = [sum(count < LEAST for count in counts) for counts in (old, new)]
                poor += few[1]
                frame = f"{size[0]}x{size[1]}"
                print(
                    f"| {story.slug} | {frame} | {min(old)} | {min(new)} | {mean(old):.1f} | {mean(new):.1f}"
                    f" | {few[0]} | {few[1]} | {before[0] / 1000:.1f} | {after[0] / 1000:.1f} |",
                    flush=True,
                )
                for step, was, now in zip(story.steps, before[1][size], after[1][size], strict=True):
                    if listed:
                        print(f"    {step.id}: {was.features} -> {now.features} ({now})")
        browser.close()
    return int(poor > 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="say each view")
    parser.add_argument("--only", metavar="NAME", help="one story or text")
    asked = parser.parse_args()
    sys.exit(main(asked.only, asked.list))
