import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from geo.gazetteer.own_places import OwnPlace
from geo.gazetteer.toponyms import Entry
from geo.geoparsing import recogniser
from geo.geoparsing.name_case import recased
from geo.geoparsing.name_classes import Lookup
from geo.geoparsing.name_features import REACH, Document, features
from geo.geoparsing.name_spans import Token, spans, tokenise
from geo.geoparsing.recogniser import load_model, recognise, scored
from geo.world.lookup import world
from tests.listed import together

PARAGRAPHS = re.sub("^#.*\n", "", Path(__file__).with_name("recogniser_paragraphs.txt").read_text("utf-8"), flags=re.M)
MARKED = PARAGRAPHS.strip().split("\n\n")


def names(text: str, **options: Any) -> list[str]:
    return [each.name for each in recognise(text, world(), **options)]


def unmarked(paragraph: str) -> tuple[str, set[tuple[int, int]]]:
    """The text of a paragraph, and the spans between its double brackets."""
    parts, text, spans = re.split(r"\[\[(.*?)\]\]", paragraph), "", set()
    for position, part in enumerate(parts):
        if position % 2:
            spans.add((len(text), len(text) + len(part)))
        text += part
    return text, spans


def test_most_names_of_other_genres_and_centuries_are_found_and_little_else() -> None:
    found = gold = right = 0
    for paragraph in MARKED:
        text, spans = unmarked(paragraph)
        recognised = {(each.start, each.end) for each in recognise(text, world())}
        found, gold, right = found + len(recognised), gold + len(spans), right + len(recognised & spans)
    assert len(MARKED) == 20
    assert right / gold > 0.85
    assert right / found > 0.85


def test_a_word_is_a_name_from_the_probability_that_cross_validation_chose() -> None:
    likely = [each.probability for paragraph in MARKED for each in recognise(unmarked(paragraph)[0], world())]
    assert 0.3 <= min(likely) < 0.45


@together("paragraph", MARKED)
def test_each_paragraph_has_most_of_its_names_found(paragraph: Any) -> None:
    text, spans = unmarked(paragraph)
    recognised = {(each.start, each.end) for each in recognise(text, world())}
    assert len(recognised & spans) >= len(spans) * 0.6


def test_names_quote_the_text_in_order_without_overlaps_and_with_a_probability() -> None:
    text = "They marched from Smolensk to Moscow, and from Moscow's gates by Kaluga to Fort Chick-hu-wa-pet.\n"
    found = recognise(text, world(), least=0.0)
    assert all(text[each.start : each.end] == each.name for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= each.probability <= 1 for each in found)
    assert {each.name: each.probability for each in found}["Smolensk"] > 0.9


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The troops left North Korea by the coast road.", "North Korea"),
        ("We crossed the 38th Parallel at night.", "38th Parallel"),
        ("The border follows the thirty-eighth parallel there.", "thirty-eighth parallel"),
        ("The guns in Moscow's suburbs fired.", "Moscow"),
        ("They camped near Crazy Woman Creek for a week.", "Crazy Woman Creek"),
        ("A storm passed over the Gulf of Mexico in June.", "Gulf of Mexico"),
        ("He was born in Rio de Janeiro in 1911.", "Rio de Janeiro"),
        ("The regiment marched to Nizhny Novgorod in May.", "Nizhny Novgorod"),
        ("He practised law at Springfield, Illinois, for years.", "Illinois"),
    ],
)
def test_a_name_is_found_whole(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("General Jackson said that he would attack.", "Jackson"),
        ("Captain Lincoln of the Fourth Ohio Cavalry was wounded.", "Lincoln"),
        ("Mr. Washington told them so.", "Washington"),
        ("The Soviet ambassador waited.", "Soviet"),
        ("In May they rested; on Tuesday they went on.", "May"),
        ("The Times printed it, and so did the Herald.", "Times"),
    ],
)
def test_a_person_a_people_a_month_or_a_newspaper_is_no_place(text: str, name: str) -> None:
    assert name not in names(text)


def test_peoples_are_marked_where_they_are_asked_for() -> None:
    text = "The Soviet ambassador met American troops."
    assert names(text) == []
    assert "Soviet" in names(text, demonyms=True)


def test_the_authors_own_names_are_found_as_spelled_and_before_all_others() -> None:
    own = [OwnPlace(Entry("own:hill", "Hill 205", 38.0, 127.0, "own"), ("Hill 205", "the hut", "Seoul Station"))]
    found = recognise("From Hill 205 and the hut they saw Seoul  Station.", world(), own)
    assert [each.name for each in found] == ["Hill 205", "the hut", "Seoul  Station"]
    assert all(each.probability > 0.9 for each in found)


def test_a_lower_limit_keeps_more_names() -> None:
    text, _ = unmarked(" ".join(MARKED))
    assert len(recognise(text, world(), least=0.05)) > len(recognise(text, world(), least=0.9)) > 0


def test_a_text_without_names_has_none() -> None:
    assert names("") == names("it rained all day, and nobody came.") == names("\n\n .,;'- 12") == []


def test_a_name_that_acts_as_a_person_is_no_place_except_where_the_text_says_at() -> None:
    text = (
        "Davout stood at Mogilev. Murat led the cavalry, and Murat's horses died. Murat escaped. The letter came to "
        "Kutuzov's outposts; Kutuzov slept, and Kutuzov's army rested. Eugène's Italians came."
    )
    assert names(text) == ["Mogilev"]
    assert "Murat" in names(text + " He was born in Murat.")
    assert "Russia" in names("Russia received him. Russia's army waited, and Russia sent no answer. He left Russia.")


def test_the_first_name_of_somebody_is_no_place() -> None:
    text = "Robert FitzRoy commanded, and Charles Darwin went with him. Darwin walked in the forest; Darwin wrote home."
    assert names(text) == []


def test_words_of_a_title_that_are_written_small_below_are_no_places() -> None:
    text = "The Road to Moscow and Back\n\nThey took the road to Moscow, and the same road back.\n\nIt rained."
    assert set(names(text)) == {"Moscow"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dallas and Oklahoma City were spared at first.", ["Dallas", "Oklahoma City"]),
        ("Columbus officials did not act.", ["Columbus"]),
        ("Lagos, Nigeria, reported its first case.", ["Lagos", "Nigeria"]),
        ("Residents of Samoa died in great numbers.", ["Samoa"]),
        ("The World Health Organization did not exist.", []),
    ],
)
def test_a_city_that_opens_a_sentence_is_found(text: str, expected: list[Any]) -> None:
    assert names("It was the autumn of 1918. " + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'd say that the Act was wrong, and we'd not said so. I'll go; you're right.", []),
        ("The UN and NATO met on Tuesday; so did the OSCE.", []),
        ("Kill him, he said. Set the table. Come in. Vice was everywhere.", []),
        ("The White House said so. N.S. Khrushchev met M.A. Suslov and B.C. Forbes.", []),
        ("They landed at White House, Va., with two guns.", ["White House", "Va."]),
        ("They crossed the Donau at Linz and the Tejo at Lisbon.", ["Donau", "Linz", "Tejo", "Lisbon"]),
        ("It rained in Saint Vincent and the Grenadines.", ["Saint Vincent and the Grenadines"]),
        ("USS Arizona sank at once.", []),
        ("A Galion man was held by Wilson County deputies.", ["Galion", "Wilson County"]),
        ("Salem Fire Chief John Carter was there.", ["Salem"]),
        ("LEXINGTON, Ky. — Two men were arrested on Friday.", ["LEXINGTON", "Ky."]),
        ("He came from Dayton, S. C., by train.", ["Dayton", "S. C."]),
        ("Rain fell over Western Europe and the Americas.", ["Western Europe", "Americas"]),
        ("The fighting in Darfur went on.", ["Darfur"]),
        ("two men were arrested in springfield, ohio, police said.", ["springfield", "ohio"]),
        ("TWO MEN WERE ARRESTED IN SPRINGFIELD, OHIO, POLICE SAID.", ["SPRINGFIELD", "OHIO"]),
        ("three ships left salt lake city for new york.", ["salt lake city", "new york"]),
    ],
)
def test_kinds_of_words_are_told_apart(text: str, expected: list[Any]) -> None:
    assert names(text) == expected


ALIKE_BUT_FOR_THEIR_NEIGHBOURS = (
    "Paris. " * 40,
    "Bronze Paris Paris Bronze " * 12,
    "In Paris, Texas, and in Paris, Paris said so. " * 8,
    "A. B. C. " * 20 + "Lee came. " + "A. B. C. " * 20,
    "the Gulf of Mexico and the Gulf\n\nof Mexico, Mexico-Paris, Mexico 's St. Louis; " * 6,
    "North South Fort Smith River Hall near Little Rock Arkansas Union Station Lima Peru " * 5,
)


@pytest.mark.parametrize("text", ALIKE_BUT_FOR_THEIR_NEIGHBOURS)
def test_what_is_weighed_once_for_the_same_neighbours_is_what_each_span_weighs(text: str) -> None:
    lookup: Lookup = lru_cache(maxsize=None)(world().entries)
    document = Document.of(recased(tokenise(text), lookup), lookup)
    ends = {token.end: number for number, token in enumerate(document.tokens, 1)}
    starts = {token.start: number for number, token in enumerate(document.tokens)}
    found = list(scored(document, text, lookup, load_model()))
    assert found
    for each in found:
        alone = load_model().probability(features(document, starts[each.start], ends[each.end], lookup))
        assert each.probability == alone


def test_a_text_that_says_one_thing_is_weighed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed = []

    def counting(*values: Any) -> list[str]:
        weighed.append(values)
        return features(*values)

    monkeypatch.setattr(recogniser, "features", counting)
    assert len(recognise("Paris. " * 500, world())) == 500
    assert len(weighed) < 40


def test_features_look_no_further_than_their_reach() -> None:
    class Watched(Sequence[Token]):
        """Tokens that note which of them are looked at."""

        def __init__(self, tokens: Sequence[Token]) -> None:
            self.tokens, self.seen = tokens, set[int]()

        def __len__(self) -> int:
            return len(self.tokens)

        def __getitem__(self, at: Any) -> Any:
            numbers = range(len(self.tokens))[at]
            self.seen |= set(numbers) if isinstance(numbers, range) else {numbers}
            return self.tokens[at]

    text = "North Fort Smith, Ark., and Lake City of Paris, Salt Lake City, New York, N. Y., Union Hall of Lima "
    document = Document.of(tokenise(text * 4), world().entries)
    for first, after in spans(document.tokens):
        watched = Watched(document.tokens)
        features(replace(document, tokens=watched), first, after, world().entries)
        assert max(0, first - REACH) <= min(watched.seen) and max(watched.seen) < after + REACH
