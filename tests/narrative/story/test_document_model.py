"""What a document answers about itself: its places, its people, its citation."""

from __future__ import annotations

import pytest

from narrative.story.dates import parse_date
from narrative.story.document_model import Archive, Document, Party


@pytest.mark.parametrize(
    ("archive", "words"),
    [
        (Archive("APRF"), "APRF"),
        (Archive("APRF", fond="45", pages="12"), "APRF, f. 45, ll. 12"),
        (Archive("AVPRF", fond="059a", opis="5a", delo="3", papka="11"), "AVPRF, f. 059a, op. 5a, d. 3, p. 11"),
    ],
)
def test_an_archive_s_numbers_stand_in_its_own_order_and_what_is_not_known_is_left_out(
    archive: Archive, words: str
) -> None:
    assert archive.words == words


def test_a_document_is_at_the_places_and_with_the_people_of_both_parties_each_once() -> None:
    paper = Document(
        "note",
        kind="note",
        title="Note of the harbour master",
        date=parse_date("1949-05-28"),
        seen="full",
        sender=Party(people=("anna",), places=("geneva",)),
        receiver=Party(people=("anna", "otto"), places=("evian", "geneva"), words="all crews"),
        archive=Archive("Town hall", fond="7"),
        collection="Harbour papers",
    )
    assert (paper.places, paper.people) == (("geneva", "evian"), ("anna", "otto"))
    assert paper.citation == "Note of the harbour master, 28 May 1949, Town hall, f. 7, Harbour papers"


def test_a_document_of_which_little_is_known_is_cited_by_its_title_and_date() -> None:
    paper = Document("ode", kind="letter", title="An ode", date=parse_date("1949"), seen="mention")
    assert (paper.places, paper.people, paper.citation) == ((), (), "An ode, 1949")
