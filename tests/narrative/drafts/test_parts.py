"""What a draft is made of: values that do not change and are checked when they are made."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from narrative.drafts.draft import read_draft
from narrative.drafts.parts import DraftError, DraftPerson, DraftPlace, DraftStep, Guess, changed, replaced


def test_links_of_an_older_draft_are_the_step_s() -> None:
    kept = {"camera": {"places": ["geneva"]}, "links": [{"from": "geneva", "to": "evian", "kind": "message"}]}
    step = DraftStep.model_validate({"id": "a", "title": "A", "kept": kept})
    assert step.kept == {"camera": {"places": ["geneva"]}}
    assert [(each.origin, each.destination, each.kind) for each in step.links] == [("geneva", "evian", "message")]
    for wrong in ("no list", ["no link"], [{"from": "geneva"}]):
        with pytest.raises(DraftError, match="no draft of the studio"):
            read_draft({"slug": "a", "steps": [{"id": "a", "title": "A", "kept": {"links": wrong}}]})


GENEVA = Guess(id="gn:1", name="Geneva", lat=46.2, lon=6.14, country="CH")


def test_a_guess_is_told_from_its_namesakes_by_its_country() -> None:
    assert GENEVA.label == "Geneva, CH"
    assert changed(GENEVA, country="").label == "Geneva"


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        ({"type": "Point", "coordinates": [6, 95]}, "latitude 95 is not between -90 and 90"),
        ({"type": "Point"}, "a geometry has a type and coordinates"),
        ({"type": "Point", "coordinates": [6, 46], "certainty": "certain"}, "a geometry has a type and coordinates"),
    ],
)
def test_a_place_lies_on_the_globe_or_nowhere(geometry: dict[str, Any], message: str) -> None:
    assert DraftPlace(id="x", title="X").geometry is None
    with pytest.raises(ValidationError, match=message):
        DraftPlace(id="x", title="X", geometry=geometry)


def test_the_chosen_place_is_the_guess_that_is_named() -> None:
    place = DraftPlace(id="x", title="X", guess="gn:1", guesses=(GENEVA,))
    assert place.chosen == GENEVA
    assert changed(place, guess="gn:2").chosen is None
    assert changed(place, guess="").chosen is None


@pytest.mark.parametrize("id", ["Not a slug", "", "a--b", "a" * 121])
def test_an_id_is_a_slug(id: str) -> None:
    with pytest.raises(ValidationError):
        DraftPerson(id=id, name="A")


def test_a_changed_part_is_checked_like_one_that_was_read() -> None:
    anna = DraftPerson(id="anna", name="Anna")
    assert changed(anna, state="accepted").state == "accepted"
    with pytest.raises(ValidationError):
        changed(anna, state="perhaps")


def test_one_part_is_renewed_where_it_stands() -> None:
    parts = tuple(DraftPerson(id=id, name=id) for id in ("a", "b", "c"))
    assert [each.name for each in replaced(parts, DraftPerson(id="b", name="Bert"))] == ["a", "Bert", "c"]


def test_a_new_link_is_a_journey_with_the_status_of_its_step() -> None:
    link = DraftStep.model_validate({"id": "s", "title": "S", "links": [{"origin": "a", "destination": "b"}]}).links[0]
    assert (link.kind, link.status, link.label) == ("journey", None, "")
