"""The author's desk: questions and answers of one session, the way back, and whatever a browser may send."""

from __future__ import annotations

import base64
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo.gazetteer.toponyms import Candidate
from narrative.drafts.draft import Draft
from narrative.drafts.places import guess_of
from narrative.studio.desk import Desk, Tools
from narrative.studio.reader import Answer
from narrative.studio.reading_room import ReadingRoom
from narrative.studio.zipped import from_zip
from tests.listed import together
from tests.studio_drafts import GENEVA_NY, TEXT, draft_of


def begin(data: bytes, name: str, own: bool, today: str, title: str, *said: str) -> tuple[Draft, str]:
    return draft_of(data.decode(), title or name or "Untitled", own=own), "no gazetteer here"


def desk_with_draft() -> Desk:
    desk = new_desk()
    ask(desk, {"what": "begin", "text": TEXT, "name": "A Boat", "own": True})
    return desk


def new_desk() -> Desk:
    return Desk(Tools(begin, lambda name: [guess_of(Candidate(GENEVA_NY, 0.0))], lambda: (draft_of(), "")))


def ask(desk: Desk, *commands: dict[str, Any]) -> dict[str, Any]:
    return desk.answer({"n": int(desk.last.get("n", 0)) + 1, "desk": desk.id, "do": list(commands)})


def test_a_text_becomes_a_draft_and_only_what_changes_is_sent_afterwards() -> None:
    desk = new_desk()
    answer = ask(desk, {"what": "begin", "text": TEXT, "name": "data.json", "own": True})
    assert answer["results"] == [{"note": "no gazetteer here"}]
    assert answer["whole"]
    assert answer["draft"]["text"] == TEXT
    answer = ask(desk, {"what": "set_story", "field": "title", "value": "Another"})
    assert answer["draft"] == {"title": "Another"}
    answer = ask(desk, {"what": "accept", "place": "geneva"})
    assert set(answer["draft"]) == {"places"}


def test_the_same_question_again_is_answered_once() -> None:
    desk = desk_with_draft()
    question = {"n": 9, "desk": desk.id, "do": [{"what": "add_place", "title": "Jetty"}]}
    assert desk.answer(question) is desk.answer(question)
    assert desk.draft
    assert [each.id for each in desk.draft.places].count("jetty") == 1
    assert "jetty-2" not in [each.id for each in desk.draft.places]


def test_a_question_to_another_desk_changes_nothing_and_asks_for_the_draft() -> None:
    desk = new_desk()
    answer = desk.answer({"n": 3, "desk": "of-a-server-that-was", "do": [{"what": "add_place", "title": "Jetty"}]})
    assert answer == {"n": 3, "desk": desk.id, "lost": True}
    value = draft_of().model_dump(mode="json")
    ask(desk, {"what": "restore", "draft": value}, {"what": "add_place", "title": "Jetty"})
    assert desk.draft
    assert desk.draft.places[-1].id == "jetty"


def test_a_draft_that_is_there_already_is_restored_without_being_sent_again() -> None:
    desk = desk_with_draft()
    assert desk.draft
    answer = ask(desk, {"what": "restore", "draft": desk.draft.model_dump(mode="json")})
    assert "draft" not in answer
    assert answer["results"][0]["read"].keys() == {each.id for each in desk.draft.steps}
    assert answer["undo"]


def test_changes_are_undone_and_done_again_and_typing_is_one_change() -> None:
    desk = desk_with_draft()
    for value in ("N", "Ne", "New"):
        ask(desk, {"what": "set_story", "field": "title", "value": value})
    ask(desk, {"what": "reject", "place": "geneva"})
    ask(desk, {"what": "undo"})
    assert desk.draft
    assert (desk.draft.title, desk.draft.place("geneva").state) == ("New", "proposed")
    answer = ask(desk, {"what": "undo"})
    assert desk.draft.title == "A Boat"
    assert (answer["undo"], answer["redo"]) == (True, True)
    ask(desk, {"what": "redo"})
    assert desk.draft.title == "New"


def test_discarding_leaves_nothing_to_undo() -> None:
    desk = desk_with_draft()
    answer = ask(desk, {"what": "discard"})
    assert (answer["draft"], answer["undo"], desk.draft) == (None, False, None)
    assert "office" not in str(vars(desk))


def test_dates_are_read_and_names_looked_up() -> None:
    desk = desk_with_draft()
    answer = ask(desk, {"what": "read", "text": "1949-21"}, {"what": "look_up", "name": "Geneva"})
    assert answer["results"][0] == {"date": {"ok": True, "words": "spring 1949", "edtf": "1949-21"}}
    assert answer["results"][1]["guesses"][0]["country"] == "US"
    step = desk.draft.steps[0].id if desk.draft else ""
    answer = ask(desk, {"what": "set_step", "step": step, "field": "date", "value": "1949-05~"})
    assert answer["read"][step]["date"] == {"ok": True, "words": "about May 1949", "edtf": "1949-05~"}


def test_the_zip_and_the_preview_are_answers_too() -> None:
    desk = desk_with_draft()
    packed, shown, checked = ask(desk, {"what": "pack"}, {"what": "show"}, {"what": "check"})["results"]
    assert from_zip(base64.b64decode(packed["zip"]))[0] == desk.draft
    assert (packed["file"], packed["troubles"], checked["troubles"]) == ("a-boat.zip", [], [])
    assert "<!DOCTYPE html>" in shown["html"]
    assert [(each["kind"], each["id"]) for each in packed["points"]] == [
        ("place", "evian"),
        ("step", "evian-and-lausanne"),
        ("person", "anna-rochat"),
    ]
    assert packed["points"][0]["sentence"].startswith("Evian (evian), 70 %: “Evian” in paragraphs 2-3, read as")
    other = new_desk()
    ask(other, {"what": "open_zip", "file": packed["zip"]})
    assert other.draft == desk.draft


def finishing(form: str, folder: Path) -> tuple[str, str, bytes]:
    return f"{folder.name}.{form}", "text/plain", (folder / "story.yaml").read_bytes()


def test_a_sound_draft_is_finished_from_its_folder() -> None:
    desk = desk_with_draft()
    desk.tools = replace(desk.tools, finish=finishing)
    (made,) = ask(desk, {"what": "finish", "form": "page"})["results"]
    assert made["file"].endswith(".page") and made["type"] == "text/plain"
    assert b"steps:" in base64.b64decode(made["body"])


def test_a_draft_with_faults_is_not_finished_and_a_desk_without_the_tool_says_so() -> None:
    desk = desk_with_draft()
    (refused,) = ask(desk, {"what": "finish", "form": "page"})["results"]
    assert refused == {"said": "This server makes no finished pages."}
    desk.tools = replace(desk.tools, finish=finishing)
    ask(desk, {"what": "set_story", "field": "title", "value": ""})
    (made,) = ask(desk, {"what": "finish", "form": "page"})["results"]
    assert made["troubles"] and "body" not in made


@together(
    "command",
    [
        None,
        7,
        "accept",
        {},
        {"what": "unheard"},
        {"what": "__class__"},
        {"what": "accept"},
        {"what": "accept", "place": "nowhere"},
        {"what": "accept", "place": ["geneva"]},
        {"what": "accept", "place": "geneva", "more": 1},
        {"what": "draw", "place": "geneva", "kind": "Circle", "points": []},
        {"what": "draw", "place": "geneva", "kind": "Point", "points": "here"},
        {"what": "draw", "place": "geneva", "kind": "Point", "points": [[1, 2, 3]]},
        {"what": "set_step", "step": "nowhere", "field": "title", "value": "x"},
        {"what": "set_story", "field": "text", "value": "x"},
        {"what": "set_story", "field": "slug", "value": "../../etc"},
        {"what": "set_story", "field": "title", "value": "x" * 30_000},
        {"what": "mark", "start": -5, "end": 10**9},
        {"what": "restore", "draft": {"slug": "../x"}},
        {"what": "open_zip", "file": "no base64!"},
        {"what": "open_zip", "file": base64.b64encode(b"PK").decode()},
        {"what": "begin", "file": 7},
        {"what": "look_up", "name": None},
        {"what": "undo", "n": 1},
    ],
)
def test_whatever_a_browser_sends_is_answered_with_a_sentence_and_changes_nothing(command: object) -> None:
    desk = desk_with_draft()
    before = desk.draft
    result = desk.answer({"n": 2, "desk": desk.id, "do": [command]})["results"][0]
    assert result["said"].endswith((".", "…”"))
    assert desk.draft == before


@pytest.mark.parametrize("question", [None, 7, [], {}, {"n": "1"}, {"n": 5, "desk": None, "do": "all"}])
def test_a_question_that_is_none_is_answered(question: Any) -> None:
    assert "n" in new_desk().answer(question)


def test_two_desks_know_nothing_of_each_other() -> None:
    one, two = desk_with_draft(), new_desk()
    assert one.id != two.id
    assert ask(two, {"what": "hello"})["results"] == [{}]
    assert ask(one, {"what": "hello"})["results"][0]["draft"]["text"] == TEXT


def test_a_question_that_is_asked_again_before_its_answer_is_worked_on_once() -> None:
    begun, go_on, made = threading.Event(), threading.Event(), []

    def slow(data: bytes, name: str, *said: object) -> tuple[Draft, str]:
        begun.set()
        assert go_on.wait(30)
        made.append(name)
        return draft_of(), ""

    desk = Desk(Tools(slow, lambda name: [], lambda: (draft_of(), "")))
    question = {"n": 1, "do": [{"what": "begin", "text": TEXT}]}
    answers: list[dict[str, Any]] = []
    both = [threading.Thread(target=lambda: answers.append(desk.answer(question))) for _ in range(2)]
    both[0].start()
    assert begun.wait(30)
    both[1].start()
    go_on.set()
    for each in both:
        each.join(30)
    assert len(made) == 1 and answers[0] == answers[1]


class Slow:
    """A reader that waits to be let."""

    def __init__(self) -> None:
        self.let = threading.Event()

    def read(self, asked: tuple[Any, ...], seconds: float) -> Answer:
        assert self.let.wait(30)
        return ("said", "It holds no words.") if asked[0] == b"empty" else ("draft", begin(*asked))

    def close(self) -> None:
        pass


def test_a_text_that_takes_a_while_is_asked_for_again_until_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrative.studio.desk.AT_ONCE_S", 0.01)
    slow = Slow()
    room = ReadingRoom(lambda: slow, idle_s=0.01)
    desks = [Desk(Tools(begin, lambda name: [], lambda: (draft_of(), ""), room)) for _ in range(2)]
    first, second = (ask(desk, {"what": "begin", "text": TEXT})["results"][0] for desk in desks)
    assert first == {"waiting": "Reading the text …"}
    assert second == {"waiting": "One text is read before yours. You are number 2."}
    assert "draft" not in desks[1].last
    slow.let.set()
    assert desks[1].reading and desks[1].reading.over.wait(30)
    answer = ask(desks[1], {"what": "reading"})
    assert answer["results"] == [{"note": "no gazetteer here"}] and answer["draft"]["text"] == TEXT
    (again,) = ask(desks[1], {"what": "reading"})["results"]
    assert again == {"said": "The server was started anew while it read. Read the text again."}


def test_a_text_that_gives_no_draft_is_told_and_one_that_is_left_is_waited_for_no_more() -> None:
    slow = Slow()
    room = ReadingRoom(lambda: slow, idle_s=0.01)
    desk = Desk(Tools(begin, lambda name: [], lambda: (draft_of(), ""), room))
    slow.let.set()
    assert ask(desk, {"what": "begin", "text": "empty"})["results"] == [{"said": "It holds no words."}]
    slow.let.clear()
    desk.reading = left = room.ask(b"a", "", True, "2026-11-29", "")
    ask(desk, {"what": "discard"})
    assert desk.reading is None and not left.wanted()
    slow.let.set()


def test_an_undated_step_needs_no_date_and_says_what_is_written() -> None:
    from narrative.drafts.parts import DraftStep
    from narrative.studio.desk import read_date_of

    step = DraftStep(id="a", title="A", undated=True, date_note="None given.")
    assert read_date_of(step) == {"ok": True, "words": "No date", "edtf": ""}
    written = step.model_copy(update={"date_as_written": "April 1st"})
    assert read_date_of(written)["words"] == "“April 1st”, not read as a date"
    assert not read_date_of(DraftStep(id="a", title="A"))["ok"]
