"""The places of a draft as Linked Places features."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from narrative.drafts.draft import Draft
from narrative.drafts.features import feature_of, note_of, rank_of, reason_of, rivals_of, shown_places, used_by
from narrative.drafts.parts import DraftLink, DraftPlace, DraftStep, Guess, changed
from narrative.drafts.story_files import story_files
from tests.drafts import draft


def test_a_place_has_its_period_name_its_candidates_and_a_certainty_with_reason() -> None:
    features = {each["id"]: each for each in json.loads(story_files(draft())["places.geojson"])["features"]}
    kovno, vilna, springfield = features["kovno"], features["vilna"], features["springfield"]
    assert (kovno["properties"]["title"], kovno["properties"]["modern"]) == ("Kovno", "Kaunas")
    assert kovno["links"] == [{"type": "closeMatch", "identifier": "gn:598316"}]
    assert [each["geometry"]["certainty"] for each in (kovno, vilna, springfield)] == [
        "certain",
        "less-certain",
        "uncertain",
    ]
    assert "reason" not in kovno["geometry"] and "72 % likely" in vilna["geometry"]["reason"]
    assert vilna["names"][0]["paragraphs"] == [1, 3]
    parsed = springfield["properties"]["geoparsing"]
    assert [each["id"] for each in parsed["candidates"]] == ["gn:4951788", "gn:4250542"]
    assert (parsed["probability"], parsed["entry"]) == (0.4, "gn:4951788")


GENEVA = Guess(id="gn:1", name="Geneva", lat=46.2, lon=6.1, kind="town", country="CH", probability=0.9)
NEW_YORK = Guess(id="gn:2", name="Geneva", lat=42.9, lon=-77.0, country="US", probability=0.1)


def proposed(**more: object) -> DraftPlace:
    place = DraftPlace(
        id="genf",
        title="Genf",
        geometry={"type": "Point", "coordinates": [6.1, 46.2]},
        guess="gn:1",
        guesses=(GENEVA, NEW_YORK),
        probability=0.7,
        certainty="less-certain",
        reason="the largest",
    )
    return changed(place, **more)


def test_a_place_that_a_program_read_says_how_likely_it_is_why_and_what_else_it_may_be() -> None:
    assert reason_of(proposed()) == (
        "Read by a program, 70 % likely: The largest; it may be Geneva, US instead. Not yet looked at by a person."
    )
    assert reason_of(proposed(certainty="certain")) == ""
    assert reason_of(proposed(state="accepted")) == "the largest"
    assert reason_of(proposed(state="accepted", reason="")) == "The author marks it so without giving a reason."


def test_its_feature_has_the_name_of_today_its_kind_its_entry_and_its_candidates() -> None:
    draft = Draft(slug="a", places=(proposed(),))
    feature = feature_of(draft, proposed(), {"genf"}, Counter())
    assert feature["properties"]["modern"] == "Geneva"
    assert feature["properties"]["ccodes"] == ["CH"]
    assert feature["types"] == [{"identifier": "wd:Q486972", "label": "settlement"}]
    assert feature["links"] == [{"type": "closeMatch", "identifier": "gn:1"}]
    assert feature["names"] == [{"toponym": "Genf", "lang": "en"}]
    assert feature["properties"]["geoparsing"] == {
        "entry": "gn:1",
        "probability": 0.7,
        "reason": "the largest",
        "candidates": [
            {"id": "gn:1", "name": "Geneva, CH", "lat": 46.2, "lon": 6.1, "probability": 0.9},
            {"id": "gn:2", "name": "Geneva, US", "lat": 42.9, "lon": -77.0, "probability": 0.1},
        ],
    }
    confirmed = feature_of(draft, proposed(state="accepted"), {"genf"}, Counter())["properties"]["geoparsing"]
    assert (confirmed["confirmed"], confirmed["probability"]) == (True, 0.9)


def test_what_the_author_drew_is_said_to_be_the_author_s() -> None:
    drawn = proposed(guess="", guesses=(), certainty="certain", description="On the lake.")
    feature = feature_of(Draft(slug="a"), drawn, {"genf"}, Counter())
    assert feature["geometry"]["citations"] == [{"label": "the author"}]
    assert feature["descriptions"] == [{"value": "On the lake.", "lang": "en"}]
    assert "geoparsing" not in feature["properties"] and "links" not in feature


def test_what_a_file_said_and_no_door_edits_stays() -> None:
    kept = {
        "@id": "urn:x",
        "when": {"timespans": []},
        "properties": {"title": "Old", "rank": 1},
        "names": [{"toponym": "G"}],
    }
    feature = feature_of(Draft(slug="a"), proposed(kept=kept), {"genf"}, Counter())
    assert (feature["@id"], feature["when"]) == ("urn:x", {"timespans": []})
    assert (feature["properties"]["title"], feature["properties"]["rank"]) == ("Genf", 1)
    assert feature["names"] == [{"toponym": "G"}]


def test_a_place_is_used_by_steps_links_cameras_and_texts() -> None:
    step = DraftStep(
        id="s",
        title="S",
        places=("a",),
        links=(DraftLink(origin="b", destination="c"),),
        text="At [it](place:e).",
        kept={"camera": {"places": ["d"]}},
    )
    assert list(used_by(step)) == ["a", "b", "c", "d", "e"]


def test_only_what_lies_somewhere_and_is_used_is_shown_and_its_rival_with_it() -> None:
    rival = {"relations": [{"relationType": "rival", "relationTo": "urn:narrative-map:place:genf"}]}
    places = (
        proposed(),
        proposed(id="other", kept=rival),
        proposed(id="unused"),
        proposed(id="no", state="rejected"),
        DraftPlace(id="nowhere", title="N"),
    )
    steps = (DraftStep(id="s", title="S", places=("genf", "no", "nowhere")),)
    assert shown_places(Draft(slug="a", places=places, steps=steps)) == {"genf", "other"}
    assert rivals_of(places[1]) == ["genf"]


def test_a_place_that_is_named_five_times_is_lettered_first(lake: Draft) -> None:
    assert [rank_of(lake, lake.place(each)) for each in ("geneva", "evian", "lausanne")] == [2, 2, 2]
    country = changed(lake.place("evian"), guesses=(changed(GENEVA, kind="country"),), guess="gn:1")
    assert rank_of(lake, country) == 1


@pytest.mark.parametrize(
    ("numbers", "here"), [((1, 2), "here it is paragraphs 1-2."), ((), "here it is the one called “Genf” (genf).")]
)
def test_a_name_that_several_places_have_says_whose_it_is(numbers: tuple[int, ...], here: str) -> None:
    assert note_of(proposed(), numbers) == f"Several places of this story have this name; {here}"


def test_the_chosen_candidate_and_four_others_are_kept_with_a_place() -> None:
    many = tuple(changed(GENEVA, id=f"gn:{n}") for n in range(1, 9))
    feature = feature_of(Draft(slug="a"), proposed(guesses=many), {"genf"}, Counter())
    candidates = feature["properties"]["geoparsing"]["candidates"]
    assert [each["id"] for each in candidates] == ["gn:1", "gn:2", "gn:3", "gn:4", "gn:5"]
