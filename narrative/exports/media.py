"""Turn the media of a step into what other programs' files say of them: paths, captions, makers and terms.

A file of another program names pictures by their address. Ours is the path in the story's folder, as the story writes
it: who puts the file beside that folder's ``media``, or publishes both, has the pictures.
"""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

from narrative.exports.steps_schema import MediaPart
from narrative.story import Step
from narrative.story.media_model import PICTURE, SCAN, Media


def address_of(media: Media) -> str:
    """Where a medium is: its path in the story's folder, or its address elsewhere.

    >>> address_of(Media("link", "A film", "CC0 1.0", url="https://example.org/film"))
    'https://example.org/film'
    """
    return quote(media.file.name) if media.file else media.url or ""


def caption_of(media: Media) -> str:
    """What stands below it, or else what it shows."""
    return media.caption or media.alt


def slide_media(step: Step) -> dict[str, Any]:
    """The key ``media`` of a slide of StoryMapJS or TimelineJS: the first of the step's; nothing where it has none.

    TimelineJS knows ``alt``; StoryMapJS reads over it.
    """
    if not step.media:
        return {}
    first = step.media[0]
    words = {"caption": escape(caption_of(first), quote=False), "credit": escape(first.all_rights, quote=False)}
    return {"media": {"url": address_of(first), **words, "alt": first.alt}}


def chapter_media(step: Step) -> dict[str, str]:
    """The columns of leaflet-storymaps that name the first of a step's media; none where it has none."""
    if not step.media:
        return {}
    first = step.media[0]
    link = first.source if first.source and first.source.startswith("https://") else first.licence_url
    said = escape(f"{caption_of(first).rstrip('.')}. {first.all_rights}", quote=False)
    return {"Media Link": address_of(first), "Media Credit": said, **({"Media Credit Link": link} if link else {})}


def feature_media(step: Step) -> dict[str, str]:
    """The properties of a GeoJSON feature that name the first of a step's media."""
    if not step.media:
        return {}
    first = step.media[0]
    return {"image": address_of(first), "image_caption": caption_of(first), "image_credit": first.all_rights}


def other_media_html(step: Step) -> str:
    """The media of a step but the first, as HTML for the end of its text; empty where there are none."""
    every = [each for media in step.media for each in (media, media.beside) if each]
    return "".join(media_html(each) for each in every[1:])


def media_html(media: Media) -> str:
    """One of them: a picture as one, anything else as a link."""
    address = escape(address_of(media))
    said = f"{escape(caption_of(media), quote=False)}. <small>{escape(media.rights, quote=False)}</small>"
    if media.kind in (PICTURE, SCAN):
        return f'<p><img src="{address}" alt="{escape(media.alt)}"><br>{said}</p>'
    words, rights = (escape(each, quote=False) for each in (caption_of(media), media.rights))
    return f'<p><a href="{address}">{words}</a> <small>{rights}</small></p>'


def media_part(media: Media) -> MediaPart:
    """One of them as JSON."""
    return MediaPart(
        kind=media.kind,
        file=media.file.name if media.file else None,
        type=media.file.type.mime if media.file else None,
        url=media.url,
        alt=media.alt,
        caption=media.caption,
        label=media.label,
        credit=media.credit,
        licence=media.licence,
        date=media.date.edtf if media.date else None,
        source=media.source,
        still=media.still.name if media.still else None,
        captions=media.captions_name,
        transcript=media.transcript,
        beside=media_part(media.beside) if media.beside else None,
    )
