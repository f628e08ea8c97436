"""Turn the media of a step into plates for slides and documents: a picture each, with its words, maker and terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from narrative.exports.told import fit
from narrative.media.pictures import height_for, printed
from narrative.page.media import WORDS, whole
from narrative.page.picture import Picture
from narrative.story import Step
from narrative.story.media_model import AUDIO, VIDEO, Media
from narrative.story.prose import plain_text, typographic

WIDTH_PX = 1600  # 8 inches at 200 dots to the inch


@dataclass(frozen=True)
class Plate:
    """One picture of a step's media; ``caption`` is what stands under it, ``rights`` its maker and terms."""

    picture: Picture
    caption: str
    rights: str


def plates(step: Step) -> Iterator[Plate]:
    """The pictures of a step: its own, those that stand for a film or a link. Raises ``Faults`` for a broken one."""
    for media in step.media:
        for each in (media, media.beside):
            if each and (file := each.picture):
                width = min(WIDTH_PX, file.width_px)
                body = whole(file, lambda file=file, width=width: printed(file, width))  # type: ignore[misc]
                title = typographic(each.caption or media.caption or each.alt)
                title = f"{each.label}: {title}" if each.label else title
                alt = fit(typographic(each.alt))
                yield Plate(Picture(body, width, height_for(file, width), alt), fit(title), fit(rights_of(each)))


def rights_of(media: Media) -> str:
    """Who made it, when, under which terms, and where it is from."""
    parts = [media.date.words if media.date else "", media.rights, media.url or media.source or ""]
    return typographic(". ".join(each for each in parts if each))


def heard(step: Step) -> Iterator[str]:
    """A line for each recording, film and link of a step: what it is, where, and what is said in it."""
    for media in step.media:
        words = media.transcript and plain_text(media.transcript)
        words = words or " ".join(f"{each.voice}: {each.text}" if each.voice else each.text for each in media.cues)
        if media.kind in (AUDIO, VIDEO):
            title = typographic(media.caption or media.alt).rstrip(".")
            yield fit(f"{WORDS[media.kind]}: {title}. {rights_of(media)}. What is said: {' '.join(words.split())}")
        elif media.url and not media.still:
            yield fit(f"{typographic(media.caption or media.alt)}: {media.url}")
