"""``new`` drafts a story from a file, and brings a draft up to date without touching what its author has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from geo.world.lookup import WorldMissingError
from geo.world.recipe import recipe
from narrative.commands.cli import main
from narrative.drafts.folder import FolderError, make_story
from narrative.reading.extract import source_text
from narrative.serving.build import build
from narrative.source.annotation_checks import annotation_faults
from narrative.source.annotations import load_annotations
from narrative.source.paragraph_map import paragraph_map
from narrative.story import Story, load_story
from tests.drafts import TEXT, finder
from tests.stories import write_story

PROLOGUE = (
    "A prologue\n\nBefore all this, in May 1812, the court had been at Dresden, and a courier rode from Witebsk with "
    "letters that nobody answered. What they said was written down and laid away, and those who had read them spoke of "
    "something else, of the harvest, of the heat and of the price of oats in the towns along the road.\n\n"
)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """``run(text=TEXT, **options)``: what a run says; the folder is ``tmp_path / "crossing"``."""

    def run_(text: str = TEXT, keep: bool | None = None, **options: Any) -> str:
        asked = {"this_year": 2026, **options}
        return make_story(tmp_path / "crossing", source_text(text.encode()), asked, keep, finder=finder)

    return run_


def sound(folder: Path) -> Story:
    """The story of a folder in which `check` finds nothing."""
    story = load_story(folder)
    assert annotation_faults(folder, story) == []
    return story


def edit(folder: Path, before: str, after: str, name: str = "story.yaml") -> None:
    """Change a file as an author does."""
    text = (folder / name).read_text(encoding="utf-8")
    assert before in text
    (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_a_new_folder_is_sound_and_its_page_is_built(run: Callable[..., str], tmp_path: Path) -> None:
    said = run()
    assert "3 steps, 4 places, 1 person" in said
    story = sound(tmp_path / "crossing")
    assert build(story.folder, tmp_path / "out")[0].name == "index.html"
    assert sorted(contents(story.folder)) == [
        ".draft.json",
        "REVIEW.md",
        "annotations.jsonld",
        "places.geojson",
        "story.yaml",
    ]


def test_the_text_is_kept_only_if_asked(run: Callable[..., str], tmp_path: Path) -> None:
    run(keep=True)
    kept = (tmp_path / "crossing" / "source.txt").read_text(encoding="utf-8")
    assert kept == source_text(TEXT.encode()).text
    whole = b"".join(body for name, body in contents(tmp_path / "crossing").items() if name != "source.txt")
    assert b"Horses died" not in whole


def test_a_second_run_on_the_same_text_changes_nothing(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    before = contents(tmp_path / "crossing")
    assert "nothing has changed" in run()
    run()
    after = contents(tmp_path / "crossing")
    for name in ("story.yaml", "places.geojson", "annotations.jsonld"):
        assert after[name] == before[name]


def test_what_the_author_wrote_stays_and_the_rest_follows_the_text(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    folder = tmp_path / "crossing"
    edit(folder, "title: The bridges", "title: Three bridges  # my title")
    edit(folder, "summary: >-", "summary: My summary.\nsubtitle: >-")
    said = run(TEXT.replace("The bridges\n\n", PROLOGUE + "The bridges\n\n").replace("28 June", "29 June"))
    story = sound(folder)
    assert [(each.id, each.paragraphs) for each in story.steps] == [
        ("a-prologue", (1,)),
        ("the-bridges", (2,)),
        ("paragraph-2", (3,)),
        ("the-city", (4, 5)),
    ]
    assert [each.title for each in story.steps][:2] == ["A prologue", "Three bridges"]
    assert "# my title" in (folder / "story.yaml").read_text(encoding="utf-8")
    assert (story.summary, story.steps[3].date.edtf) == ("My summary.", "1812-06-29")
    assert "witebsk" in story.gazetteer.places
    assert story.gazetteer.places["kovno"].names[0].paragraphs == (2,)
    review = (folder / "REVIEW.md").read_text(encoding="utf-8")
    for line in (
        "- step `a-prologue`",
        "- step `the-bridges`: ¶ 1 → ¶ 2",
        "- step `the-bridges`: title",
        "- the story's summary",
    ):
        assert line in review
    assert "2 kept" in said and "3 moved" in said


def test_a_place_that_the_author_moved_stays_and_rules_the_next_reading(
    run: Callable[..., str], tmp_path: Path
) -> None:
    run()
    folder = tmp_path / "crossing"
    places = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))
    vilna = next(each for each in places["features"] if each["id"] == "vilna")
    vilna["geometry"] = {"type": "Point", "coordinates": [25.0, 54.0], "certainty": "certain"}
    (folder / "places.geojson").write_text(json.dumps(places, indent=2), encoding="utf-8")
    run(TEXT.replace("The bridges\n\n", PROLOGUE))
    place = sound(folder).gazetteer.places["vilna"]
    assert (place.geometry.wkt, place.certainty) == ("POINT (25 54)", "certain")
    assert place.names[0].paragraphs == (2, 4)
    assert "- place `vilna`" in (folder / "REVIEW.md").read_text(encoding="utf-8")
    run(TEXT.replace("was in Vilna", "was in Wilno"))  # a spelling that only the world's gazetteer knows
    assert "wilno" not in sound(folder).gazetteer.places
    marks = load_annotations(folder / "annotations.jsonld").marks
    assert {each.places for each in marks if each.exact in ("Vilna", "Wilno")} == {("vilna",)}


def test_what_is_confirmed_stays_as_it_is(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    folder = tmp_path / "crossing"
    edit(folder, "    title: The city", "    confirmed: true\n    title: The city")
    edit(folder, '"reason": "the only place', '"confirmed": true,\n "reason": "the only place', "places.geojson")
    run(TEXT.replace("28 June", "29 June"))
    story = sound(folder)
    assert story.steps[2].date.edtf == "1812-06-28"
    review = (folder / "REVIEW.md").read_text(encoding="utf-8")
    assert "step `the-city`, which you have confirmed" in review
    assert "place `kovno`" in review


def test_a_step_whose_paragraphs_are_gone_is_reported_and_kept(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    start, end = TEXT.index("Four days"), TEXT.index("The city")
    run(TEXT[:start] + TEXT[end:])
    story = sound(tmp_path / "crossing")
    assert [(each.id, each.paragraphs, each.editorial) for each in story.steps][1] == ("paragraph-2", (), True)
    assert "`paragraph-2` told of paragraphs that are gone" in (tmp_path / "crossing" / "REVIEW.md").read_text("utf-8")


def test_what_the_author_took_away_does_not_come_back(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    folder = tmp_path / "crossing"
    places = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))
    places["features"] = [each for each in places["features"] if each["id"] != "springfield"]
    (folder / "places.geojson").write_text(json.dumps(places), encoding="utf-8")
    story = (folder / "story.yaml").read_text(encoding="utf-8")
    story = story.replace(", springfield]", "]").replace(" and [Springfield](place:springfield)", "")
    (folder / "story.yaml").write_text(story, encoding="utf-8")
    run(TEXT.replace("28 June", "29 June"))
    assert "springfield" not in sound(folder).gazetteer.places


def test_a_place_that_nothing_names_any_more_goes_though_a_step_is_called_like_it(
    run: Callable[..., str], tmp_path: Path
) -> None:
    text = TEXT.replace("The bridges", "Kovno")
    run(text)
    assert sound(tmp_path / "crossing").steps[0].id == "kovno"
    run(text.replace("came to Kovno", "came to a town"))
    assert "kovno" not in sound(tmp_path / "crossing").gazetteer.places
    assert "- place `kovno`" in (tmp_path / "crossing" / "REVIEW.md").read_text(encoding="utf-8")


def test_a_list_that_the_author_has_ticked_off_is_put_aside(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    folder = tmp_path / "crossing"
    (folder / "REVIEW.md").write_text("done!", encoding="utf-8")
    assert "REVIEW.before.md" in run()
    assert (folder / "REVIEW.before.md").read_text(encoding="utf-8") == "done!"
    assert "What to look at" in (folder / "REVIEW.md").read_text(encoding="utf-8")


def test_options_of_the_first_run_hold_for_the_next(run: Callable[..., str], tmp_path: Path) -> None:
    run(TEXT.replace("23 June 1812", "23 June"), title="My crossing", year=1812)
    run(TEXT.replace("23 June 1812", "24 June"))
    story = sound(tmp_path / "crossing")
    assert (story.title, story.steps[0].date.edtf) == ("My crossing", "1812-06-24")


def test_a_story_of_somebodys_own_is_refused(run: Callable[..., str], tmp_path: Path) -> None:
    write_story(tmp_path).rename(tmp_path / "crossing")
    before = contents(tmp_path / "crossing")
    with pytest.raises(FolderError, match="did not draft"):
        run()
    assert contents(tmp_path / "crossing") == before


def test_a_folder_whose_state_is_lost_is_the_authors_if_its_text_is_the_same(
    run: Callable[..., str], tmp_path: Path
) -> None:
    run()
    folder = tmp_path / "crossing"
    (folder / ".draft.json").unlink()
    before = contents(folder)["story.yaml"]
    run()
    assert contents(folder)["story.yaml"] == before
    sound(folder)


def test_a_draft_that_cannot_be_read_is_left_alone(
    run: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    edit(tmp_path / "crossing", "status: stated", "status: sttaed")
    before = contents(tmp_path / "crossing")
    monkeypatch.setattr("narrative.drafts.folder.find", finder)
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    assert main(["new", "crossing", "--text", str(tmp_path / "text.txt"), "--out", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert 'did you mean "stated"?' in said and "mend these first; nothing was changed" in said
    assert contents(tmp_path / "crossing") == before


def test_the_command_makes_a_folder_and_says_what_to_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("narrative.drafts.folder.find", finder)
    (tmp_path / "text.txt").write_bytes(TEXT.encode("cp1252") + b"\n\xc9vian.\n")
    arguments = ["new", "crossing", "--text", str(tmp_path / "text.txt"), "--out", str(tmp_path), "--title", "Mine"]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "Read as plain text in Windows-1252" in said and "REVIEW.md" in said
    assert sound(tmp_path / "crossing").title == "Mine"
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (["Bad Slug", "--text", "good.txt"], 2, 'such as "bad-slug"'),
        (["crossing", "--text", "none.txt"], 2, "there is no file"),
        (["crossing", "--text", "."], 2, "is a folder"),
        (["crossing", "--text", "good.txt", "--year", "soon"], 2, "is no year"),
        (["crossing", "--text", "good.txt", "--countries", "Mexico"], 2, "is no country's code"),
        (["crossing", "--text", "good.txt", "--language", "English!"], 2, "no BCP 47 tag"),
        (["crossing", "--text", "good.txt", "--out", "good.txt"], 2, "is a file"),
        (["crossing", "--text", "empty.txt"], 1, "no words"),
        (["crossing", "--text", "binary.txt"], 1, "no text"),
        (["crossing", "--text", "nowhere.txt"], 1, "no place of this text"),
    ],
)
def test_a_call_or_text_at_fault_gets_a_sentence_and_writes_nothing(
    arguments: list[str],
    code: int,
    part: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("narrative.drafts.folder.find", finder)
    for name, body in {
        "good.txt": TEXT.encode(),
        "empty.txt": b"\n",
        "binary.txt": bytes(99),
        "nowhere.txt": b"It rained for days.",
    }.items():
        (tmp_path / name).write_bytes(body)
    before = sorted(each.name for each in tmp_path.iterdir())
    given = arguments if "--out" in arguments else [*arguments, "--out", str(tmp_path / "stories")]
    assert main(["new", *given]) == code
    said = capsys.readouterr()
    assert part in said.out + said.err
    assert len((said.out + said.err).strip().splitlines()) == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_without_the_gazetteer_the_command_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> None:
        raise WorldMissingError('there is no gazetteer of the world; run "make geoparser"')

    monkeypatch.setattr("geo.world.lookup.world", missing)
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    assert main(["new", "crossing", "--text", str(tmp_path / "text.txt"), "--out", str(tmp_path / "stories")]) == 2
    assert "make geoparser" in capsys.readouterr().err
    assert not (tmp_path / "stories").exists()


def test_paragraphs_are_found_again_moved_and_changed() -> None:
    before = [("a", ("1",)), ("b", ("2", "3")), ("c", ("4",)), ("d", ("5",)), ("e", ("6",))]
    assert paragraph_map(before, before) == {number: number for number in range(1, 6)}
    assert paragraph_map(before, [before[4], *before[:4]]) == {1: 2, 2: 3, 3: 4, 4: 5, 5: 1}
    assert paragraph_map(before, [before[0], ("x", ("2", "9")), *before[3:]]) == {1: 1, 2: 2, 4: 3, 5: 4}
    assert paragraph_map(before, []) == {}


def test_a_text_goes_the_whole_way_with_the_gazetteer_of_the_world(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        recipe()
    except metadata.PackageNotFoundError as missing:
        pytest.skip(f"the geoparsing extra is not installed ({missing})")
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    arguments = [
        "new",
        "crossing",
        "--text",
        str(tmp_path / "text.txt"),
        "--out",
        str(tmp_path),
        "--countries",
        "LT,BY",
    ]
    assert main(arguments) == 0
    assert "Look at REVIEW.md first" in capsys.readouterr().out
    vilna = sound(tmp_path / "crossing").gazetteer.places["vilna"]
    assert (vilna.modern, vilna.identifiers) == ("Vilnius", ("gn:593116",))
