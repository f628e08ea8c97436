"""An author's desk: the draft of one session, with the way back, and the answers to what the browser asks."""

from __future__ import annotations

import base64
import binascii
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError, validate_call

from narrative.drafts.draft import Draft, read_draft
from narrative.drafts.features import shown_places
from narrative.drafts.parts import DraftError, DraftStep, Guess
from narrative.drafts.review import points
from narrative.story.dates import NO_DATE
from narrative.story.describe import sentence_case
from narrative.story.limits import MOST_FIELD
from narrative.story.prose import count_words, plain_text
from narrative.studio import extras, media, places, sheets, steps
from narrative.studio.around import around as surroundings
from narrative.studio.columns import columns_of_file
from narrative.studio.preview import as_folder, as_values, preview, troubles
from narrative.studio.reading_room import Reading, ReadingRoom
from narrative.studio.steps import read_date, retold
from narrative.studio.work import give_text, waits_for_text
from narrative.studio.zipped import from_zip, to_zip

MOST_UNDO = 60
AT_ONCE_S = 3.0  # most texts are read in less, and need no second question
MOST_ASKED = 40  # commands in one question
EDITS: dict[str, Callable[..., Draft]] = {
    each.__name__: validate_call(each)
    for each in (
        *(places.accept, places.accept_likely, places.choose, places.choose_entry, places.draw, places.reject),
        *(places.take_back, places.merge, places.set_certainty, places.rename, places.describe, places.mark),
        *(places.mark_words, places.add_place, places.unmark, places.split),
        *(steps.cut, steps.join, steps.move, steps.add_step, steps.remove_step, steps.set_step, steps.set_story),
        *(extras.set_extra, extras.set_notes),
        *(media.add_medium, media.set_medium, media.remove_medium),
        *(sheets.add_sheet, sheets.remove_sheet),
        *(steps.set_source, steps.set_person, steps.add_person, steps.add_link, steps.set_link, steps.remove_link),
    )
}
Answer = dict[str, Any]


@dataclass(frozen=True)
class Tools:
    """What the desk asks of outside: a draft made of a text or a file, the gazetteer, and the draft of the example."""

    begin: Callable[..., tuple[Draft, str]]  # as `begin_file` takes them
    look_up: Callable[[str], list[Guess]]
    example: Callable[[], tuple[Draft, str]]
    room: ReadingRoom | None = None  # where texts wait to be read; without it they are read at once, and here
    finish: Callable[[str, Path], tuple[str, str, bytes]] | None = None  # a form and a story folder: name, type, bytes


@dataclass
class Desk:
    """One author's draft and the way back; ``id`` tells this desk from another that the browser may remember."""

    tools: Tools
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    draft: Draft | None = None
    past: list[Draft | None] = field(default_factory=list)
    future: list[Draft | None] = field(default_factory=list)
    typing: tuple[str, ...] = ()
    reading: Reading | None = None  # the text that is being read for this desk
    last: Answer = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def answer(self, ask: Mapping[str, Any] | None) -> Answer:
        """Do what the browser asks: ``{"n": 7, "desk": "…", "do": [{"what": "accept", "place": "geneva"}]}``.

        The answer has the number of the question, what changed of the draft, and a result for each command:
        ``{"said": "…"}`` where it could not be done, and why. The same question again gets the same answer, and one
        that is asked again before it is answered is not worked on twice.
        """
        with self.lock:
            return self.answered(ask)

    def answered(self, ask: Mapping[str, Any] | None) -> Answer:
        """The answer to one question, one at a time."""
        if not isinstance(ask, Mapping) or not isinstance(ask.get("n"), int):
            return self.last or {"n": 0, "desk": self.id}
        if self.last.get("n") == ask["n"] and self.last.get("desk") == ask.get("desk", self.id):
            return self.last
        commands = ask.get("do")
        asked = commands[:MOST_ASKED] if isinstance(commands, list) else []
        answer: Answer = {"n": ask["n"], "desk": self.id}
        if ask.get("desk") not in (None, self.id):
            answer["lost"] = True  # the server was started anew: the browser brings the draft again
        else:
            before = self.draft
            answer["results"] = [self.result(each) for each in asked]
            answer |= self.difference(before)
        self.last = answer
        return answer

    def result(self, command: Any) -> Answer:
        """What came of one command; never an exception for what a browser sent."""
        try:
            values = {str(key): each for key, each in dict(command).items()}
            return self.done(str(values.pop("what", "")), values) or {}
        except DraftError as error:
            return {"said": str(error)}
        except (ValidationError, TypeError, ValueError, KeyError, AttributeError, IndexError):
            return {"said": "This could not be done: the field does not take that."}

    def done(self, what: str, values: dict[str, Any]) -> Answer | None:
        """Follow one command."""
        if what in EDITS:
            self.edit(what, values)
            return None
        if what in OTHERS:
            return OTHERS[what](self, **values)
        raise DraftError("The studio does not know how to do this.")

    def edit(self, what: str, values: dict[str, Any]) -> None:
        """Change the draft; letters typed into one field are one change on the way back."""
        before = self.needed()
        draft = EDITS[what](before, **values)
        if values.get("field") != "text":
            draft = retold(before, draft)
        typing = (
            what,
            *(str(values.get(key, "")) for key in ("step", "link", "medium", "person", "place", "field", "part")),
        )
        again = typing == self.typing and (what.startswith("set_") or what in ("rename", "describe"))
        self.put(draft, keep=not again)
        self.typing = typing

    def put(self, draft: Draft | None, *, keep: bool = True) -> None:
        """Another draft is on the desk; the one before can be had back."""
        if draft == self.draft:
            return
        if keep:
            self.past = [*self.past, self.draft][-MOST_UNDO:]
        self.draft, self.future, self.typing = draft, [], ()

    def needed(self) -> Draft:
        """The draft, where there is one."""
        if self.draft is None:
            raise DraftError("There is no draft yet. Paste a text, or open a file.")
        return self.draft

    def difference(self, before: Draft | None) -> Answer:
        """The parts of the draft that changed, as plain values, and what is to be read beside them."""
        found: Answer = {"undo": bool(self.past), "redo": bool(self.future)}
        if self.draft is None:
            return found | ({"draft": None} if before is not None else {})
        keys = [key for key in Draft.model_fields if before is None or getattr(before, key) != getattr(self.draft, key)]
        if keys:
            found["draft"] = self.draft.model_dump(mode="json", include=set(keys))
            found["whole"] = before is None
            found["waits"] = waits_for_text(self.draft)
        if "steps" in keys:
            found["read"] = read_steps(self.draft)
            found["media"] = media.shown_of(self.draft)
        if {"steps", "kept", "documents"} & set(keys):
            found["extras"] = extras.extras_of(self.draft)
        return found


def read_steps(draft: Draft) -> Answer:
    """For each step its date in words and the number of its words."""
    return {each.id: {"date": read_date_of(each), "words": count_words(each.text)} for each in draft.steps}


def read_date_of(step: DraftStep) -> Answer:
    """A step's date in words; one that is undated needs none."""
    if step.undated and not step.date:
        said = f"“{step.date_as_written}”, not read as a date" if step.date_as_written else sentence_case(NO_DATE)
        return {"ok": True, "words": said, "edtf": ""}
    return read_date(step.date)


def hello(desk: Desk) -> Answer:
    """The whole draft, for a browser that keeps none."""
    if desk.draft is None:
        return {}
    draft = desk.draft.model_dump(mode="json")
    return {"draft": draft, **read_beside(desk.draft)}


def read_beside(draft: Draft) -> Answer:
    """What is read beside a whole draft."""
    return {"read": read_steps(draft), "extras": extras.extras_of(draft), "media": media.shown_of(draft)}


def begin(
    desk: Desk,
    text: str = "",
    name: str = "",
    file: str = "",
    own: bool = False,
    title: str = "",
    countries: str = "",
    year: str = "",
    columns: Mapping[str, str] | None = None,
) -> Answer:
    """A draft of a text, or of a file in base64; ``own`` says that its words may stand in the steps.

    ``countries`` and ``year`` say where the text plays and when it begins, ``columns`` what the columns of a plain
    table are, as `begin_file` takes them.
    """
    if text:  # what was pasted has no file name, and no ending that says what it is
        data, name, title = text.encode("utf-8", "replace"), "", title or name
    else:
        data = from_base64(file)
    said = (title.strip()[:200], countries[:200], year[:200])
    roles = {str(role)[:20]: str(name)[:MOST_FIELD] for role, name in (columns or {}).items() if name}
    asked = (data, name[:200], bool(own), today(), *said, *([roles] if roles else []))
    if desk.tools.room is None:
        draft, note = desk.tools.begin(*asked)
        desk.put(draft)
        return {"note": note}
    leave(desk)
    desk.reading = desk.tools.room.ask(*asked)
    return reading(desk, AT_ONCE_S)


def reading(desk: Desk, seconds: float = 0.0) -> Answer:
    """The draft of the text that is read, or, while it is not, ``waiting`` with a sentence that tells its turn."""
    if desk.reading is None:
        raise DraftError("The server was started anew while it read. Read the text again.")
    words = desk.reading.words()
    if not desk.reading.over.wait(min(max(seconds, 0.0), AT_ONCE_S)):
        return {"waiting": desk.reading.words() if seconds else words}
    read, desk.reading = desk.reading, None
    draft, note = read.result()
    desk.put(draft)
    return {"note": note}


def leave(desk: Desk) -> None:
    """Nobody waits any more for what is being read."""
    if desk.reading is not None:
        desk.reading.leave()
        desk.reading = None


def columns(desk: Desk, file: str, name: str = "") -> Answer:
    """The columns of a plain table, so that its author can say what they are; nothing for any other file."""
    return {"table": columns_of_file(from_base64(file), name[:200])}


def today() -> str:
    """The day, ISO 8601."""
    return date.today().isoformat()


def open_zip(desk: Desk, file: str) -> Answer:
    """The draft in a ZIP."""
    draft, note = from_zip(from_base64(file))
    desk.put(draft)
    return {"note": note}


def open_text(desk: Desk, text: str = "", file: str = "") -> Answer:
    """The text that a ZIP was packed without."""
    desk.put(give_text(desk.needed(), text or from_base64(file).decode("utf-8", "replace")))
    return {}


def open_example(desk: Desk) -> Answer:
    """The example's draft."""
    draft, note = desk.tools.example()
    desk.put(draft)
    return {"note": note}


def restore(desk: Desk, draft: Any) -> Answer:
    """The draft that the browser kept."""
    desk.put(read_draft(draft), keep=False)
    return read_beside(desk.needed())


def discard(desk: Desk) -> Answer:
    """An empty desk, without a way back: nothing of the draft stays."""
    leave(desk)
    desk.draft, desk.past, desk.future, desk.typing = None, [], [], ()
    return {"discarded": True}


def undo(desk: Desk) -> Answer:
    """The draft as it was before the last change."""
    if not desk.past:
        raise DraftError("There is nothing to undo.")
    desk.future.append(desk.draft)
    desk.draft, desk.typing = desk.past.pop(), ()
    return {}


def redo(desk: Desk) -> Answer:
    """The change that was undone last, done again."""
    if not desk.future:
        raise DraftError("There is nothing to do again.")
    desk.past.append(desk.draft)
    desk.draft, desk.typing = desk.future.pop(), ()
    return {}


def read(desk: Desk, text: str) -> Answer:
    """A date in words."""
    return {"date": read_date(text[:200])}


def look_up(desk: Desk, name: str) -> Answer:
    """The places of a name in the gazetteer."""
    return {"guesses": [each.model_dump(mode="json") for each in desk.tools.look_up(name.strip()[:200])]}


def around(desk: Desk, lat: float, lon: float) -> Answer:
    """The towns and rivers around a pin, in degrees."""
    lat, lon = float(lat), float(lon)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise DraftError("There is no such point on the map.")
    return surroundings(lat, lon)


FIT = validate_call(sheets.fit_of)


def fit(desk: Desk, **values: Any) -> Answer:
    """How well an old map fits the spots that are set so far."""
    return {"fit": FIT(**values)}


def check(desk: Desk) -> Answer:
    """What has still to be mended."""
    return {"troubles": as_values(troubles(desk.needed()))}


def show(desk: Desk) -> Answer:
    """The page, or what has still to be mended before there is one."""
    page, found = preview(desk.needed())
    return {"html": page.html if page else "", "troubles": as_values(found)}


def pack(desk: Desk) -> Answer:
    """The story folder as a ZIP in base64, with what `check` would say of it."""
    draft = desk.needed()
    body = to_zip(draft)
    return {
        "file": f"{draft.slug}.zip",
        "zip": base64.b64encode(body).decode("ascii"),
        "troubles": as_values(troubles(draft)),
        "points": points_of(draft),
    }


def finish(desk: Desk, form: str) -> Answer:
    """The finished page, folder, pictures or handout in base64; where something is to be mended first, that alone."""
    draft = desk.needed()
    found = troubles(draft)
    if desk.tools.finish is None:
        raise DraftError("This server makes no finished pages.")
    if any(not each.warning for each in found):
        return {"troubles": as_values(found)}
    with as_folder(draft) as folder:
        name, media_type, body = desk.tools.finish(form, folder)
    packed = base64.b64encode(body).decode("ascii")
    return {"file": name, "type": media_type, "body": packed, "troubles": as_values(found)}


def points_of(draft: Draft) -> list[Answer]:
    """What still wants the author's eye, as in the folder's REVIEW.md or IMPORT.md, each with its part of the story."""
    return [
        {"kind": each.kind, "id": each.id, "field": "", "sentence": " ".join(plain_text(each.words).split())}
        for each in points(draft, shown_places(draft))
    ]


def from_base64(text: str) -> bytes:
    """A file's bytes."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise DraftError("The file did not arrive whole. Choose it again.") from None


OTHERS: dict[str, Callable[..., Answer]] = {
    each.__name__: each
    for each in (
        hello,
        begin,
        reading,
        columns,
        open_zip,
        open_text,
        open_example,
        restore,
        discard,
        finish,
        undo,
        redo,
        read,
        look_up,
        around,
        fit,
        check,
        show,
        pack,
    )
}
