"""Write a story as a folder of files that any web server, or none, can show."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from geo.reading.faults import Faults
from narrative.media.assets import DIGITS
from narrative.page.keeping import folder_digest, kept_page
from narrative.page.media import FOLDER, Placement, has_media, over_budget, whole
from narrative.page.value import Page
from narrative.pictures.link_preview import preview_name, preview_of, take_preview
from narrative.serving.embedding import HEIGHT_PX, iframe_snippet
from narrative.story import PLACES_FILE, Story, open_story
from narrative.story.files import writable, write
from narrative.story.readings import every_choice, page_name

if TYPE_CHECKING:
    from narrative.story.story import Telling


OURS = re.compile(rf"[a-z0-9-]+-[0-9a-f]{{{DIGITS}}}\.[a-z0-9]+")


def build(
    story_folder: Path,
    out: Path,
    browser: str | None = None,
    address: str = "",
    readings: Mapping[str, str] | None = None,
    telling: Telling | None = None,
    single: int | None = None,
    folder_before: bytes | None = None,
) -> list[Path]:
    """Write ``index.html`` (the page) and its companions into ``out``; the paths that were written, in that order.

    ``places.geojson`` is the story's gazetteer as it stands, ``story.json`` says what other programs ask first (title,
    source, steps), ``embed.html`` shows the page in a frame of 700 pixels with the messages that it sends. With a
    browser
    ``SLUG-card.png`` is the picture for links to the story, and the page names it. Each file is written beside its
    place, then moved there, so a reader never meets half a page; a second run writes the same bytes.
    Where names may be read in more than one way, ``reading-ID-PLACE.html`` is the page of each, to which the address
    ``?reading=ID:PLACE`` leads without a server.

    Parameters
    ----------
    browser : the path of a browser's program, or None for a page without such a picture.
    address : of the folder on the web in which ``out`` is published, so that the picture's address is a whole one.
    readings : those of ``index.html``, as in `load_story`.
    telling : what `open_story` made of the folder, where it has been read already.
    single : how many bytes of pictures, recordings and films the page may hold in itself; None for a page that has them
        beside it, in ``media/SLUG``.
    folder_before : `folder_digest` of the folder from before that; without it a page that was made before is not used.

    Raises
    ------
    Faults
        The story's files are at fault, or are too heavy for a single page.
    UnknownReading
        The story has no such reading.
    NoBrowserError, PageError
        The browser does not start; the page asked for something outside or did not come to rest.
    OSError
        ``out`` is a file, or nothing can be written there; ``filename`` is ``out``, ``strerror`` says why.
    """
    before = folder_digest(story_folder) if telling is None else folder_before or b""
    told = telling or open_story(story_folder)
    story = told(readings)
    if single is not None and has_media(story) and (heavy := over_budget(story, single)):
        raise Faults(heavy)

    def drawn(read: Story) -> Page:
        if not has_media(read):
            return kept_page(read, before)
        from narrative.page import render_page  # the libraries that draw take a second

        return render_page(read) if single is None else render_page(read, placement=Placement.INSIDE)

    with writable(out):
        page = drawn(story)
        beside = dict(page.files)
        bodies = {address: whole(asset.file, asset.body) for address, asset in beside.items()}
        ways = every_choice(list(story.readings.values())) if story.readings else []
        picture = take_preview(story, page, browser) if browser else None
        files = {
            "index.html": page.with_preview(preview_of(story, address) if picture else None).body,
            "places.geojson": (story.folder / PLACES_FILE).read_bytes(),
            "story.json": outline(story).encode("utf-8"),
            "embed.html": demonstration(story).encode("utf-8"),
        }
        if picture:
            files[preview_name(story.slug)] = picture
        for chosen in ways:
            read = story if chosen == story.chosen else told(chosen)
            other = page if read is story else drawn(read)
            files[page_name(chosen)] = other.with_preview(preview_of(read, address) if picture else None).body
        if bodies:
            (out / FOLDER / story.slug).mkdir(parents=True, exist_ok=True)
        written = [write(out / name, body) for name, body in {**bodies, **files}.items()]
        sweep(out / FOLDER / story.slug, {Path(address).name for address in beside})
        return [*written[len(bodies) :], *written[: len(bodies)]]


def sweep(folder: Path, used: set[str]) -> None:
    """Take away the media of an earlier run that the page names no more: files whose names we gave, and no others."""
    for path in folder.glob("*"):
        if OURS.fullmatch(path.name) and path.name not in used:
            path.unlink(missing_ok=True)


def outline(story: Story) -> str:
    """The story in brief, as JSON: what a catalogue or another page's script needs to link to its steps."""
    brief = {
        "story": story.slug,
        "title": story.title,
        "summary": story.summary,
        "language": story.language,
        "source": {
            "title": story.source.title,
            "authors": list(story.source.authors),
            "publication": story.source.publication,
            "date": story.source.date.edtf,
        },
        "steps": [
            {"id": step.id, "title": step.title, "date": step.date.edtf, "href": f"index.html#{step.id}"}
            for step in story.steps
        ],
    }
    return json.dumps(brief, ensure_ascii=False, indent=1) + "\n"


def demonstration(story: Story) -> str:
    """A page of somebody else's with the story in it: the snippet to copy, and what the frame says while one reads."""
    snippet = iframe_snippet("index.html", story.title, "100%", HEIGHT_PX)
    return f"""<!DOCTYPE html>
<html lang="{escape(story.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(story.title)}: embedded</title>
<style>
body {{ max-width: 70rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.5 Georgia, serif; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.875rem; }}
</style>
</head>
<body>
<h1>The story in a page of yours</h1>
<p>Put these files on any web server and this line into your page, with your address of <code>index.html</code>:</p>
<pre><code>{escape(snippet)}</code></pre>
<p>The frame says: <output id="said" for="story">nothing yet</output></p>
{snippet}
<p>At the story’s end the wheel scrolls this page on.</p>
<script>
addEventListener("message", function (event) {{
  var said = event.data || {{}};
  if (event.source !== document.querySelector("iframe").contentWindow || said.source !== "narrative-map") return;
  var place = "step " + (said.index + 1) + " of " + said.total;
  document.getElementById("said").textContent = said.type + ", " + place + ": " + said.step;
}});
</script>
</body>
</html>
"""
