"""The process that reads texts: one answer for each question, and no exception whatever is asked."""

from __future__ import annotations

import io
import pickle
from typing import Any

import pytest

from narrative.drafts.parts import DraftError
from narrative.studio.reader import TOO_MUCH, answer, answers


def read(text: str) -> tuple[str, str]:
    if text == "long":
        raise DraftError("The text is long.")
    if text == "large":
        raise MemoryError
    if text == "broken":
        raise KeyError("a key of ours")
    return text.upper(), "a note"


def test_every_question_has_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(("a",), read) == ("draft", ("A", "a note"))
    assert answer(("long",), read) == ("said", "The text is long.")
    assert answer(("large",), read) == ("said", TOO_MUCH)
    assert answer(("broken",), read) == ("failed", None)
    assert "a key of ours" in capsys.readouterr().err  # in the log


def test_questions_are_answered_in_their_order_until_there_are_no_more() -> None:
    out = io.BytesIO()
    answers(io.BytesIO(pickle.dumps(("a",)) + pickle.dumps(("long",))), out, read)
    out.seek(0)
    found: list[Any] = [pickle.load(out), pickle.load(out)]
    assert found == [("draft", ("A", "a note")), ("said", "The text is long.")]
    assert out.read() == b""
