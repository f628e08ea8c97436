"""What the studio recognises in a file, with a gazetteer and without one."""

from __future__ import annotations

import pytest

from geo.world.lookup import WorldMissingError
from narrative.drafts.parts import DraftError
from narrative.imports.registry import ENDINGS
from narrative.story.limits import MOST_STUDIO_LETTERS
from narrative.studio import begin
from narrative.studio.begin import begin_file, look_up
from narrative.studio.preview import troubles
from tests.studio_drafts import EVIAN, GENEVA, TEXT, begin_fake, found_in


class SmallWorld:
    """A gazetteer of two places."""

    def entries(self, name: str) -> tuple:
        return tuple(each for each in (GENEVA, EVIAN) if each.name == name)


@pytest.fixture
def without_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise WorldMissingError("there is no gazetteer file; build it with “make geoparser”")

    monkeypatch.setattr(begin, "world", missing)


@pytest.fixture
def with_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(begin, "world", SmallWorld)
    monkeypatch.setattr(begin, "find_names", lambda source, world, options, most: found_in(source))


def test_without_a_gazetteer_dates_are_read_and_a_sentence_says_the_cure(without_gazetteer: None) -> None:
    draft, sentence = begin_file(TEXT.encode(), "boat.txt", own=True, today="2026-11-24")
    assert sentence.startswith("Places are not recognised here, and are set by hand:")
    assert "make geoparser" in sentence
    assert draft.places == ()
    assert draft.steps[0].date == "1949-05-27"
    assert draft.people == ()
    assert look_up("Geneva") == []
    assert {each.field for each in troubles(draft) if each.kind == "step"} == {"places"}


def test_with_a_gazetteer_a_file_becomes_a_draft_without_a_trouble(with_gazetteer: None) -> None:
    draft, sentence = begin_file(TEXT.encode(), "a-boat.txt", own=True, today="2026-11-24")
    assert (sentence, troubles(draft)) == ("", [])
    assert [each.id for each in draft.places] == ["geneva", "evian", "lausanne", "shore"]
    assert [each.name for each in look_up("Geneva")] == ["Geneva"]


def test_markup_is_read_as_its_words(with_gazetteer: None) -> None:
    html = b"<html><head><title>Boats</title></head><body><h1>Boats</h1><p>They left <i>Geneva</i>.</p></body></html>"
    draft, _ = begin_file(html, "boats.html", own=True, today="2026-11-24")
    assert (draft.title, draft.slug) == ("Boats", "boats")
    assert [draft.words_of(each) for each in draft.marks] == ["Geneva"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7", "The text cannot be opened: it is a PDF"),
        (b"", "cannot be opened"),
        (b"a " * MOST_STUDIO_LETTERS, "studio takes 200,000"),
    ],
)
def test_a_file_that_is_no_text_or_too_long_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(DraftError, match=sentence):
        begin_file(data, "x.txt", own=True, today="2026-11-24")


def test_files_of_other_programs_are_told_by_their_endings() -> None:
    assert set(ENDINGS) == {
        *(
            ".json",
            ".csv",
            ".geojson",
            ".jsonld",
            ".geolibre",
            ".js",
            ".kml",
            ".kmz",
            ".gpx",
            ".tsv",
            ".xlsx",
            ".xls",
            ".ods",
        ),
    }


def test_the_columns_of_a_plain_table_can_be_said() -> None:
    data = b"A,B,C\nMalta,35.9,14.5\n"
    with pytest.raises(DraftError, match="no column says where something is"):
        begin_file(data, "a.csv", today="2026-11-24")
    draft, said = begin_file(data, "a.csv", today="2026-11-24", columns={"place": "A", "lat": "B", "lon": "C"})
    assert [each.title for each in draft.places] == ["Malta"]
    assert "The columns were read so: place is “a”, lat is “b” and lon is “c”." in said


@pytest.mark.parametrize("text", ["", "   \n\n \n", "\ufeff"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(DraftError, match="cannot be opened: it holds no words"):
        begin_file(text.encode(), "", today="2026-11-24")


def test_a_text_that_is_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(DraftError, match="200,001 letters; the studio takes 200,000"):
        begin_fake(b"a" * (MOST_STUDIO_LETTERS + 1), "", False, "2026", "")
