from typing import Any

import pytest

from geo.gazetteer.toponyms import Toponym
from narrative.reading.text_people import people_in
from tests.listed import together


def found(text: str, *places: str) -> list[tuple[str, str]]:
    toponyms = [Toponym(text.index(place), text.index(place) + len(place), place, 0.9) for place in places]
    return [(mention.name, mention.person) for mention in people_in(text, toponyms)]


@together(
    ("text", "expected"),
    [
        ("Joseph Stalin wrote. Then Stalin waited.", [("Joseph Stalin", "Joseph Stalin"), ("Stalin", "Joseph Stalin")]),
        ("Stalin said so, and Joseph Stalin meant it.", [("Stalin", "Joseph Stalin"), ("Joseph Stalin",) * 2]),
        ("General Kutuzov fell back. Kutuzov slept.", [("General Kutuzov",) * 2, ("Kutuzov", "General Kutuzov")]),
        (
            "Kim Il Sung came with Pak Hon-yong. Kim spoke.",
            [("Kim Il Sung",) * 2, ("Pak Hon-yong",) * 2, ("Kim", "Kim Il Sung")],
        ),
        ("They saw Kim Il-sung and Kim Il Sung.", [("Kim Il-sung", "Kim Il-sung"), ("Kim Il Sung", "Kim Il-sung")]),
        ("Mao Zedong agreed; Mao’s doubts stayed.", [("Mao Zedong",) * 2, ("Mao", "Mao Zedong")]),
        ("It was Marshal Ney who led.", [("Marshal Ney",) * 2]),
        ("J. E. Johnston met Albert S. Johnston.", [("J. E. Johnston",) * 2, ("Albert S. Johnston",) * 2]),
        ("Mr. Smith and Mrs. Smith ate.", [("Mr. Smith",) * 2, ("Mrs. Smith",) * 2]),
        ("Vincent van Gogh and Charles de Gaulle met.", [("Vincent van Gogh",) * 2, ("Charles de Gaulle",) * 2]),
        ("Then Charles XII lost.", [("Charles XII",) * 2]),
        ("J. Smith and John Smith: one man.", [("J. Smith", "John Smith"), ("John Smith",) * 2]),
        ("In May the Soviet army left. The Bank of England stayed.", []),
        ("The General Staff met on Monday.", []),
        ("March came. The Seventh Cavalry rode.", []),
        ("Shtykov reported it.", [("Shtykov", "Shtykov")]),
        ("Officials reported it. Everybody thought so. The Endeavour sailed.", []),
        ("His minister of police, Balashov, rode.", [("Balashov", "Balashov")]),
        ("A single division under Neverovsky held.", [("Neverovsky", "Neverovsky")]),
        ("In Paris a general called Malet was obeyed.", [("Malet", "Malet")]),
        ("Raevsky’s corps came, and with it Eugène’s Italians.", [("Raevsky",) * 2, ("Eugène",) * 2]),
        ("On 30 December General Yorck signed.", [("General Yorck",) * 2]),
        ("He left in a sledge, with Caulaincourt beside him.", [("Caulaincourt",) * 2]),
        ("They waited for Junot, who did not move.", [("Junot",) * 2]),
        ("It was Shtykov who reported it. Shtykov knew.", [("Shtykov", "Shtykov"), ("Shtykov", "Shtykov")]),
        ("The USSR said no. The USSR waited.", []),
        ("Respectfully, General Orders, Foreign Affairs.", []),
        ("Yours, Fritz Muller. Then Fritz I knew.", [("Fritz Muller",) * 2, ("Fritz", "Fritz")]),
        ("Charles I of England lost.", [("Charles I",) * 2]),
        ("", []),
    ],
)
def test_people_are_found_by_evidence_and_grouped_by_their_fullest_name(text: str, expected: list[Any]) -> None:
    assert found(text) == expected


def test_a_likely_place_is_no_person() -> None:
    assert found("He left George Town and Captain Cook.", "George Town") == [("Captain Cook", "Captain Cook")]


def test_an_unlikely_place_may_be_a_person() -> None:
    text = "General Washington rode."
    assert [each.name for each in people_in(text, [Toponym(8, 18, "Washington", 0.2)])] == ["General Washington"]


def test_a_family_name_that_the_text_gives_in_full_outweighs_a_doubtful_place() -> None:
    text = "Joseph Stalin wrote. Stalin waited."
    doubtful, sure = Toponym(21, 27, "Stalin", 0.6), Toponym(21, 27, "Stalin", 0.95)
    assert [each.name for each in people_in(text, [doubtful])] == ["Joseph Stalin", "Stalin"]
    assert [each.name for each in people_in(text, [sure])] == ["Joseph Stalin"]


def test_mentions_quote_the_text() -> None:
    text = "General\nDouglas MacArthur landed. “MacArthur,” said Omar Bradley, “was right.”"
    mentions = people_in(text, [])
    assert [mention.person for mention in mentions] == ["Douglas MacArthur", "Douglas MacArthur", "Omar Bradley"]
    assert all(text[mention.start : mention.end] == mention.name for mention in mentions)


def test_a_bare_name_goes_to_the_last_of_that_name() -> None:
    text = "Joseph Johnston rode. Johnston rested. Albert Johnston came. Johnston died."
    assert [mention.person for mention in people_in(text, [])] == ["Joseph Johnston"] * 2 + ["Albert Johnston"] * 2


@pytest.mark.parametrize(("probability", "people"), [(0.49, ["Balashov"]), (0.51, [])])
def test_a_name_is_a_place_rather_than_a_person_from_one_half_on(probability: float, people: list[str]) -> None:
    text = "His minister of police, Balashov, rode."
    assert [each.name for each in people_in(text, [Toponym(24, 32, "Balashov", probability)])] == people


@pytest.mark.parametrize(("probability", "people"), [(0.79, 2), (0.81, 1)])
def test_a_name_that_is_given_in_full_elsewhere_is_a_place_from_four_fifths_on(probability: float, people: int) -> None:
    text = "Joseph Stalin wrote. Then Stalin waited."
    assert len(people_in(text, [Toponym(26, 32, "Stalin", probability)])) == people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Wu Long came to Wuhan. Long left. He Ping met Long.",
            [("Wu Long", "Wu Long"), ("Long", "Wu Long"), ("He Ping", "He Ping"), ("Long", "Wu Long")],
        ),
        ("Wu Long met Huey Long. Long spoke.", [("Wu Long",) * 2, ("Huey Long",) * 2, ("Long", "Huey Long")]),
        ("He American? He said no. He Monday came.", []),
        ("N.S. Khrushchev wrote. Khrushchev waited.", [("N.S. Khrushchev",) * 2, ("Khrushchev", "N.S. Khrushchev")]),
        ("Eugène Sue wrote, and Eugene Sue read.", [("Eugène Sue",) * 2, ("Eugene Sue", "Eugène Sue")]),
    ],
)
def test_a_person_is_named_once_with_all_spellings(text: str, expected: list[Any]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ambassador Foy Kohler came.", "Ambassador"),
        ("Mr. Dean Rusk came.", ""),
        ("Joseph Banks, a rich young botanist, came.", "a rich young botanist"),
        ("Fyodor Rostopchin, the governor of Moscow, stayed.", "the governor of Moscow"),
        ("Then botanist Joseph Banks came.", "botanist"),
        ("Joseph Banks, the king said, came.", ""),
        ("Joseph Banks, John Smith, and the captain came.", ""),
        ("Joseph Banks came.", ""),
    ],
)
def test_a_role_is_what_the_text_says_beside_the_name(text: str, role: str) -> None:
    assert people_in(text, [])[0].role == role
