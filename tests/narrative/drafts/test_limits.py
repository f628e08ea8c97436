"""How large a draft may be: the limits hold where a draft is made, at any door."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from narrative.drafts import limits
from narrative.drafts.draft import check_letters, read_draft
from narrative.drafts.parts import DraftError, DraftLink, DraftPlace, DraftStep


def draft(**more: Any) -> dict[str, Any]:
    return {"slug": "a", **more}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"steps": [{"id": f"s{n}", "title": "S"} for n in range(501)]},
            "The draft has 501 steps; the studio takes 500.",
        ),
        ({"places": [{"id": f"p{n}", "title": "P"} for n in range(2001)]}, "has 2,001 places; the studio takes 2,000."),
        ({"people": [{"id": f"p{n}", "name": "P"} for n in range(501)]}, "has 501 people; the studio takes 500."),
        (
            {"text": "a" * 10_001, "marks": [{"start": n, "end": n + 1, "form": "toponym"} for n in range(10_001)]},
            "has 10,001 marked names and dates; the studio takes 10,000.",
        ),
    ],
)
def test_a_draft_of_one_too_many_is_refused_with_the_limit(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DraftError) as refused:
        read_draft(draft(**values))
    assert sentence in str(refused.value)
    (key,) = set(values) - {"text"}
    assert len(getattr(read_draft(draft(**{**values, key: values[key][1:]})), key)) == len(values[key]) - 1


def test_a_text_in_the_studio_has_200_000_letters_at_most() -> None:
    check_letters("a" * 200_000)
    with pytest.raises(DraftError, match="200,001 letters; the studio takes 200,000, about 100 pages"):
        check_letters("a" * 200_001)


def test_a_step_has_forty_links_at_most() -> None:
    link = DraftLink(origin="a", destination="b")
    assert len(DraftStep(id="s", title="S", links=(link,) * 40).links) == 40
    with pytest.raises(ValidationError, match="at most 40"):
        DraftStep(id="s", title="S", links=(link,) * 41)


def test_a_field_has_20_000_letters_and_a_step_s_text_400_000() -> None:
    DraftPlace(id="p", title="P" * 20_000)
    DraftStep(id="s", title="S", text="a" * 400_000)
    with pytest.raises(ValidationError, match="at most 20000"):
        DraftPlace(id="p", title="P" * 20_001)
    with pytest.raises(ValidationError, match="at most 400000"):
        DraftStep(id="s", title="S", text="a" * 400_001)


def test_what_is_unpacked_is_larger_than_what_is_packed() -> None:
    assert limits.MOST_ZIP_BYTES == 5_000_000 < limits.MOST_UNPACKED_BYTES == 8_000_000
    assert limits.MOST_UNPACKED_FILE < limits.MOST_UNPACKED_BYTES
