"""Turn the media of a story into what its page shows of them: pictures, recordings and films, beside it or within."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from geo.reading.faults import Fault, Faults
from geo.reading.validation import shown
from narrative.media.assets import Asset, assets_of
from narrative.media.examining import MediaFile, UnfitError
from narrative.media.file_types import PICTURE, VIDEO
from narrative.media.limits import SINGLE_BYTES
from narrative.media.pictures import MIME, glance
from narrative.media.webvtt import written_webvtt
from narrative.page.value import data_uri
from narrative.story import Step, Story
from narrative.story.describe import sentence_case
from narrative.story.media_model import AUDIO, SCAN, Media
from narrative.story.prose import render_prose, typographic

FOLDER = "media"  # beside the page, with a folder for each story
COLUMN = "(max-width: 639px) 100vw, 31rem"  # as wide as a card is at most, for the browser's choice among widths
WORDS = {AUDIO: "Sound", VIDEO: "Film", SCAN: "Document", PICTURE: "Picture"}


class Placement(Enum):
    """Where a page has the files of its media."""

    BESIDE = "beside"
    """In a folder beside it, or at a route of a server: ``media/SLUG/NAME``."""
    INSIDE = "inside"
    """In the page itself, which is one file."""
    STILLS = "stills"
    """Pictures in the page itself, recordings and films nowhere: for pictures of the page."""


@dataclass
class Gallery:
    """What one page shows of a story's media.

    ``assets`` are the files beside it by their addresses; ``stored`` those that stand at the end of the page itself, by
    their names, each with its number there.
    """

    story: Story
    placement: Placement = Placement.BESIDE
    assets: dict[str, Asset] = field(default_factory=dict)
    stored: dict[str, tuple[int, Asset, str]] = field(default_factory=dict)

    def of_step(self, step: Step) -> list[dict[str, Any]]:
        """What ``media.html`` needs of a step's media, in their order. Raises ``Faults`` for a broken picture."""
        return [self.medium(each) for each in step.media]

    def medium(self, media: Media) -> dict[str, Any]:
        """What ``media.html`` needs of one."""
        picture = self.picture(media.picture, media) if media.picture else None
        return {
            "kind": media.kind,
            "word": WORDS.get(media.kind, ""),
            "title": typographic(media.caption or media.alt),
            "alt": typographic(media.alt),
            "caption": typographic(media.caption or ""),
            "said_of": [said_of(each) for each in (media, media.beside) if each and (each.file or each.still)],
            "pictures": ([picture] if picture else []) + self.second(media),
            "played": self.played(media) if media.file and media.kind in (AUDIO, VIDEO) else None,
            "url": media.url,
            "host": urlsplit(media.url).hostname if media.url else None,
            "track": data_uri("text/vtt", written_webvtt(media.cues).encode()) if media.cues else None,
            "transcript": Markup(render_prose(media.transcript)) if media.transcript else "",
            "cues": [{"voice": each.voice, "text": typographic(each.text)} for each in media.cues],
            "language": self.story.language,
        }

    def second(self, media: Media) -> list[dict[str, Any]]:
        """The picture that is compared with the first, where there is one."""
        return [self.picture(media.beside.file, media.beside)] if media.beside and media.beside.file else []

    def picture(self, file: MediaFile, media: Media) -> dict[str, Any]:
        """A picture: where it is in its widths, its size, and what stands there until it has come."""
        single = self.placement is not Placement.BESIDE
        assets = assets_of(file, media.kind == SCAN, single)
        largest = assets[-1]
        told = {
            "alt": typographic(media.alt),
            "label": typographic(media.label or ""),
            "width": largest.width_px,
            "height": largest.height_px,
        }
        if self.placement is Placement.STILLS:
            return {**told, "src": uri_of(largest), "large": f"#{FOLDER}"}
        if single:
            number = self.store(largest, media.alt)
            with_glance = data_uri(MIME, whole(file, lambda: glance(file)))
            return {**told, "part": number, "src": with_glance, "large": f"#file-{number}"}
        addresses = [self.beside(each) for each in assets]
        srcset = ", ".join(f"{each} {asset.width_px}w" for each, asset in zip(addresses, assets, strict=True))
        middle = addresses[min(1, len(addresses) - 1)]
        return {**told, "src": middle, "srcset": srcset, "sizes": COLUMN, "large": addresses[-1]}

    def played(self, media: Media) -> dict[str, Any]:
        """A recording or film: where it is, and of what type."""
        assert media.file is not None
        (asset,) = assets_of(media.file)
        if self.placement is Placement.STILLS:
            return {"type": asset.mime}
        if self.placement is Placement.INSIDE:
            return {"type": asset.mime, "part": self.store(asset, media.alt)}
        return {"type": asset.mime, "src": self.beside(asset)}

    def beside(self, asset: Asset) -> str:
        """The address of a file beside the page."""
        address = f"{FOLDER}/{self.story.slug}/{asset.name}"
        self.assets[address] = asset
        return address

    def store(self, asset: Asset, alt: str) -> int:
        """The number of a file that stands at the page's end; one that is shown twice stands there once."""
        return self.stored.setdefault(asset.name, (len(self.stored), asset, alt))[0]

    @property
    def at_the_end(self) -> list[dict[str, Any]]:
        """What ``media_store.html`` needs: the files in the page itself, in the order in which they are first shown."""
        return [
            {
                "number": number,
                "family": asset.file.type.family,
                "type": asset.mime,
                "uri": uri_of(asset),
                "alt": typographic(alt),
                "width": asset.width_px,
                "height": asset.height_px,
            }
            for number, asset, alt in self.stored.values()
        ]

    @property
    def policy(self) -> dict[str, str]:
        """What the page's policy allows for it, beside what every page may have."""
        here = "" if self.placement is not Placement.BESIDE else "'self' "
        return {"img-src": f"{here}data:", "media-src": f"{here}data:"}


def uri_of(asset: Asset) -> str:
    """A file as an address that holds it. Raises as `whole` does."""
    return data_uri(asset.mime, whole(asset.file, asset.body))


def whole(file: MediaFile, make: Callable[[], bytes]) -> bytes:
    """What is made of a file. Raises ``Faults`` with the file's name where it is broken or gone."""
    try:
        return make()
    except UnfitError as wrong:
        raise Faults([Fault(shown(file.path), 1, str(wrong))]) from None
    except OSError as gone:
        raise Faults([Fault(shown(file.path), 1, f"it cannot be read ({gone.strerror}); put it there again")]) from None


def has_media(story: Story) -> bool:
    """Whether a step of the story shows more than its map."""
    return any(step.media for step in story.steps)


def media_script() -> str:
    """The script of pages with media."""
    from narrative.page.scroller import script  # folium comes with it: for those who render

    return script(("media",))


def said_of(media: Media) -> dict[str, Any]:
    """Who made it, when, under which terms, and where it comes from."""
    address = media.source if media.source and media.source.startswith("https://") else None
    return {
        "label": typographic(media.label or ""),
        "when": sentence_case(media.date.words) if media.date else "",
        "edtf": media.date.edtf if media.date else "",
        "credit": typographic(media.credit or ""),
        "licence": sentence_case(typographic(media.licence)),
        "licence_url": media.licence_url,
        "unlicensed": media.licence == "not known",
        "source": "" if address else typographic(media.source or ""),
        "source_url": address,
    }


def check_pictures(story: Story) -> list[Fault]:
    """What is wrong with the pixels of a story's pictures, which its headers do not tell."""
    faults: list[Fault] = []
    files = {each.name: each for step in story.steps for media in step.media for each in media.files}
    for file in files.values():
        if file.type.family == PICTURE:
            try:
                whole(file, assets_of(file)[0].body)
            except Faults as broken:
                faults += broken.faults
    return faults


def over_budget(story: Story, most_bytes: int = SINGLE_BYTES) -> list[Fault]:
    """What makes a single page too heavy: nothing, or the largest files with the cure, each with its share.

    What counts are the bytes that stand in the page, a third more than a file has.
    """
    gallery = Gallery(story, Placement.INSIDE)
    for step in story.steps:
        gallery.of_step(step)
    weights = {asset.name: (asset, len(uri_of(asset))) for _, asset, _ in gallery.stored.values()}
    total = sum(weight for _, weight in weights.values())
    if total <= most_bytes:
        return []
    faults, left = [], total
    for asset, weight in sorted(weights.values(), key=lambda each: (-each[1], each[0].name)):
        if left <= most_bytes:
            break
        left -= weight
        faults.append(
            Fault(
                shown(asset.file.path),
                1,
                f"it takes {weight / 1e6:.1f} MB of a single page, whose media have {total / 1e6:.1f} MB where "
                f"{most_bytes / 1e6:g} MB are the most; make it smaller, leave it out, build with --folder, which puts "
                "the files beside the page, or allow more by --budget",
            )
        )
    return faults
