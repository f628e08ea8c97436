"""``new`` drafts a story from a file, and brings a draft up to date without touching what its author has changed."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from geo.world.lookup import WorldMissingError
from geo.world.recipe import recipe
from narrative.commands.cli import main
from tests.drafts import TEXT, contents, drafted, edit, finder, sound


def test_a_draft_that_cannot_be_read_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drafted(tmp_path / "crossing")
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
