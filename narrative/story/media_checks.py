"""Turn what steps say of pictures, recordings and films into `Media`, or say what is wrong with it and its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from geo.reading.faults import Fault, Faults
from geo.reading.validation import Loc, quoted, read_text, shown
from geo.reading.yaml_lines import YamlDocument
from narrative.media.assets import digest
from narrative.media.examining import MediaFile, UnfitError, examine, inside
from narrative.media.file_types import AUDIO, PICTURE, VIDEO
from narrative.media.limits import MOST_CAPTIONS_BYTES, MOST_OF_A_STEP
from narrative.media.webvtt import Cue, read_webvtt
from narrative.story.media_model import FREE, LINK, SCAN, UNDESCRIBED, UNLICENSED, Media, licence_key
from narrative.story.media_schema import MediaModel, Shown
from narrative.story.schema import StepModel

RECORDED = (AUDIO, VIDEO)
LICENCE_CURE = 'add one, such as "licence: CC BY 4.0" or "licence: public domain"'


@dataclass
class ReadMedia:
    """The media of a story's steps by the steps' ids, as far as they are sound, and what is wrong with the others."""

    of_step: dict[str, tuple[Media, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def all(self) -> Iterator[Media]:
        """Every one, in the order of telling."""
        for each in self.of_step.values():
            yield from each


def read_media(document: YamlDocument, steps: Iterable[tuple[int, StepModel]], folder: Path, draft: bool) -> ReadMedia:
    """Read the media of all steps. In a draft nobody need have described a file yet, or know its licence."""
    read = ReadMedia()
    for index, step in steps:
        if not step.media:
            continue
        if len(step.media) > MOST_OF_A_STEP:
            message = f'step "{step.id}": it has {len(step.media)} media; {MOST_OF_A_STEP} are the most'
            read.faults.append(document.fault(("steps", index, "media"), message))
            continue
        found = []
        for number, model in enumerate(step.media):
            reader = Reader(document, ("steps", index, "media", number), f'step "{step.id}": ', folder, draft)
            media = reader.media(model)
            read.faults += reader.faults
            found += [media] if media else []
        read.of_step[step.id] = tuple(found)
    return read


@dataclass
class Reader:
    """Reads one entry of ``media:``; ``faults`` are what was wrong with it."""

    document: YamlDocument
    loc: Loc
    name: str
    folder: Path
    draft: bool
    faults: list[Fault] = field(default_factory=list)

    def fault(self, message: str, *keys: int | str) -> None:
        """Note what is wrong, at the line of a key or of the entry."""
        self.faults.append(self.document.fault((*self.loc, *keys), self.name + message))

    def media(self, model: MediaModel) -> Media | None:
        """The entry as a value; None where it has a fault."""
        if not model.file and not model.url:
            self.fault('a medium needs a "file", or a "url" where it is shown elsewhere; add one')
            return None
        if model.file and model.url:
            self.fault('it has a "file" and a "url"; keep the file, and write the address under "source"', "url")
        file = self.file(model.file, (PICTURE, *RECORDED), "file") if model.file else None
        still = self.file(model.still, (PICTURE,), "still") if model.still else None
        if model.file and not file:
            self.words(model, needed=True)
            return None
        family = file.type.family if file else LINK
        kind = SCAN if model.scan and family == PICTURE else family
        if model.still and family not in (VIDEO, LINK):
            self.fault('a "still" stands for a film or a link; take it away here', "still")
        if model.scan and family != PICTURE:
            self.fault('only a picture is a "scan"; take the key away', "scan")
        self.words(model, needed=bool(file or still), link=family == LINK)
        cues = self.spoken(model, family)
        beside = self.compared(model, family)
        if self.faults:
            return None
        return self.told(model, kind, file, still, cues, beside)

    def told(
        self,
        model: Shown,
        kind: str,
        file: MediaFile | None,
        still: MediaFile | None = None,
        cues: tuple[Cue, ...] = (),
        beside: Media | None = None,
    ) -> Media:
        """What was read as a value."""
        more = (
            {"url": model.url, "transcript": model.transcript, "captions_name": model.captions}
            if isinstance(model, MediaModel)
            else {}
        )
        return Media(
            kind=kind,
            alt=model.alt or (UNDESCRIBED if file or still else model.caption or ""),
            licence=model.licence or UNLICENSED,
            file=file,
            caption=model.caption,
            credit=model.credit,
            date=model.date,
            source=model.source,
            label=model.label,
            still=still,
            cues=cues,
            beside=beside,
            **more,
        )

    def file(self, name: str, families: tuple[str, ...], *keys: int | str) -> MediaFile | None:
        """A file of one of the families."""
        try:
            return examine(self.folder, name, families)
        except UnfitError as wrong:
            self.fault(str(wrong), *keys)
            return None

    def words(self, model: Shown, needed: bool, link: bool = False, *keys: int | str) -> None:
        """What must be said of it: what it shows, its licence, and who made it where the licence asks for that."""
        if link and not needed and not model.caption:
            self.fault('a link needs words; add "caption: …", or a "still" with its "alt"', *keys)
        if not needed or self.draft:
            return
        if not model.alt:
            self.fault('missing "alt"; add what it shows, for those who do not see it, in a sentence', *keys)
        if not model.licence:
            self.fault(f'missing "licence"; {LICENCE_CURE}', *keys)
        elif model.licence.lower() in (UNLICENSED, "unknown", "none", "?"):
            self.fault(
                f"the licence is {quoted(model.licence)}; find out whether it may be shown, then {LICENCE_CURE}",
                *keys,
                "licence",
            )
        elif not model.credit and licence_key(model.licence) not in FREE:
            self.fault(f'missing "credit"; the licence {quoted(model.licence)} asks that its maker be named', *keys)

    def spoken(self, model: MediaModel, family: str) -> tuple[Cue, ...]:
        """The words of a recording or film with their times; there must be words, in one form or the other."""
        if family not in RECORDED:
            for key in ("captions", "transcript"):
                if getattr(model, key):
                    self.fault(f'"{key}" are the words of a recording or film; take the key away', key)
            return ()
        if model.captions:
            return self.captions(model.captions)
        if not model.transcript and not self.draft:
            self.fault(
                'missing "captions" or "transcript"; add what is said, for those who do not hear it, or that nothing is'
            )
        return ()

    def captions(self, name: str) -> tuple[Cue, ...]:
        """The cues of a WebVTT file; its faults are told at its own lines."""
        try:
            path = inside(self.folder, name)
        except UnfitError as wrong:
            self.fault(str(wrong), "captions")
            return ()
        if not name.lower().endswith(".vtt"):
            self.fault(f"{quoted(name)} is no WebVTT file; save it as one and end its name .vtt", "captions")
        elif path.stat().st_size > MOST_CAPTIONS_BYTES:
            self.fault(
                f"{quoted(name)} has {path.stat().st_size:,} bytes; {MOST_CAPTIONS_BYTES:,} are the most", "captions"
            )
        else:
            try:
                cues, wrong_lines = read_webvtt(read_text(path, "write WebVTT"))
            except Faults as unreadable:
                self.faults += unreadable.faults
                return ()
            self.faults += [Fault(shown(path), line, message) for line, message in wrong_lines]
            return cues
        return ()

    def compared(self, model: MediaModel, family: str) -> Media | None:
        """The picture beside it, where two are compared."""
        if not model.beside:
            return None
        before = len(self.faults)
        if family != PICTURE:
            self.fault("only pictures are compared; take the key away", "beside")
            return None
        if not model.beside.file:
            self.fault('missing "file"; name the later picture', "beside")
            return None
        file = self.file(model.beside.file, (PICTURE,), "beside", "file")
        self.words(model.beside, True, False, "beside")
        for each, keys in ((model, ()), (model.beside, ("beside",))):
            if not each.label:
                self.fault('missing "label"; two that are compared each need a word, such as "label: 1905"', *keys)
        return self.told(model.beside, PICTURE, file) if len(self.faults) == before else None


def files_said(read: ReadMedia, folder: Path) -> Iterator[bytes]:
    """What stands for the files of media in a story's version, in the order of their names."""
    names = {name for media in read.all for name in media.names}
    for name in sorted(names):
        stat = (folder / name).stat()
        yield f"{name} {digest(str(folder / name), stat.st_mtime_ns, stat.st_size)}\n".encode()


def media_of(found: Mapping[str, tuple[Media, ...]], step: StepModel) -> tuple[Media, ...]:
    """What a step shows, its words as the step has them with the readings that are chosen."""
    pairs = zip(found.get(step.id, ()), step.media, strict=False)
    return tuple(replace(media, transcript=model.transcript) for media, model in pairs)
