"""Turn the media of a step into what paper shows of them: pictures, the words of recordings, addresses of links."""

from __future__ import annotations

from functools import cache
from typing import Any

import rcssmin
from markupsafe import Markup

from narrative.media.examining import MediaFile
from narrative.media.pictures import height_for, printed
from narrative.page.media import WORDS, said_of, whole
from narrative.page.value import data_uri
from narrative.pictures.printing import PRINT
from narrative.story import Step
from narrative.story.media_model import AUDIO, VIDEO, Media
from narrative.story.prose import render_prose, typographic

WIDTH_PX = 1000  # 85 mm at 300 dots to the inch
BOX_PX = (316.0, 250.0)  # of a picture on the sheet, in CSS pixels; of two that are compared each has half


@cache
def media_css() -> str:
    """The style of media on paper, minified."""
    return str(rcssmin.cssmin((PRINT / "handout_media.css").read_text(encoding="utf-8")))


def media_in_print(step: Step) -> list[dict[str, Any]]:
    """What ``handout.html`` needs of a step's media. Raises ``Faults`` for a picture that is broken."""
    return [medium(each) for each in step.media]


def medium(media: Media) -> dict[str, Any]:
    """One of them."""
    shown = [each for each in (media, media.beside) if each]
    pictures = [picture(each.picture, each, len(shown)) for each in shown if each.picture]
    return {
        "word": WORDS[media.kind] if media.kind in (AUDIO, VIDEO) else "",
        "title": typographic(media.caption or media.alt),
        "pictures": pictures,
        "rights": [said_of(each) for each in shown if each.file or each.still],
        "url": media.url,
        "transcript": Markup(render_prose(media.transcript)) if media.transcript else "",
        "cues": []
        if media.transcript
        else [{"voice": each.voice, "text": typographic(each.text)} for each in media.cues],
    }


def picture(file: MediaFile, media: Media, beside: int) -> dict[str, Any]:
    """A picture in its bytes, and its size on the sheet."""
    width = min(WIDTH_PX, file.width_px)
    scale = min(BOX_PX[0] / beside / file.width_px, BOX_PX[1] / file.height_px)
    return {
        "uri": data_uri("image/jpeg", whole(file, lambda: printed(file, width))),
        "alt": typographic(media.alt),
        "label": typographic(media.label or ""),
        "width": round(file.width_px * scale),
        "height": round(width and height_for(file, width) * file.width_px * scale / width),
    }
