"""The commands resolve and geoparse: what they write, and what they say of a file that they cannot read."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from geo.gazetteer.toponyms import Toponym
from geo.world.recipe import recipe
from narrative.commands.cli import main

try:
    recipe()
except metadata.PackageNotFoundError as missing:
    pytest.skip(f"the geoparsing extra is not installed ({missing})", allow_module_level=True)

TEXT = "The column left Guntown, Miss., for Memphis. Nobody at Xyzzyville saw it."
MENTIONS = [{"start": 16, "end": 23, "name": "Guntown"}, {"start": 36, "end": 43}, {"start": 55, "end": 65}]


def documents(path: Path, *values: Any) -> Path:
    path.write_text("".join(f"{json.dumps(value)}\n" for value in values), encoding="utf-8")
    return path


def resolved(tmp_path: Path, *options: str) -> list[dict[str, Any]]:
    source = documents(tmp_path / "in.jsonl", {"id": "a", "text": TEXT, "mentions": MENTIONS})
    assert main(["resolve", "--in", str(source), "--out", str(tmp_path / "new" / "out.jsonl"), *options]) == 0
    answer = json.loads((tmp_path / "new" / "out.jsonl").read_text(encoding="utf-8"))
    assert answer["id"] == "a"
    mentions: list[dict[str, Any]] = answer["mentions"]
    return mentions


def test_every_mention_is_answered_with_place_probability_and_reason(tmp_path: Path) -> None:
    guntown, memphis, _ = resolved(tmp_path)
    assert (guntown["start"], guntown["end"], guntown["name"]) == (16, 23, "Guntown")
    assert (guntown["lat"], guntown["lon"]) == pytest.approx((34.44, -88.66), abs=0.01)
    assert guntown["gazetteer_id"] == "gn:4428744" and guntown["probability"] > 0.7
    assert "Mississippi, which the text names next to it" in guntown["reason"]
    assert memphis["lat"] == pytest.approx(35.15, abs=0.05) and len(memphis["candidates"]) > 1


def test_a_place_that_is_not_found_is_unplaced_near_its_neighbour_and_never_confident(tmp_path: Path) -> None:
    lost = resolved(tmp_path)[2]
    assert lost["unplaced"] is True and lost["near"].startswith("Memphis") and lost["candidates"] == []
    assert 0 < lost["probability"] < 0.75


def test_without_hints_a_place_that_is_not_found_has_no_coordinates(tmp_path: Path) -> None:
    lost = resolved(tmp_path, "--no-hints")[2]
    assert lost["unplaced"] is True and lost["lat"] is None and lost["lon"] is None and lost["probability"] == 0


def test_a_country_hint_moves_a_name_into_the_country(tmp_path: Path) -> None:
    text = "A letter from Paris came."
    source = documents(tmp_path / "in.jsonl", {"id": 7, "text": text, "mentions": [{"start": 14, "end": 19}]})
    for codes, country in (("", "FR"), ("us", "US")):
        assert main(["resolve", "--in", str(source), "--out", str(tmp_path / "o"), "--countries", codes]) == 0
        mention = json.loads((tmp_path / "o").read_text(encoding="utf-8"))["mentions"][0]
        assert mention["place"] == f"Paris, {country}"


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    resolved(tmp_path)
    first = (tmp_path / "new" / "out.jsonl").read_bytes()
    resolved(tmp_path)
    assert (tmp_path / "new" / "out.jsonl").read_bytes() == first


def test_geoparse_resolves_what_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Toponym(16, 23, "Guntown", 0.5)]
    monkeypatch.setattr("geo.geoparsing.recogniser.recognise", lambda text, world, **options: found)
    source = documents(tmp_path / "in.jsonl", {"id": "a", "text": TEXT})
    assert main(["geoparse", "--in", str(source), "--out", str(tmp_path / "out.jsonl")]) == 0
    (mention,) = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["mentions"]
    assert mention["name"] == "Guntown" and mention["probability"] <= 0.5, "it may be no place at all"


def test_geoparse_finds_the_places_of_a_sentence(tmp_path: Path) -> None:
    text = "He travelled from Paris to Moscow by way of Berlin and Warsaw."
    source = documents(tmp_path / "in.jsonl", {"id": "a", "text": text})
    assert main(["geoparse", "--in", str(source), "--out", str(tmp_path / "out.jsonl")]) == 0
    found = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["mentions"]
    assert {"Paris", "Moscow", "Berlin", "Warsaw"} <= {each["name"] for each in found}
    assert all(text[each["start"] : each["end"]] == each["name"] for each in found)


def geoparsed(tmp_path: Path, text: str, *options: str, **more: Any) -> dict[str, Any]:
    source = documents(tmp_path / "in.jsonl", {"id": "a", "text": text, **more})
    assert main(["geoparse", "--in", str(source), "--out", str(tmp_path / "out.jsonl"), *options]) == 0
    line: dict[str, Any] = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    return line


def test_peoples_are_marked_where_they_are_asked_for(tmp_path: Path) -> None:
    text = "The Peruvian envoy came to Quito."
    assert [each["name"] for each in geoparsed(tmp_path, text)["mentions"]] == ["Quito"]
    peru, quito = geoparsed(tmp_path, text, "--demonyms")["mentions"]
    assert (peru["name"], peru["place"], quito["name"]) == ("Peruvian", "Peru, PE", "Quito")


@pytest.mark.parametrize(
    ("options", "more", "lat"),
    [
        ([], {}, 45.52),
        (["--home", "Maine"], {}, 43.66),
        ([], {"home": "Augusta, Maine"}, 43.66),
        (["--home", "Maine"], {"home": "Oregon"}, 45.52),
    ],
)
def test_a_text_is_read_where_it_is_at_home(tmp_path: Path, options: list[str], more: Any, lat: float) -> None:
    (portland,) = geoparsed(tmp_path, "A man came to Portland on Friday.", *options, **more)["mentions"]
    assert portland["lat"] == pytest.approx(lat, abs=0.05)


def test_a_home_that_is_nowhere_is_a_wrong_call_or_a_fault_of_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = documents(tmp_path / "in.jsonl", {"id": "a", "text": ""}, {"id": "b", "text": "", "home": "Xyzzyville"})
    call = ["geoparse", "--in", str(source), "--out", str(tmp_path / "o")]
    assert main([*call, "--home", "Qwertz"]) == 2
    assert '--home: the gazetteer has no place "Qwertz"' in capsys.readouterr().err
    assert main(call) == 1
    assert 'in.jsonl:2: "home": the gazetteer has no place "Xyzzyville"; write a state' in capsys.readouterr().out
    documents(source, {"id": "a", "text": "", "home": 1})
    assert main(call) == 1
    assert '"home" is no text' in capsys.readouterr().out


def test_geoparse_proposes_where_a_text_plays(tmp_path: Path) -> None:
    text = "Columbus, Ohio, sends water to Cleveland and Dayton; Akron waits. Ohio pays."
    assert geoparsed(tmp_path, text)["proposed"] == {"countries": ["US"], "home": "Ohio"}
    assert geoparsed(tmp_path, "It rained.")["proposed"] == {"countries": [], "home": ""}


def test_a_doubtful_name_is_listed_without_a_pin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Toponym(16, 23, "Guntown", 0.34)]
    monkeypatch.setattr("geo.geoparsing.recogniser.recognise", lambda text, world, **options: found)
    (mention,) = geoparsed(tmp_path, TEXT)["mentions"]
    assert mention["doubtful"] is True and mention["lat"] is None and mention["place"] == "Guntown, US"


def test_a_road_that_is_not_found_gets_no_neighbour_s_pin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "They met in Memphis, on Xyzzy Street and by Xyzzy Creek."
    spots = {"Memphis": 12, "Xyzzy Street": 24, "Xyzzy Creek": 44}
    found = [Toponym(start, start + len(name), name, 1.0) for name, start in spots.items()]
    monkeypatch.setattr("geo.geoparsing.recogniser.recognise", lambda text, world, **options: found)
    memphis, street, creek = geoparsed(tmp_path, text)["mentions"]
    assert memphis["lat"] == pytest.approx(35.15, abs=0.05)
    assert street["unplaced"] is True and street["lat"] is None and street["near"].startswith("Memphis")
    assert creek["unplaced"] is True and creek["near"].startswith("Memphis")


WRONG_LINES = [
    ("{", "not JSON at column 2"),
    ('{"id": "\\ud800", "text": "x", "mentions": []}', "there is half a character in it, which no file can hold"),
    ('{"id": "a", "text": "x\\udfff", "mentions": []}', "there is half a character in it, which no file can hold"),
    ('{"id": "a", "text": "x", "mentions": [{"start": 0, "end": 1, "name": "\\ud800"}]}', "mention 1: there is half a"),
    (f'{{"id": {"7" * 5000}, "text": "x", "mentions": []}}', "a number has thousands of digits; write an id of that"),
    ("[1]", "this line is no object"),
    ('{"text": "a"}', '"id" is missing'),
    ('{"id": "b"}', '"text" is missing'),
    ('{"id": "b", "text": "Rome"}', '"mentions" is missing or no list; "geoparse" is the command'),
    ('{"id": "b", "text": "Rome", "mentions": [1]}', "mention 1 is no object"),
    ('{"id": "b", "text": "Rome", "mentions": [{"start": "0", "end": 4}]}', "must be whole numbers"),
    ('{"id": "b", "text": "Rome", "mentions": [{"start": 0, "end": 5}]}', "0 to 5 is not inside the text"),
    ('{"id": "b", "text": "Rome", "mentions": [{"start": 0, "end": 4, "name": "Roma"}]}', 'the text has "Rome"'),
    ('{"id": "a", "text": "Rome", "mentions": []}', 'the id "a" stands on line 1 already'),
]


@pytest.mark.parametrize(("line", "sentence"), WRONG_LINES)
def test_what_is_wrong_with_a_line_is_told_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, sentence: str
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(f'{{"id": "a", "text": "Oslo", "mentions": []}}\n\n{line}\n', encoding="utf-8")
    assert main(["resolve", "--in", str(source), "--out", str(tmp_path / "out.jsonl")]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"{source}:3: ") and sentence in out and out.count("\n") == 1 and err == ""
    assert not (tmp_path / "out.jsonl").exists()


def test_faults_of_many_lines_are_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = documents(tmp_path / "in.jsonl", {"id": "a"}, {"text": "b"}, {"id": "c", "text": "d"})
    assert main(["geoparse", "--in", str(source), "--out", str(tmp_path / "out.jsonl")]) == 1
    assert capsys.readouterr().out.count("\n") == 2


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "--in", str(tmp_path / "none"), "--out", str(tmp_path / "out")]) == 1
    assert "give --in a file of JSON Lines" in capsys.readouterr().out


def test_an_output_that_is_a_folder_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = documents(tmp_path / "in.jsonl", {"id": "a", "text": ""})
    assert main(["geoparse", "--in", str(source), "--out", str(tmp_path)]) == 2
    assert "give --out a file" in capsys.readouterr().err


def test_a_wrong_country_code_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = documents(tmp_path / "in.jsonl", {"id": "a", "text": ""})
    assert main(["geoparse", "--in", str(source), "--out", str(tmp_path / "o"), "--countries", "Korea"]) == 2
    assert '"KOREA" is no country\'s code' in capsys.readouterr().err


def test_a_text_without_places_has_an_empty_list(tmp_path: Path) -> None:
    source = documents(tmp_path / "in.jsonl", {"id": "a", "text": "", "mentions": []})
    assert main(["resolve", "--in", str(source), "--out", str(tmp_path / "o")]) == 0
    assert json.loads((tmp_path / "o").read_text(encoding="utf-8")) == {"id": "a", "mentions": []}
