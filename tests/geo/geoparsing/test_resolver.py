"""Which place a name means: what the text says beside it, its neighbours, the author's word, and whose points count."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path

import pytest

from geo.gazetteer.own_places import OwnPlace
from geo.gazetteer.toponyms import Entry, Resolution, Toponym
from geo.geoparsing.home import home_of
from geo.geoparsing.resolver import Neighbours, resolve
from geo.world.lookup import World, world
from geo.world.recipe import recipe
from tests.listed import together

try:
    recipe()
except metadata.PackageNotFoundError as missing:
    pytest.skip(f"the geoparsing extra is not installed ({missing})", allow_module_level=True)


@pytest.fixture(scope="module")
def loaded() -> World:
    return world()


NEIGHBOURS = ((1, 48.0, 2.0), (2, 48.0, 4.1), (3, 49.6, 2.0))  # 156 km east of the first, and 178 km north


def answers(marked: str, loaded: World, **options: object) -> list[Resolution]:
    """The resolutions of a text in which every toponym stands in square brackets."""
    toponyms = []
    text = ""
    for part in re.split(r"(\[[^\]]*\])", marked):
        if part.startswith("["):
            toponyms.append(Toponym(len(text), len(text) + len(part) - 2, part[1:-1]))
            part = part[1:-1]
        text += part
    return resolve(text, toponyms, loaded, **options)  # type: ignore[arg-type]


# What a place must be called, with its country and region, for each bracket of a made-up item of news or report.
TEXTS = [
    ("The flood reached [Guntown], [Miss.], on Friday.", ["Guntown US MS", "Mississippi US MS"]),
    ("[Paris] ([Texas]) has a new mayor.", ["Paris US TX", "Texas US TX"]),
    ("Talks between [France] and [Germany] in [Paris] went on.", ["France FR", "Germany DE", "Paris FR 11"]),
    ("The [Russian] minister met [Americans] in [Geneva].", ["Russia RU", "United States US", "Geneva CH GE"]),
    (
        "A [Lancaster] man was held in [Harrisburg], [Pa.], police in [York] said.",
        ["Lancaster US PA", "Harrisburg US PA", "Pennsylvania US PA", "York US PA"],
    ),
    (
        "The board of [Lee County] met in [Tupelo]; [Guntown] and [Baldwyn] sent members.",
        ["Lee County US MS", "Tupelo US MS", "Guntown US MS", "Baldwyn US MS"],
    ),
    (
        "Trains from [London] to [Toronto] and [Hamilton] across [Ontario] were late.",
        ["London CA 08", "Toronto CA 08", "Hamilton CA 08", "Ontario CA 08"],
    ),
    (
        "Ships left [London] for [Southampton] and [Portsmouth].",
        ["London GB ENG", "Southampton GB ENG", "Portsmouth GB ENG"],
    ),
    (
        "He served at [Vancouver], [Wash. Ter.], and at [Walla Walla].",
        ["Vancouver US WA", "Washington US WA", "Walla Walla US WA"],
    ),
    ("Birmingham council: [Birmingham], [Ala.], votes today.", ["Birmingham US AL", "Alabama US AL"]),
    ("The [U.S.] and the [UK] signed in [Washington], [D.C.].", ["United States US", "United Kingdom GB"]),
    ("Flights from [Sofia] to [Manchester] were late.", ["Sofia BG 42", "Manchester GB ENG"]),
    ("The mayor of [Portland] flew home.", ["Portland US OR"]),
    ("Aid for [Gaza] came by way of [Egypt].", ["Gaza PS GZ", "Egypt EG"]),
    ("The carnival of [Salvador] is older than that of [Rio de Janeiro].", ["Salvador BR 05", "Rio de Janeiro BR 21"]),
    (
        "[WESTERVILLE] - Crews in [Granville], [Ohio], met a team from [Boston].",
        ["Westerville US OH", "Granville US OH", "Ohio US OH", "Boston US MA"],
    ),
    ("[Paris], [London] and [Geneva] bid for the games.", ["Paris FR 11", "London GB ENG", "Geneva CH GE"]),
    (
        "Fans came from [Scotland], [Wales], [England], [Paris] and [Rome].",
        ["Scotland GB SCT", "Wales GB WLS", "England GB ENG", "Paris FR 11", "Rome IT 07"],
    ),
    ("The consul in [Mukden] wrote to [Peking] and [Harbin].", ["Shenyang CN 19", "Beijing CN 22", "Harbin CN 08"]),
]


@together(("marked", "wanted"), TEXTS)
def test_a_text_says_which_places_it_means(loaded: World, marked: str, wanted: list[str]) -> None:
    found = []
    for each in answers(marked, loaded):
        assert each.chosen is not None
        found.append(" ".join(filter(None, (each.chosen.name, each.chosen.country, each.chosen.region))))
    assert [each for each, _ in zip(found, wanted, strict=False)] == wanted


def test_what_stands_next_to_a_name_is_given_as_the_reason(loaded: World) -> None:
    guntown = answers("At [Guntown], [Miss.], they halted.", loaded)[0]
    assert (
        guntown.reason
        == "the only place of that name in Mississippi, which the text names next to it"
    )  # fmt: skip


def test_one_name_means_one_place_in_the_whole_text(loaded: World) -> None:
    text = "[Springfield], [Mo.], was held. " + "Nothing happened. " * 40 + "Then [Springfield] fell."
    first, _, last = answers(text, loaded)
    assert first.chosen == last.chosen and first.chosen is not None and first.chosen.region == "MO"


def test_two_places_of_one_name_are_told_apart_by_what_stands_beside_them(loaded: World) -> None:
    ohio, _, kentucky, _ = answers("From [Lebanon], [Ohio], he went to [Lebanon], [Ky.], in May.", loaded)
    assert ohio.chosen is not None and kentucky.chosen is not None
    assert (ohio.chosen.region, kentucky.chosen.region) == ("OH", "KY")


def test_the_authors_place_overrides_the_worlds(loaded: World) -> None:
    own = OwnPlace(Entry("own:paris", "Paris", 1.0, 2.0, "own"), ("Paris",))
    paris, france = answers("[Paris] in [France] it is not.", loaded, own=(own,))
    assert paris.chosen == own.entry and paris.probability > 0.9 and "own gazetteer" in paris.reason
    assert france.chosen is not None and france.chosen.id == "gn:3017382"


def test_a_name_that_nothing_has_is_unplaced_with_its_neighbour_as_a_hint(loaded: World) -> None:
    _, lost = answers("From [Memphis] they came to [Qwertyuiopville].", loaded)
    assert lost.chosen is None and lost.candidates == ()
    assert lost.near is not None and lost.near.name == "Memphis"
    assert lost.probability < 0.6


def test_a_name_alone_in_a_text_that_nothing_has_has_no_hint(loaded: World) -> None:
    (lost,) = answers("They came to [Qwertyuiopville].", loaded)
    assert lost.chosen is None and lost.near is None and lost.suggestions == ()


def test_a_misspelt_name_is_a_suggestion_and_no_pin(loaded: World) -> None:
    pytest.importorskip("rapidfuzz")
    _, lost = answers("From [Yuma] he rode to [Albuquerqe].", loaded, countries=("US",))
    assert lost.chosen is None and lost.suggestions[0].name == "Albuquerque"
    assert {each.country for each in lost.suggestions} == {"US"}


def test_the_storys_countries_choose_between_namesakes_and_exclude_nothing(loaded: World) -> None:
    text = "From [Seville] the ships came by [Patagonia] to [Cordoba] and round the [Cape of Good Hope]."
    seville, patagonia, cordoba, cape = answers(text, loaded, countries=("ES", "PH"))
    assert [each.chosen and each.chosen.country for each in (seville, cordoba)] == ["ES", "ES"]
    assert patagonia.chosen is not None and patagonia.chosen.country == "AR"
    assert cape.chosen is not None and cape.chosen.country == "ZA"


def test_probabilities_of_the_candidates_add_up_to_one_at_most(loaded: World) -> None:
    for each in answers("[Springfield] and [Franklin] and [Clinton] and [Greenville].", loaded):
        shares = [one.probability for one in each.candidates]
        assert 0.99 * shares[0] <= max(shares) and sum(shares) <= 1.0001
        assert each.probability == pytest.approx(shares[0], abs=0.0001)


def test_nothing_marked_is_nothing_resolved(loaded: World) -> None:
    assert resolve("A text.", [], loaded) == []
    assert resolve("", [], loaded) == []


def test_a_long_text_is_resolved_in_pieces_with_one_sense_of_a_name(loaded: World) -> None:
    names = ["Lyon", "Paris", "Lille", "Nantes", "Rennes", "Metz", "Nancy", "Dijon", "Tours", "Brest"]
    others = [entry.name for key in ("saint a", "saint m", "vill") for name in loaded.keys(key)[:60]
              for entry in loaded.entries(name)[:1] if entry.name.isascii()]  # fmt: skip
    found = answers(" and ".join(f"[{name}]" for name in [*names, *others, *names]), loaded, countries=("FR",))
    assert [each.chosen for each in found[: len(names)]] == [each.chosen for each in found[-len(names) :]]
    assert {each.chosen.country for each in found[: len(names)] if each.chosen} == {"FR"}


def test_nine_in_ten_names_of_news_and_histories_find_their_place(loaded: World) -> None:
    """Each place of the table is a country, after a stop a region, after a slash a kind; "-" is not asked for."""
    lines = Path(__file__).with_name("geoparsing_texts.jsonl").read_text(encoding="utf-8").splitlines()
    asked = 0
    missed = []
    for line in map(json.loads, lines):
        for said, wanted in zip(answers(line["text"], loaded), line["places"], strict=True):
            if wanted != "-":
                asked += 1
                if not is_there(said.chosen, wanted):
                    missed.append(f"{said.toponym.name}: {wanted}, not {said.chosen}")
    assert len(missed) <= asked / 10, "\n".join(missed)


def is_there(entry: Entry | None, wanted: str) -> bool:
    place, _, kind = wanted.partition("/")
    country, _, region = place.partition(".")
    if entry is None or entry.country != country or region not in ("", entry.region):
        return False
    return kind == "any" or entry.kind == kind or (not kind and entry.kind in ("town", "site"))


def test_a_container_means_what_the_name_before_it_lies_in(loaded: World) -> None:
    *_, ontario, again = answers("[MARION], [Ohio] - He flew to [Toronto], [Ontario]. [Ontario] is far.", loaded)
    assert ontario.chosen is not None and (ontario.chosen.kind, ontario.chosen.country) == ("region", "CA")
    assert again.chosen == ontario.chosen and "lies there" in ontario.reason


def test_a_state_in_a_list_of_states_lies_in_none_of_them(loaded: World) -> None:
    found = answers("Storms hit [Kansas], [Oklahoma] and [Texas].", loaded)
    assert [each.chosen and each.chosen.kind for each in found] == ["region", "region", "region"]


def test_a_word_like_oblast_makes_the_region_of_a_town(loaded: World) -> None:
    town, region = answers("From [Vitebsk] he wrote of [Mogilev] oblast.", loaded)
    assert town.chosen is not None and region.chosen is not None
    assert (town.chosen.kind, region.chosen.kind) == ("town", "region")


def test_a_hint_among_places_that_lie_far_apart_is_worth_little(loaded: World) -> None:
    close = answers("[Memphis], [Tupelo], [Corinth], [Guntown], [Baldwyn], [Qwertyuiopville].", loaded)[-1]
    far = answers("[Tokyo], [Lima], [Cairo], [Oslo], [Perth], [Qwertyuiopville].", loaded)[-1]
    assert far.probability < close.probability


def test_a_namesake_elsewhere_is_not_meant_where_a_state_stands_behind_the_comma(loaded: World) -> None:
    dayton, state = answers("He lived in [Dayton], [S. C.], for years.", loaded)
    assert dayton.chosen is None and state.chosen is not None and state.chosen.name == "South Carolina"
    assert dayton.near == state.chosen
    (ohio, _) = answers("He lived in [Dayton], [O.], for years.", loaded)
    assert ohio.chosen is not None and ohio.chosen.region == "OH"


def test_the_capital_is_meant_beside_a_state_though_a_town_there_once_had_its_name(loaded: World) -> None:
    _, washington = answers("The governor of [Ohio] flew to [Washington] on Monday.", loaded)
    assert washington.chosen is not None and washington.chosen.region == "DC"


@pytest.mark.parametrize(("home", "region"), [("", "OR"), ("Maine", "ME")])
def test_a_home_makes_its_places_likelier(loaded: World, home: str, region: str) -> None:
    (portland,) = answers("A man came to [Portland].", loaded, home=home_of(home, loaded) if home else None)
    assert portland.chosen is not None and portland.chosen.region == region


def test_the_share_of_places_nearby_counts_each_place_once_and_itself_never() -> None:
    here, near, far = (Entry(f"gn:{at}", str(at), lat, lon, "town", "FR") for at, lat, lon in NEIGHBOURS)
    neighbours = Neighbours([here, near, near, far])
    assert neighbours.share(here) == 1 / 5  # one of three others and two that nobody knows
    assert neighbours.share(far) == 0
    assert Neighbours([]).share(here) == 0
    assert (
        Neighbours([Entry("gn:4", "4", 0, 179.9, "town", "FJ")]).share(Entry("gn:5", "5", 0, -179.9, "town")) == 1 / 3
    )
