"""A file of each format, with the oddities that such files have, as a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.uploads import Upload
from narrative.imports.registry import IMPORTS, recognised
from narrative.page.render import render_page
from narrative.source.annotation_checks import annotation_faults
from narrative.source.annotations import load_annotations
from narrative.story.prose import plain_text
from tests.import_files import FILES, imported, imported_bytes, story_in, upload


@pytest.mark.parametrize("name", IMPORTS)
def test_a_file_of_every_format_is_recognised_and_its_story_is_sound_and_can_be_shown(
    name: str, tmp_path: Path
) -> None:
    made = imported(name)
    story = story_in(tmp_path, made)
    assert annotation_faults(story.folder, story) == []
    assert (made.steps, made.places) == (len(story.steps), len(story.gazetteer.places))
    assert story.draft
    page = render_page(story).html
    for step in story.steps:
        assert f'id="{step.id}"' in page
    assert "alert(" not in page


@pytest.mark.parametrize("name", IMPORTS)
def test_the_same_file_gives_the_same_bytes(name: str) -> None:
    assert imported(name) == imported(name)


@pytest.mark.parametrize("name", IMPORTS)
def test_every_loss_stands_in_the_report(name: str) -> None:
    made = imported(name)
    report = made.files["IMPORT.md"].decode().replace("\\", "")
    for sentence in (*made.lost, *made.look):
        assert sentence[1:] in report


def test_every_format_has_a_file() -> None:
    assert list(FILES) == list(IMPORTS)


def test_a_story_map_keeps_titles_texts_places_dates_and_links_to_its_media(tmp_path: Path) -> None:
    made = imported("storymapjs")
    story = story_in(tmp_path, made)
    assert story.title == "The Lisbon earthquake"
    assert story.summary == "On All Saints’ Day 1755 the ground shook from Lisbon to Fez. Seven stops."
    assert [step.title for step in story.steps] == [
        "Three shocks & a fire",
        "The wave at Cádiz",
        "What the letters said",
        "Фес и Мекнес",
        "Three shocks & a fire",
    ]
    assert [step.id for step in story.steps][3:] == ["fes-i-meknes", "three-shocks-a-fire-2"]
    assert [step.date.edtf for step in story.steps] == ["1755-11-01", "1755-11-01", "1755/1756", "1755/1756", "1756~"]
    assert [step.undated for step in story.steps] == [False, False, True, True, False]
    assert [step.places for step in story.steps] == [("lisbon",), ("cadiz",), ("cadiz",), ("fez",), ("lisbon",)]
    assert story.gazetteer.places["cadiz"].geometry.coords[:] == [(-6.2927, 36.5298)]
    first = story.steps[0]
    assert "**first** shock" in first.text
    assert "5*6 streets" in plain_text(first.text)
    assert "[a bibliography](<https://example.org/lisbon_(1755)>) or an older page" in first.text
    assert story.works[first.notes[0].sources[0]].url == "https://www.youtube.com/watch?v=abc"
    assert plain_text(first.notes[0].text).startswith("A reconstruction. A museum: the slide’s")
    assert plain_text(story.steps[2].text) == "Nobody knew who was alive.\n\nmerchants\n\nmonks"
    assert "[not](place:a-link)".replace("(", "( ") in plain_text(story.steps[4].text)


def test_a_story_map_says_what_it_lost() -> None:
    made = imported("storymapjs")
    said = "\n".join(made.lost)
    assert 'slide 2: the link to "http://example.org/old" is not https; its words were kept, the link was not.' in said
    assert "slide 3: <script> with all in it was taken out" in said
    assert 'slide 3: the media "http://example.org/wave.gif" (A postcard) has no https address' in said
    assert "slide 4: the media in the file itself has no https address" in said
    assert "zoom" in said
    assert "lines from slide to slide" in said
    look = "\n".join(made.look)
    assert "slide 4 has no place: the map stays at Cádiz, as in the step before it." in look
    assert "slide 5: The file writes “the same week”. The step is undated, within 1755/1756." in look
    assert "slide 5 has no text: its title stands in its place." in look


def test_a_timeline_takes_its_places_from_a_second_file_by_their_names(tmp_path: Path) -> None:
    made = imported("timelinejs")
    story = story_in(tmp_path, made)
    assert (story.title, story.summary) == ("Tea & trade", "From Canton to London.")
    assert [step.places for step in story.steps] == [("portsmouth",), ("canton", "macao"), ("boston",), ("boston",)]
    assert [step.date.edtf for step in story.steps] == ["1662-05", "1715~", "1773-12-16", "1834/1839-03"]
    assert story.steps[2].date_note == "The timeline writes “A cold night in December”."
    assert "nagasaki" not in story.gazetteer.places
    assert [name.toponym for name in story.gazetteer.places["canton"].names] == ["Canton", "廣州"]
    assert "The timeline's eras were not kept." in made.lost
    assert "event 4 has no place: the map stays at Boston, as in the step before it." in made.look


def test_chapters_of_a_sheet_become_steps_with_title_and_author_of_the_options(tmp_path: Path) -> None:
    made = imported("leaflet-storymaps")
    story = story_in(tmp_path, made)
    assert (story.title, story.subtitle, story.source.authors) == (
        "Cholera in Soho",
        "A story of a pump",
        ("M. Field",),
    )
    assert [step.title for step in story.steps][:3] == ["Broad Street, 1854", "The brewery", "=A widow in Hampstead"]
    assert "died within\na few streets" in story.steps[0].text
    assert story.steps[0].date.edtf == "1854"
    assert story.steps[0].date_note == "The date is the year in the title. The file gives no date."
    assert story.steps[1].undated
    assert story.works["broad-street-1854-media"].url == "https://wellcomecollection.org/works/abc"
    assert story.steps[3].places == story.steps[2].places
    assert any("overlays" in each for each in made.lost)


def test_features_of_geojson_become_steps_in_their_order(tmp_path: Path) -> None:
    made = imported("geojson")
    story = story_in(tmp_path, made)
    assert story.title == "Polynesian voyages"
    kinds = [story.gazetteer.places[step.places[0]].geometry.geom_type for step in story.steps]
    assert kinds == ["Point", "LineString", "MultiPolygon", "MultiPoint", "MultiPoint", "Point"]
    assert [step.date.edtf for step in story.steps[:4]] == ["1200~", "1250/1300", "1300", "../1400"]
    assert story.steps[4].date_note == "The file writes “long ago”. The dates here are the years of the other steps."
    assert 'What features have as "visitors" was not kept.' in made.lost
    assert any("lies at 0, 0" in each for each in made.look)


def test_linked_places_of_the_wild_become_strict_ones(tmp_path: Path) -> None:
    made = imported("linked-places")
    story = story_in(tmp_path, made)
    goa = story.gazetteer.places["goa"]
    assert [(name.toponym, name.lang) for name in goa.names] == [("Goa", "pt"), ("गोवा", "mr"), ("Govā", "und")]
    assert goa.identifiers == ("gn:6619347", "wd:Q1171")
    assert goa.types == ("inhabited places",)
    assert goa.description == "Seat of the Estado da Índia."
    assert story.gazetteer.places["mozambique-island"].certainty == "less-certain"
    assert [step.date.edtf for step in story.steps] == ["1510-11-25/1961-12-19", "1507/..", "../1341"]
    assert "from -0100 to 1341" in str(story.steps[2].date_note)
    assert 'place 3: "Ophir" has no geometry, so it is left out.' in made.lost


def test_annotations_of_recogito_make_steps_of_the_texts_paragraphs(tmp_path: Path) -> None:
    made = imported("recogito-csv")
    story = story_in(tmp_path, made)
    assert [step.paragraphs for step in story.steps] == [(1, 2, 3), (4,), (5,)]
    assert [step.places for step in story.steps] == [("tripoli",), ("murzuq", "bilma"), ("tripoli",)]
    assert [step.date.edtf for step in story.steps] == ["1826-05", "1826-06-27", "1828"]
    assert "from [Murzuk](place:murzuq) to [Bilma](place:bilma)" in story.steps[1].text
    assert set(story.people) == {"clapperton", "bukhalum"}
    assert story.gazetteer.places["bilma"].certainty == "less-certain"
    assert story.gazetteer.places["tripoli"].identifiers == ("gn:2210247",)
    annotations = load_annotations(story.folder / "annotations.jsonld")
    assert [each.exact for each in annotations.marks if each.form == "toponym" and not each.places] == [
        "Kano",
        "Timbuktu",
    ]
    assert [each.exact for each in annotations.marks if each.form == "date"] == ["May 1826", "27 June 1826", "1828"]
    assert len(annotations.paragraphs) == 5
    assert 'annotation 11: the quote "Atlantis" was not found in the text, so it was left out.' in made.lost
    assert "1 quote stood elsewhere in the text than the file says, and moved there." in made.look


def test_annotations_without_their_text_make_one_step_of_what_they_name(tmp_path: Path) -> None:
    story = story_in(tmp_path, imported("recogito-csv", text=None, date="1826/1828"))
    assert [step.title for step in story.steps] == ["letters.txt"]
    assert story.steps[0].undated
    assert "Tripoli, Murzuk, Bilma, Kano, Timbuktu" in story.steps[0].text


def test_web_annotations_find_their_places_by_the_addresses_of_gazetteers(tmp_path: Path) -> None:
    made = imported("web-annotations")
    story = story_in(tmp_path, made)
    assert [step.places for step in story.steps] == [("tripoli",), ("murzuk",)]
    marks = load_annotations(story.folder / "annotations.jsonld").marks
    assert [(mark.exact, mark.places, mark.person) for mark in marks if mark.form != "date"] == [
        ("Tripoli", ("tripoli",), None),
        ("Clapperton", (), "clapperton"),
        ("Murzuk", ("murzuk",), None),
        ("Bilma", (), None),
    ]
    assert [each.comment for each in marks if each.exact == "Murzuk"] == ["the oasis"]


def test_the_projects_own_annotations_come_back_with_its_own_places(tmp_path: Path) -> None:
    first = imported("recogito-csv")
    _, own = FILES["recogito-csv"]
    again = imported_bytes(
        first.files["annotations.jsonld"],
        "annotations.jsonld",
        text=own["text"],
        places=Upload("places.geojson", first.files["places.geojson"]),
    )
    assert again.files["places.geojson"] == first.files["places.geojson"]
    stories = [story_in(tmp_path / each, made) for each, made in (("again", again), ("first", first))]
    marks = [
        [
            (mark.start, mark.exact, mark.places, mark.person)
            for mark in load_annotations(story.folder / "annotations.jsonld").marks
        ]
        for story in stories
    ]
    assert marks[0] == marks[1]


@pytest.mark.parametrize(("name", "file"), [(name, file) for name, (file, _) in FILES.items()])
def test_the_format_is_told_by_the_content(name: str, file: str) -> None:
    assert recognised(upload(file)) == name
