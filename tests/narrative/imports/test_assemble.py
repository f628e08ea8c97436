"""What an importer found as a draft: gaps are filled openly, or the file is refused with its cure."""

from __future__ import annotations

from typing import Any

import pytest

from geo.reading.faults import Faults
from narrative.drafts.draft import Draft
from narrative.imports.assemble import assembled
from narrative.imports.gathering import span_of
from narrative.imports.material import KEY, Choices, FoundPlace, Material, Media, Record
from tests.import_files import TODAY


def record(number: int, *places: str, date: str | None = "1755", **more: Any) -> Record:
    """A slide with a text, at places by their keys."""
    parts = {"title": f"Slide {number}", "text": "It was so.", **more}
    return Record(number, f"slide {number}", places=list(places), date=date, **parts)


def material(*records: Record, **more: Any) -> Material:
    """Slides with three places to be at."""
    points = {"place-1": ("Lisbon", -9.1), "place-2": ("Cádiz", -6.3), "place-3": ("Fez", -5.0)}
    places = {
        key: FoundPlace(title, {"type": "Point", "coordinates": [lon, 36.5]}) for key, (title, lon) in points.items()
    }
    return Material(
        "map.json", "StoryMapJS", "slide", **{"author": "M. Field", "places": places, "records": list(records), **more}
    )


def draft(made: Material, **choices: Any) -> Draft:
    """The draft of an import on the day of the tests."""
    return assembled(made, Choices("a-story", TODAY, **choices))


def refused(made: Material, **choices: Any) -> str:
    """Why an import is refused."""
    with pytest.raises(Faults) as raised:
        draft(made, **choices)
    return str(raised.value)


def test_a_step_without_a_place_stays_where_the_step_before_it_was() -> None:
    made = draft(material(record(1), record(2, "place-1", "place-2"), record(3)))
    assert [each.places for each in made.steps] == [("lisbon", "cadiz")] * 3
    assert made.look[:2] == (
        "slide 1 has no place: the map stays at Lisbon, Cádiz, as in the step after it.",
        "slide 3 has no place: the map stays at Lisbon, Cádiz, as in the step before it.",
    )
    assert [each.unplaced for each in made.steps] == [True, False, True]
    assert made.steps[2].place_note == "The file gives no place; the map shows that of the step before this one."


def test_only_places_that_a_step_shows_are_in_the_draft() -> None:
    assert [each.id for each in draft(material(record(1, "place-2"))).places] == ["cadiz"]


def test_a_year_in_the_title_dates_a_step_that_has_no_date() -> None:
    made = draft(material(record(1, "place-1", date=None, title="The wave of 1755")))
    assert (made.steps[0].date, made.steps[0].undated) == ("1755", False)
    assert made.steps[0].date_note == "The date is the one in the title. The file gives no date."


def test_a_whole_date_in_the_title_goes_before_its_year() -> None:
    made = draft(material(record(1, "place-1", date=None, title="3 March 1874: Köln")))
    assert made.steps[0].date == "1874-03-03"


def test_a_file_without_any_date_is_undated() -> None:
    made = draft(material(record(1, "place-1", date=None), record(2, "place-2", date=None, said_date="one day")))
    assert [(each.date, each.undated) for each in made.steps] == [("", True)] * 2
    assert [each.date_note for each in made.steps] == ["The file gives no date.", "The file writes “one day”."]


@pytest.mark.parametrize(
    ("years", "choice", "date"),
    [
        (["1870", "1870-05"], None, "1870-09-03?"),
        (["1870", "1904"], None, "1870/1904"),
        (["1870", "1904"], "1880", "1880-09-03?"),
        (["1869", "1870", "1870"], None, "1870-09-03?"),
    ],
)
def test_a_day_without_a_year_takes_the_only_one_that_is_given_with_doubt(
    years: list[str], choice: str | None, date: str
) -> None:
    records = [record(number, "place-1", date=year) for number, year in enumerate(years, 1)]
    records.insert(len(years) - 1, record(9, "place-1", date=None, said_date="Sept 3"))
    made = draft(material(*records), date=choice)
    assert made.steps[len(years) - 1].date == date
    assert "“Sept 3”" in made.steps[len(years) - 1].date_note


def nearby(lat: float, lon: float) -> tuple[str, float] | None:
    """A gazetteer of one town at the mouth of the Tagus."""
    return ("Lisbon", 1.6) if lon < -9 else None


def test_a_place_that_has_only_a_headline_is_called_after_the_nearest_town_as_a_guess_or_unnamed() -> None:
    made = material(record(1, "place-1"), record(2, "place-2"))
    for place in made.places.values():
        place.named, place.title = False, "Married"
    told = draft(made, nearest=nearby)
    assert [(each.id, each.certainty) for each in told.places] == [
        ("lisbon", "less-certain"),
        ("unnamed-place", "certain"),
    ]
    assert told.places[0].reason == (
        "The file has no name for this point; Lisbon is the gazetteer’s nearest place, 2 km away."
    )
    assert any("it is an “Unnamed place”" in each for each in told.look)


def test_a_time_that_a_step_does_not_meet_is_left_out_and_told() -> None:
    made = material(record(1, "place-1", date="1755"))
    made.places["place-1"].kept["when"] = {"timespans": [{"start": {"in": "1800"}, "end": {"in": "1810"}}]}
    told = draft(made)
    assert "when" not in told.places[0].kept
    assert 'slide 1: the time of "Lisbon" does not meet the step\'s date, so it is not in places.geojson.' in told.lost


@pytest.mark.parametrize("title", ["1755 and 1756", "Room 101", "Letters, 1,755 of them", "Plan 17555", "Film 1755.5"])
def test_what_is_no_single_year_in_a_title_dates_nothing(title: str) -> None:
    made = draft(material(record(1, "place-1", date=None, title=title)), date="1700/1800")
    assert (made.steps[0].date, made.steps[0].undated) == ("1700/1800", True)


def test_other_steps_bracket_one_without_a_date_and_the_authors_years_go_first() -> None:
    steps = (
        record(1, "place-1", date="1755-11-01"),
        record(2, "place-1", date=None, said_date="the same week"),
        record(3, "place-1", date="1757/.."),
    )
    second = draft(material(*steps)).steps[1]
    assert (second.date, second.undated) == ("1755/1757", True)
    said = "The file writes “the same week”. The dates here are"
    assert second.date_note == f"{said} the years of the other steps."
    made = material(record(1, "place-1", date="1757"), record(2, "place-1", date=None, said_date="the same week"))
    second = draft(made, date="1755").steps[1]
    assert (second.date, second.date_note) == ("1755", f"{said} the years given at the import.")


@pytest.mark.parametrize(
    ("dates", "span"),
    [
        (["1755-11-01", "1755-12"], "1755"),
        (["1757", None, "1755?"], "1755/1757"),
        (["../0987"], "0987"),
        ([], None),
    ],
)
def test_years_span_from_the_first_to_the_last(dates: list[str | None], span: str | None) -> None:
    assert span_of(dates) == span


def test_what_a_story_cannot_do_without_is_asked_for() -> None:
    assert refused(material()) == "map.json:1: there is no slide to make a step of; look into the file"
    assert refused(material(record(4), places={})) == (
        "map.json:1: no slide has a place, and a step needs one; add latitude and longitude"
    )


def test_faults_of_the_reading_are_told_in_place_of_a_draft() -> None:
    made = material(record(1, "place-1"))
    made.fault(7, "slide 2: the longitude is missing")
    assert refused(made) == "map.json:7: slide 2: the longitude is missing"


def test_the_authors_choices_go_before_the_file_and_that_before_what_is_made_up() -> None:
    made = draft(material(record(1, "place-1"), title="Lisbon", language="pt"), title="All Saints", author="A. Writer")
    assert (made.title, made.source.authors, made.language) == ("All Saints", "A. Writer", "pt")
    made = draft(material(record(1, "place-1"), title="Lisbon"))
    assert (made.title, made.source.authors, made.language) == ("Lisbon", "M. Field", "en")
    made = draft(material(record(1, "place-1"), author=None))
    assert (made.title, made.source.authors) == ("A story", "Author not named in the file")
    assert made.summary == "1 step imported from StoryMapJS."
    assert "The file names no author: write who wrote the story under source, authors." in made.look


def test_the_source_says_whence_and_when_it_was_imported() -> None:
    source = draft(material(record(1, "place-1"), record(2, "place-1"))).source
    assert (source.date, source.publication) == ("", "StoryMapJS file")
    assert source.provenance == (
        "Imported from map.json, 2 slides, each counted as one paragraph. The file does not say when it was written."
    )


def test_a_step_without_a_text_has_its_title_in_its_place() -> None:
    made = draft(material(record(1, "place-1", title="5*6 streets", text="  ")))
    assert made.steps[0].text.strip() == r"5\*6 streets"
    assert "slide 1 has no text: its title stands in its place." in made.look


def test_steps_of_one_title_have_two_ids_and_a_link_of_a_text_gets_its_places_id() -> None:
    text = f"To [Cádiz](place:{KEY}place-2)."
    made = draft(material(*(record(n, "place-1", "place-2", title="The wave", text=text) for n in (1, 2))))
    assert [each.id for each in made.steps] == ["the-wave", "the-wave-2"]
    assert made.steps[0].text.strip() == "To [Cádiz](place:cadiz)."


def test_media_become_works_and_a_note_that_links_to_each() -> None:
    media = [Media("https://a.example/1", "An engraving"), Media("https://a.example/2", "")]
    kept = draft(material(record(1, "place-1", media=media))).steps[0].kept
    assert [(each["source"], each["text"]) for each in kept["notes"]] == [
        (
            "slide-1-media",
            "An engraving: [the slide’s picture or film](<https://a.example/1>), which is not shown here.",
        ),
        ("slide-1-media-2", "[The slide’s picture or film](<https://a.example/2>), which is not shown here."),
    ]


def test_places_of_one_name_are_asked_about_and_certain_ones_are_counted() -> None:
    made = material(record(1, "place-1", "place-2"))
    made.places["place-2"].title = "Lisbon"
    told = draft(made)
    assert [each.id for each in told.places] == ["lisbon", "lisbon-2"]
    assert "Two places are called Lisbon, lisbon and lisbon-2; are they one?" in told.look
    assert told.look[-1].startswith("2 places from the file stand as certain, because it does not say")
