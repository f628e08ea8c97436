"""Every input that was kept, because it reached code of its own or once broke its door, goes through it."""

from __future__ import annotations

from pathlib import Path

from tests.fuzzing.doors import DOORS
from tests.fuzzing.run import CORPUS, MOST_KEPT
from tests.listed import together

KEPT = sorted(path for path in CORPUS.rglob("*") if path.is_file())


def test_the_corpus_is_small_and_of_doors_that_there_are() -> None:
    assert {path.parent.name for path in KEPT} <= set(DOORS)
    assert len(KEPT) >= 40
    assert max(path.stat().st_size for path in KEPT) <= 4 * MOST_KEPT
    assert sum(path.stat().st_size for path in KEPT) < 400_000


@together("name", sorted({path.parent.name for path in KEPT}))
def test_what_was_kept_goes_through_its_door(name: str) -> None:
    for path in KEPT:
        if path.parent.name == name:
            DOORS[name](Path(path).read_bytes())
