"""What a step shows besides its map, as values: pictures, scans, recordings, films, and links to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrative.media.examining import MediaFile
from narrative.media.webvtt import Cue
from narrative.story.dates import Date

PICTURE, SCAN, AUDIO, VIDEO, LINK = "picture", "scan", "audio", "video", "link"
MEDIA_KINDS = dict.fromkeys((PICTURE, SCAN, AUDIO, VIDEO, LINK), "")
UNDESCRIBED = "Nobody has described it yet."
UNLICENSED = "not known"

# The terms that are common, by their names in small letters, with where they can be read.
CREATIVE = "https://creativecommons.org/licenses"
LICENCES: dict[str, str] = {
    "cc0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "public domain": "https://creativecommons.org/publicdomain/mark/1.0/",
    **{
        f"cc {kind} {version}": f"{CREATIVE}/{kind}/{version}/"
        for kind in ("by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd")
        for version in ("2.0", "2.5", "3.0", "4.0")
    },
}
FREE = ("cc0 1.0", "public domain")  # of which nobody need be named


def licence_key(licence: str) -> str:
    """A licence's name as `LICENCES` has it.

    >>> licence_key("CC-BY-SA-4.0"), licence_key("CC BY 4.0"), licence_key("Public Domain")
    ('cc by-sa 4.0', 'cc by 4.0', 'public domain')
    """
    name = " ".join(licence.lower().split())
    if name.startswith("cc-by"):  # as SPDX writes it
        kind, _, version = name.removeprefix("cc-").rpartition("-")
        return f"cc {kind} {version}"
    return {"cc0": "cc0 1.0", "cc0-1.0": "cc0 1.0"}.get(name, name)


@dataclass(frozen=True)
class Media:
    """One thing that a step shows.

    ``kind`` is `PICTURE`, `SCAN`, `AUDIO`, `VIDEO` or `LINK`. ``file`` is None for a link alone; ``still`` is the
    picture that stands for a film or a link. ``alt`` says what it shows. ``licence`` and ``credit`` are the maker's
    terms and name, ``source`` where it comes from, in words or as an https address. ``cues`` are its words with their
    times, ``transcript`` CommonMark. ``beside`` is the picture that a slider lays over it; both then have a ``label``.
    """

    kind: str
    alt: str
    licence: str
    file: MediaFile | None = None
    caption: str | None = None
    credit: str | None = None
    date: Date | None = None
    source: str | None = None
    label: str | None = None
    url: str | None = None
    still: MediaFile | None = None
    cues: tuple[Cue, ...] = ()
    transcript: str | None = None
    captions_name: str | None = None
    beside: Media | None = None

    @property
    def picture(self) -> MediaFile | None:
        """The picture by which it is seen where nothing plays: itself, or its still."""
        return self.file if self.kind in (PICTURE, SCAN) else self.still

    @property
    def files(self) -> Iterator[MediaFile]:
        """Its files, and those of what it is compared with; a caption file is none of them."""
        yield from (each for each in (self.file, self.still) if each)
        if self.beside:
            yield from self.beside.files

    @property
    def names(self) -> Iterator[str]:
        """The names of all files that it needs, as the story writes them."""
        yield from (each.name for each in self.files)
        if self.captions_name:
            yield self.captions_name

    @property
    def licence_url(self) -> str | None:
        """Where its terms can be read, where they are common ones."""
        return LICENCES.get(licence_key(self.licence))

    @property
    def rights(self) -> str:
        """Who made it and under which terms, in words: "Anna Rochat, CC BY 4.0"."""
        terms = f"licence {UNLICENSED}" if self.licence == UNLICENSED else self.licence
        said = f"{self.credit}, {terms}" if self.credit else terms
        return said[0].upper() + said[1:]

    @property
    def all_rights(self) -> str:
        """The same of it and of what it is compared with, each with its label."""
        if not self.beside:
            return self.rights
        return "; ".join(f"{each.label}: {each.rights}" for each in (self, self.beside))


def in_picture(media: Sequence[Media]) -> Media | None:
    """What of a step's media stands in a picture of its card: the first, where that has a picture."""
    return media[0] if media and media[0].picture else None
