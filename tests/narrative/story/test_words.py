"""The words of the story format, each in one table."""

from __future__ import annotations

import pytest

from narrative.story.words import (
    AUTHORS_OWN,
    CARD_WORDS,
    DOCUMENT_KINDS,
    HATCHED_PX,
    LINK_KINDS,
    MOMENT_LETTERS,
    NEW_LINK,
    SEEN,
    STANDINGS,
    STATUSES,
    VERDICTS,
    LinkKind,
    Status,
    doubt_of,
    kinds_counted,
    span_words,
    with_words,
)


def test_the_words_are_these_and_each_is_known_by_its_id() -> None:
    assert list(LINK_KINDS) == ["message", "journey", "movement"]
    assert list(STATUSES) == ["stated", "reported", "disputed"]
    assert all(each.id == id for table in (LINK_KINDS, STATUSES) for id, each in table.items())
    assert NEW_LINK in LINK_KINDS and AUTHORS_OWN in STATUSES


def test_a_message_is_thin_and_a_movement_of_troops_broad_enough_to_be_hatched() -> None:
    assert HATCHED_PX == 8
    assert {id: each.thin for id, each in LINK_KINDS.items()} == {"message": True, "journey": True, "movement": False}


def test_a_movement_of_troops_is_nobody_s_own() -> None:
    assert [id for id, each in LINK_KINDS.items() if not each.personal] == ["movement"]


@pytest.mark.parametrize(
    ("one", "words"), [("message", "a message"), ("exchange", "an exchange"), ("order", "an order")]
)
def test_a_kind_has_its_article(one: str, words: str) -> None:
    assert LinkKind("x", one, one + "s").with_article == words


def test_only_what_the_source_says_itself_is_not_doubted_and_only_a_dispute_names_another_step() -> None:
    assert [id for id, each in STATUSES.items() if not each.doubted] == ["stated"]
    assert [id for id, each in STATUSES.items() if each.contested] == ["disputed"]


def test_no_two_statuses_look_alike_where_colour_is_not_seen() -> None:
    assert len({each.sign for each in STATUSES.values()}) == len(STATUSES)
    assert [each.fill for each in STATUSES.values()] == ["full", "hatched", "hollow"]


def test_counts_stand_in_the_order_of_their_words() -> None:
    assert [each.many for each in kinds_counted()] == ["journeys", "messages", "movements of troops"]


def test_limits_are_said_in_words() -> None:
    assert (span_words(CARD_WORDS), MOMENT_LETTERS) == ("40 to 110", 24)


def test_descriptions_take_their_words_from_the_tables_and_other_brackets_stay() -> None:
    assert with_words("{moment} letters, {card} words {and} more") == "24 letters, 40 to 110 words {and} more"
    assert with_words("{links}") == "messages, journeys, movements of troops"


def test_the_words_of_documents_and_statements_are_tables_of_their_own() -> None:
    assert list(STANDINGS) == ["stated", "reported", "disputed", "editor"]
    assert list(VERDICTS) == ["agrees", "differs", "adds", "silent"]
    assert list(SEEN) == ["full", "part", "excerpt", "mention"]
    assert all(each.id == id for table in (STANDINGS, DOCUMENT_KINDS, VERDICTS, SEEN) for id, each in table.items())
    assert [id for id, each in VERDICTS.items() if each.worded] == ["differs", "adds"]
    assert [id for id, each in VERDICTS.items() if each.bears_out] == ["agrees"]
    assert len({each.sign for each in STANDINGS.values()}) == len(STANDINGS)
    assert len({each.sign for each in VERDICTS.values()}) == len(VERDICTS)


def test_a_new_status_is_a_standing_at_once_and_doubted_less_than_what_is_contested(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(STATUSES, "remembered", Status("remembered", "remembered", "", "", "", ""))
    assert list(STANDINGS) == ["stated", "reported", "disputed", "remembered", "editor"]
    assert max(["stated", "remembered", "reported"], key=doubt_of) == "remembered"
    assert max(["remembered", "disputed"], key=doubt_of) == "disputed"
