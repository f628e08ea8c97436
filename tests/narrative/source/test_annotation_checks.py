"""Annotations fit their story: its source, its places and people, its paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.commands.cli import main
from narrative.source.annotation_checks import annotation_faults
from narrative.story import load_story
from tests.annotated import TEXT, annotations_text, parts_of, sha256_of, write_annotated_story, write_annotations
from tests.stories import STORY, TELLING, line_of, write_story

LINES = annotations_text().splitlines()


def test_check_reads_the_annotations_of_a_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_annotated_story(tmp_path)
    assert main(["check", str(folder)]) == 0
    assert ": ok, " in capsys.readouterr().out


def test_a_story_without_annotations_has_no_fault_in_them(tmp_path: Path) -> None:
    folder = write_story(tmp_path)
    assert annotation_faults(folder, load_story(folder)) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("places.geojson#evian", "places.geojson#evain", 'no place "evain" in places.geojson; did you mean "evian"?'),
        ("places.geojson#evian", "story.yaml#readings/eviana", 'no reading "eviana" under "readings"; add it'),
        ("people/anna", "people/ana", 'no person "ana" under "people"; did you mean "anna"?'),
    ],
)
def test_a_body_that_leads_nowhere_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, message: str
) -> None:
    text = annotations_text().replace(old, new, 1)
    folder = write_annotated_story(tmp_path, text)
    assert main(["check", str(folder)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{folder / 'annotations.jsonld'}:{line_of(text, new)}: annotation ")
    assert message in line


@pytest.mark.parametrize("said", ["", f"  sha256: {'0' * 64}\n"])
def test_annotations_of_another_text_than_the_story_s_are_told(tmp_path: Path, said: str) -> None:
    folder = write_story(tmp_path, STORY.replace("  paragraphs: 3\n", f"  paragraphs: 3\n{said}"))
    write_annotations(folder)
    (fault,) = annotation_faults(folder, load_story(folder))
    assert f"the source's SHA-256 is {sha256_of(TEXT)[:12]}…, but the story's" in fault.message


def test_paragraphs_that_are_not_annotated_are_told(tmp_path: Path) -> None:
    lines = [line for line in LINES if '"#p3"' not in line]
    text = "\n".join(lines).replace(f'"total": {len(parts_of())}', f'"total": {len(parts_of()) - 1}')
    folder = write_annotated_story(tmp_path, text)
    (fault,) = annotation_faults(folder, load_story(folder))
    assert "2 paragraphs are annotated, but the source has 3" in fault.message


def test_the_faults_of_a_broken_story_and_of_its_annotations_come_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_annotated_story(tmp_path, annotations_text().replace("1949-21", "1949-99"))
    story = folder / "story.yaml"
    story.write_text(story.read_text(encoding="utf-8").replace("status: reported", "status: rumoured"), "utf-8")
    assert main(["check", str(folder)]) == 1
    names = [line.split(":")[0].rsplit("/")[-1] for line in capsys.readouterr().out.splitlines()]
    assert names == ["annotations.jsonld", "story.yaml"]


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("she-sat", 'no statement "she-sat" under "statements"'),
        (
            "the-boat-was-hers",
            'the statement "the-boat-was-hers" does not rest on paragraph 1; annotate the source anew',
        ),
        ("she-rowed", ""),
    ],
)
def test_a_paragraph_links_the_statements_that_rest_on_it(tmp_path: Path, id: str, message: str) -> None:
    linking = f'{{"type": "SpecificResource", "purpose": "linking", "source": "story.yaml#statements/{id}"}}'
    number = '{"type": "TextualBody", "purpose": "identifying", "value": "1"}'
    text = annotations_text().replace(number, f"{number}, {linking}", 1)
    assert linking in text
    folder = write_story(
        tmp_path, TELLING.replace("  paragraphs: 3\n", f"  paragraphs: 3\n  sha256: {sha256_of(TEXT)}\n")
    )
    write_annotations(folder, text)
    faults = annotation_faults(folder, load_story(folder))
    assert [each.message.partition(": ")[2][: len(message)] for each in faults] == ([message] if message else [])
