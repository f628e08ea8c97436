"""The keys of ``media:`` in ``story.yaml``: a picture, a scan, a recording, a film, or a link to one elsewhere."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from narrative.story.dates import Date
from narrative.story.fields import DATE_FORM, Flag, Https, RawText, Text, as_date

SHOWN = [{"required": ["file", "alt", "licence"]}, {"required": ["url", "caption"]}, {"required": ["url", "still"]}]


class Shown(BaseModel):
    """What is said of a file that a step shows."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    file: Text | None = None
    """The file, its path from the story's folder: media/bridge.jpg."""
    alt: Text | None = None
    """What it shows or lets hear, for those who do not see or hear it: a sentence or two."""
    caption: Text | None = None
    """What stands below it."""
    credit: Text | None = None
    """Who made it, as the licence asks; needed unless it is in the public domain."""
    licence: Text | None = None
    """Under which terms it may be shown: CC BY 4.0, CC0 1.0, public domain, by permission of …"""
    date: Annotated[Date | None, BeforeValidator(as_date), DATE_FORM] = None
    """When it was made, as EDTF."""
    source: Text | None = None
    """Where it comes from: an archive and its number, or an https address."""
    label: Text | None = None
    """A word or two that stand on it where two are compared: 1905."""


class BesideModel(Shown):
    """The second of two pictures that are compared by a slider."""


class MediaModel(Shown):
    """A picture, a scan of a document, a recording or a film that a step shows; its file says which."""

    @staticmethod
    def _written(schema: dict[str, Any]) -> None:
        schema["anyOf"] = SHOWN

    model_config = ConfigDict(json_schema_extra=_written)

    scan: Flag = False
    """true where the picture is a document to be read: it opens at its full size."""
    beside: BesideModel | None = None
    """The later picture, where two of one view are compared by a slider; both have a label."""
    url: Https | None = None
    """Where it is shown elsewhere (a film, a IIIF viewer): a link that the reader may follow; nothing is fetched."""
    still: Text | None = None
    """A picture file that stands for it: for a film until it plays, for a link until it is followed."""
    captions: Text | None = None
    """A WebVTT file with the words of a recording or film, each with its time: media/speech.vtt."""
    transcript: RawText | None = None
    """The words of a recording or film, as CommonMark, where captions do not say all."""
