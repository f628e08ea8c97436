"""Write pictures of a story into a folder: one for each step with its caption, without the network."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PIL import Image

from narrative.page import render_page
from narrative.page.media import Placement
from narrative.page.story_map import basemap_of
from narrative.pictures.browser import open_browser
from narrative.pictures.captions import CAPTIONS_FILE, caption, merged, png_texts
from narrative.pictures.photographer import Look, Photographer, photographer
from narrative.pictures.png_text import with_texts
from narrative.story import Step, Story
from narrative.story.files import page_file, writable, write

Format = Literal["png", "webp"]
WEBP_QUALITY = 90

# told(done, total, name): a picture of that name is about to be made, or (done == total) all are.
Told = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Shot:
    """One picture of one step."""

    step: Step
    name: str
    body: bytes
    caption: dict[str, Any]


def shoot(
    story: Story,
    steps: Sequence[Step],
    out: Path,
    browser: str,
    look: Look | None = None,
    format: Format = "png",
    told: Told = lambda done, total, name: None,
) -> list[Path]:
    """Write a picture of each step and ``captions.json`` into ``out``; the paths, in that order.

    A picture's name is the step's number in the story and its id: ``09-fighting-at-ongjin.png``. Each file is written
    beside
    its place and then moved there. When the run is interrupted, what is there are whole pictures, and their captions.

    Parameters
    ----------
    browser : the path of its program, from :func:`narrative.pictures.browser.require_browser`.
    told : called before each picture with how many are done, how many there will be, and its name.

    Raises
    ------
    NoBrowserError
        The browser does not start.
    PageError
        The page asked for something outside, or did not come to rest.
    OSError
        ``out`` cannot be written; ``filename`` is ``out``.
    """
    look = look or Look()
    written: list[Path] = []
    captions: list[dict[str, Any]] = []
    with writable(out):
        try:
            for shot in taken(story, steps, browser, look, format, told):
                written.append(write(out / shot.name, shot.body))
                captions.append(shot.caption)
        finally:
            if captions:
                written.append(write(out / CAPTIONS_FILE, merged(story, captions, out)))
    return written


def taken(story: Story, steps: Sequence[Step], browser: str, look: Look, format: Format, told: Told) -> Iterator[Shot]:
    """The pictures, one after the other, in one browser and one page."""
    attribution = basemap_of(story).attribution
    names = [shot_name(story, step, format) for step in steps]
    told(0, len(steps), names[0])
    with opened(story, steps[0], browser, look) as photographing:
        for done, (step, name) in enumerate(zip(steps, names, strict=True)):
            told(done, len(steps), name)
            png = photographing.picture(step.id)
            words = caption(story, step, name, look, attribution)
            yield Shot(step, name, encoded(png, format, png_texts(story, words)), words)
    told(len(steps), len(steps), "")


@contextmanager
def opened(story: Story, first: Step, browser: str, look: Look) -> Iterator[Photographer]:
    """A story's page, built and open in a browser of its own on its step ``first``."""
    with (
        page_file(render_page(story, placement=Placement.STILLS).html) as index,
        open_browser(browser) as chromium,
        photographer(chromium, index, first.id, look) as photographing,
    ):
        yield photographing


def shot_name(story: Story, step: Step, format: str) -> str:
    """The file name of a step's picture: names sort in the order of telling."""
    digits = max(2, len(str(len(story.steps))))
    return f"{step.index + 1:0{digits}}-{step.id}.{format}"


def encoded(png: bytes, format: Format, texts: dict[str, str]) -> bytes:
    """The picture in its format, with its texts: PNG text chunks, or XMP in WebP."""
    if format == "png":
        return with_texts(png, texts)
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(out, "WEBP", quality=WEBP_QUALITY, method=4, xmp=xmp(texts))
    return out.getvalue()


def xmp(texts: dict[str, str]) -> bytes:
    """Title, description, source and rights as an XMP packet with Dublin Core (ISO 16684-1)."""
    import xml.sax.saxutils as sax

    def alternative(name: str, text: str) -> str:
        return f'<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{sax.escape(text)}</rdf:li></rdf:Alt></dc:{name}>'

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        + alternative("title", texts["Title"])
        + alternative("description", texts["Description"])
        + alternative("rights", texts["Copyright"])
        + f"<dc:source>{sax.escape(texts['Source'])}</dc:source>"
        + '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()
