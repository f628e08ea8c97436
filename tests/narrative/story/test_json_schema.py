"""Editors check a story against the same schema as the reader does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from narrative.story import list_stories, load_story, stories_folder
from narrative.story.json_schema import SCHEMAS, schema_text
from tests.stories import PAPERS, STORY, TELLING, places, write_story

Value = dict[str, Any]


def read(text: str) -> Any:
    """YAML as an editor's server reads it: dates stay text."""
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.constructor.yaml_constructors["tag:yaml.org,2002:timestamp"] = lambda loader, node: node.value
    return yaml.load(text)


def faults(name: str, value: Any) -> list[str]:
    """Where a value breaks a schema, as paths."""
    validator = Draft202012Validator(json.loads(schema_text(name)))
    return ["/".join(map(str, error.absolute_path)) for error in validator.iter_errors(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_the_one_that_the_models_give(name: str) -> None:
    committed = stories_folder() / SCHEMAS[name]
    assert committed.read_text(encoding="utf-8") == schema_text(name), (
        f"run: python -m narrative schema {name} --out data/stories/{SCHEMAS[name]}"
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound_and_tells_of_every_key_of_a_story(name: str) -> None:
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:narrative-map:schema:{name}"
    if name != "places":
        parts = {"Story": schema, **schema["$defs"]} if name == "story" else schema["$defs"]
        untold = [
            f"{part}.{key}"
            for part, model in parts.items()
            for key, told in model["properties"].items()
            if not told.get("description")
        ]
        assert untold == []


@pytest.mark.parametrize("slug", list_stories())
def test_every_story_of_the_project_fits(slug: str) -> None:
    folder = stories_folder() / slug
    text = (folder / "story.yaml").read_text(encoding="utf-8")
    assert faults("story", read(text)) == []
    assert faults("places", json.loads((folder / "places.geojson").read_text(encoding="utf-8"))) == []
    papers = folder / "documents.yaml"
    assert not papers.exists() or faults("documents", read(papers.read_text(encoding="utf-8"))) == []
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert found, "the first line names the schema, so that editors find it"
    assert (folder / found.group(1)).resolve() == (stories_folder() / SCHEMAS["story"]).resolve()


def test_a_small_story_fits() -> None:
    assert faults("story", read(STORY)) == []
    assert faults("story", read(TELLING)) == []
    assert faults("places", places()) == []
    assert faults("documents", read(PAPERS)) == []
    assert faults("documents", {"corpus": True, "documents": read(PAPERS)}) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda paper: paper.update(kind="lettre"), "0/kind"),
        (lambda paper: paper["bears_on"][0].update(verdict="perhaps"), "0/bears_on/0/verdict"),
        (lambda paper: paper["from"].update(persons=[]), "0/from"),
        (lambda paper: paper.update(to=[]), "0/to"),
        (lambda paper: paper.update(url="http://a.org"), "0/url"),
        (lambda paper: paper.pop("seen"), "0"),
    ],
)
def test_a_document_that_does_not_fit_is_marked_where_it_does_not(change: Callable[[Value], Any], where: str) -> None:
    papers = read(PAPERS)
    change(papers[0])
    schema = json.loads(schema_text("documents"))
    one = Draft202012Validator({"$defs": schema["$defs"], **schema["anyOf"][0]})
    assert where in ["/".join(map(str, error.absolute_path)) for error in one.iter_errors(papers)]
    assert faults("documents", papers) != []


def broken(change: Callable[[Value], Any]) -> Value:
    value: Value = read(STORY)
    change(value)
    return value


FAULTS: dict[str, tuple[Callable[[Value], Any], str]] = {
    "a key that is misspelled": (lambda story: story["steps"][0].update(tittle="x"), "steps/0"),
    "a key that is missing": (lambda story: story["steps"][1].pop("status"), "steps/1"),
    "a status that there is not": (lambda story: story["steps"][1].update(status="rumoured"), "steps/1/status"),
    "a date in words": (lambda story: story["steps"][0].update(date="May 1949"), "steps/0/date"),
    "an id with capitals": (lambda story: story["steps"][0].update(id="The-Letter"), "steps/0/id"),
    "a step without a place": (lambda story: story["steps"][0].update(places=[]), "steps/0/places"),
    "places that are no list": (lambda story: story["steps"][0].update(places="geneva"), "steps/0/places"),
    "a paragraph 0": (
        lambda story: story["steps"][0].update(source={"paragraphs": [0]}),
        "steps/0/source/paragraphs/0",
    ),
    "a link of no known kind": (
        lambda story: story["steps"][0]["links"][0].update(kind="rumour"),
        "steps/0/links/0/kind",
    ),
    "an address that is not https": (lambda story: story["works"][0].update(url="http://a.example"), "works/0/url"),
    "no steps": (lambda story: story.update(steps=[]), "steps"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_the_reader_refuses_the_schema_marks_too(name: str, tmp_path: Path) -> None:
    change, where = FAULTS[name]
    value = broken(change)
    assert where in faults("story", value)
    with pytest.raises(ValueError, match=r"story\.yaml:\d+: "):
        load_story(write_story(tmp_path, json.dumps(value, indent=1)))
