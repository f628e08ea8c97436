"""Turn the command ``publish`` into a static site of all stories."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from geo.reading.faults import Fault, Faults
from geo.reading.validation import shown
from narrative.commands.calls import DONE, STORY_HELP, CallError, all_stories, cannot_write, print_faults, story_folder

SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,60}")


def add_publish(commands: Any) -> None:
    """Add ``publish`` to the command line."""
    publish = commands.add_parser(
        "publish",
        help="write a web site of all stories",
        description="Write DIR, a site of files for any web server: a start page, every story with its exports and "
        "print edition, sitemap, feed, 404, and what GitHub Pages, Netlify and nginx want. A site that stands there is "
        "replaced in one step. A second run writes the same bytes.",
    )
    publish.add_argument("stories", nargs="*", metavar="STORY", help=f"{STORY_HELP}; without it all stories")
    publish.add_argument("--out", required=True, metavar="DIR", type=Path, help="the folder of the site")
    publish.add_argument(
        "--address", metavar="URL", help="where DIR will stand on the web; sitemap, feed and oEmbed need it"
    )
    publish.add_argument("--title", metavar="TEXT", default="Stories on maps", help="the site's title")
    publish.add_argument("--licence", metavar="SPDX", default="", help="the stories' licence, such as CC-BY-4.0")
    publish.add_argument("--no-print", action="store_true", help="leave out the print editions, which take longest")
    publish.add_argument(
        "--archive", action="store_true", help="add an RO-Crate with checksums and a WACZ, for a library's repository"
    )
    publish.set_defaults(run=run_publish)


def run_publish(options: argparse.Namespace) -> int:
    """``publish``: what was written, and how much."""
    folders = list(dict.fromkeys(story_folder(each) for each in options.stories or all_stories()))
    from narrative.pictures.browser import NoBrowserError, require_browser
    from narrative.pictures.link_preview import check_address
    from narrative.pictures.photographer import PageError
    from narrative.site.publish import NotASiteError, publish

    if options.licence and not SPDX.fullmatch(options.licence):
        raise CallError(f'--licence is "{options.licence[:60]}"; write an SPDX identifier, such as CC-BY-4.0')
    title = " ".join(options.title.split())
    if not title:
        raise CallError("--title is empty; give the site a title")
    try:
        address = check_address(options.address) if options.address else ""
    except ValueError as wrong:
        raise CallError(str(wrong)) from None
    try:
        browser: str | None = require_browser()
    except NoBrowserError as missing:
        browser = None
        print(f"The site has no pictures and no print editions. {missing}", file=sys.stderr)
    if not address:
        print("Without --address the sitemap, the feed and oEmbed name no whole addresses.", file=sys.stderr)
    try:
        files = publish(
            folders,
            options.out,
            title=title,
            address=address,
            licence=options.licence,
            browser=browser,
            print_editions=not options.no_print,
            archive=options.archive,
            told=lambda words: print(f"{words} …", file=sys.stderr, flush=True),
        )
    except NotASiteError as wrong:
        raise CallError(str(wrong)) from None
    except Faults as faults:
        return print_faults(faults)
    except (NoBrowserError, PageError) as fault:
        return print_faults(Faults([Fault(shown(folders[0]), 1, str(fault))]))
    except OSError as error:
        raise cannot_write(error, options.out) from None
    size = sum((options.out / each).stat().st_size for each in files)
    print(f"{shown(options.out)}: {len(folders)} stories, {len(files)} files, {size / 1e6:.1f} MB")
    return DONE
