"""How large a draft may be: the limits hold where a draft is made, at any door."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from geo.reading.faults import Faults
from narrative.drafts.draft import check_letters, read_draft
from narrative.drafts.parts import DraftError, DraftLink, DraftPlace, DraftStep
from narrative.story import limits, load_story


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


def written(folder: Path, **changed: Any) -> str:
    """What `load_story` says of a sound story of one step of which some values are changed."""
    home = folder / "lake"
    home.mkdir(exist_ok=True)
    place = {"type": "Point", "coordinates": [6.1, 46.2], "certainty": "certain"}
    name = {"toponym": changed.pop("toponym", "Geneva"), "lang": "en"}
    feature = {"type": "Feature", "id": "geneva", "@id": "urn:x:geneva", "properties": {"title": "Geneva"}}
    places = {"type": "FeatureCollection", "features": [{**feature, "names": [name], "geometry": place}]}
    step: dict[str, Any] = {"id": "one", "title": "One", "date": "1949", "places": ["geneva"], "status": "stated"}
    step |= {"source": {"paragraphs": [1]}}
    step |= {"text": "They left [Geneva](place:geneva) before noon. " + "The boat was slow. " * 12}
    source = {"title": "A log", "authors": ["Nobody"], "publication": "None", "provenance": "Nowhere.", "paragraphs": 1}
    story: dict[str, Any] = {"title": "A lake", "summary": "One step.", "language": "en", "source": source}
    story["steps"] = [step | changed.pop("step", {})]
    (home / "story.yaml").write_text(json.dumps({**story, **changed}), encoding="utf-8")
    (home / "places.geojson").write_text(json.dumps(places), encoding="utf-8")
    try:
        load_story(home)
    except Faults as faults:
        return str(faults)
    return "ok"


BLANKS = (" ", "\u00a0\u2003", "\u200b", "\u2060\ufeff", "\u3164", "\u2800", "\u00ad")


@pytest.mark.parametrize("blank", BLANKS)
def test_what_shows_nothing_is_no_title_no_name_and_no_label(tmp_path: Path, blank: str) -> None:
    assert written(tmp_path) == "ok"
    for values in (
        {"title": blank},
        {"summary": blank},
        {"step": {"title": blank}},
        {"step": {"text": blank}},
        {"step": {"links": [{"from": "geneva", "to": "geneva", "kind": "message", "label": blank}]}},
        {"people": [{"id": "anna", "name": blank, "role": "ferrywoman"}]},
        {"toponym": blank},
    ):
        said = written(tmp_path, **values)
        assert "shows nothing; write some words" in said or "is empty; write some words" in said, values


def test_a_story_s_texts_have_so_many_letters_and_signs_of_markup(tmp_path: Path) -> None:
    assert '"title" has 20,001 letters; 20,000 are the most' in written(tmp_path, title="a" * 20_001)
    assert '"text" has 400,001 letters; 400,000 are the most' in written(tmp_path, step={"text": "a" * 400_001})
    assert "this text has 2,001 signs of markup" in written(tmp_path, step={"text": "[" * 2_001})
    assert "the texts have 60,001 signs of markup" in written(tmp_path, summary="*" * 60_000)  # and one "["


def test_a_story_of_too_many_steps_is_told_once_and_nothing_is_said_to_be_missing(tmp_path: Path) -> None:
    said = written(tmp_path, steps=[{"id": f"s{at}"} for at in range(5_001)])
    assert said.count("\n") == 0
    assert '"steps" has 5,001 entries; 5,000 are the most' in said


def test_what_importers_and_drafts_may_write_is_within_what_check_takes() -> None:
    assert limits.MOST_STEPS <= limits.MOST_ENTRIES <= limits.MOST_ITEMS
    assert max(limits.MOST_PEOPLE, limits.MOST_LINKS) <= limits.MOST_ENTRIES
    assert limits.MOST_PLACES <= limits.MOST_FEATURES
    assert limits.MOST_TITLE <= limits.MOST_FIELD <= limits.MOST_TEXT
    assert limits.MOST_UNPACKED_FILE <= limits.MOST_FILE_BYTES


ROOT = Path(__file__).parents[3]
HOMES = ("geo/reading/limits.py", "narrative/story/limits.py")
# Rooms that take what others made, and what is no limit of that there: how much is said, shown, looked at or kept.
TAKING: tuple[str, ...] = ("geo/reading", "geo/gazetteer", "narrative/reading", "narrative/source", "narrative/drafts")
TAKING += ("narrative/imports", "narrative/studio", "narrative/commands")
NO_LIMITS = {
    "geo/reading/encodings.py": {"MOST_LOOKED_AT"},
    "geo/reading/faults.py": {"MOST_LETTERS"},
    "geo/reading/shelf.py": {"MOST_BYTES"},
    "narrative/reading/apparatus.py": {"MOST_WORDS"},
    "narrative/reading/datelines.py": {"MOST_WORDS"},
    "narrative/reading/foreign_places.py": {"MOST_WORDS"},
    "narrative/reading/front_matter.py": {"MOST_HEAD"},
    "narrative/reading/text_people.py": {"MOST_ROLE"},
    "narrative/drafts/books.py": {"MOST_SAID"},
    "narrative/drafts/build.py": {"MOST_SAID", "MOST_UNDER"},
    "narrative/drafts/found.py": {"MOST_WEIGHED", "MOST_CHANGES"},
    "narrative/drafts/places.py": {"MOST_GUESSES"},
    "narrative/drafts/review.py": {"MOST_SURE", "MOST_NAMES"},
    "narrative/imports/assemble.py": {"MOST_SAID"},
    "narrative/studio/around.py": {"MOST_TOWNS", "MOST_RIVERS"},
    "narrative/studio/begin.py": {"MOST_LOOKED_UP", "MOST_SENTENCES"},
    "narrative/studio/columns.py": {"MOST_COLUMNS", "MOST_SHOWN", "MOST_LETTERS"},
    "narrative/studio/desk.py": {"MOST_UNDO", "MOST_ASKED"},
    "narrative/commands/licences.py": {"MOST_LETTERS"},
}


def most_in(path: Path) -> set[str]:
    """The names that begin with MOST_ and are given a value at the top of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    targets = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    names = [name for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    return {name.id for name in names if name.id.startswith("MOST_")}


def test_what_may_be_brought_is_limited_in_one_place() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): most_in(path)
        for room in TAKING
        for path in sorted((ROOT / room).glob("*.py"))
        if path.relative_to(ROOT).as_posix() not in HOMES
    }
    assert {file: names for file, names in found.items() if names} == NO_LIMITS
    assert all(len(most_in(ROOT / home)) > 10 for home in HOMES)
