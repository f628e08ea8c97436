"""What the extra for Korean knows, and that nothing fails without it."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from narrative.reading import korean
from narrative.reading.foreign_people import FAMILY


def test_without_the_extra_there_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(korean, "analyser", lambda: None)
    korean.proper_nouns.cache_clear()
    assert korean.proper_nouns("평양에서") is None
    assert korean.people("김일성은 왔다.", FAMILY) == []
    korean.proper_nouns.cache_clear()


@pytest.mark.skipif(find_spec("kiwipiepy") is None, reason="kiwipiepy, of the extra for languages, is not installed")
def test_proper_nouns_end_before_their_particles() -> None:
    text = "김일성은 평양을 떠났다."
    assert [text[slice(*each)] for each in korean.proper_nouns(text) or ()] == ["김일성", "평양"]
    assert korean.people(text, FAMILY) == [(0, 3)]
