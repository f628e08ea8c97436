"""The crate names every file once, with the checksum that the file has."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from narrative.site.archive import CRATE, MANIFEST, WACZ, archived
from narrative.site.model import put
from tests.sites import two_stories

FILES = [
    ("index.html", b"<title>Lakes</title>"),
    ("nginx.conf", b"# for a host alone"),
    (".github/workflows/pages.yml", b"name: x"),
    ("lake-crossing/index.html", b"<title>A</title>"),
    ("far-shore/index.html", b"<title>B</title>"),
    ("far-shore/places.geojson", b"{}"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    home = tmp_path / "site"
    home.mkdir()
    put(home, FILES)
    put(home, archived(two_stories(tmp_path / "stories", licence="CC0-1.0"), home))
    return home


@pytest.fixture
def graph(root: Path) -> dict[str, dict[str, Any]]:
    entries = json.loads((root / CRATE).read_text(encoding="utf-8"))["@graph"]
    found = {each["@id"]: each for each in entries}
    assert len(found) == len(entries)
    return found


def test_the_descriptor_and_the_root_are_as_the_standard_asks(graph: dict[str, dict[str, Any]]) -> None:
    assert graph[CRATE]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert graph[CRATE]["about"] == {"@id": "./"}
    assert {"name", "description", "datePublished", "license"} <= graph["./"].keys()
    assert graph["./"]["license"] == [{"@id": "https://spdx.org/licenses/CC0-1.0"}]


def test_every_file_is_part_of_it_with_its_checksum(root: Path, graph: dict[str, dict[str, Any]]) -> None:
    files = {id: each for id, each in graph.items() if each["@type"] == "File"}
    assert set(files) == {
        *("index.html", "lake-crossing/index.html", "far-shore/index.html", "far-shore/places.geojson", WACZ)
    }
    for path, each in files.items():
        body = (root / path).read_bytes()
        assert (each["sha256"], each["contentSize"]) == (hashlib.sha256(body).hexdigest(), str(len(body)))
    reached = {part["@id"] for each in graph.values() for part in each.get("hasPart", [])}
    assert set(files) <= reached


def test_everything_that_is_named_is_described(graph: dict[str, dict[str, Any]]) -> None:
    def named(value: Any) -> list[str]:
        if isinstance(value, dict) and set(value) == {"@id"}:
            return [value["@id"]]
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return [id for part in parts for id in named(part)]

    asked = {id for each in graph.values() for id in named(each)}
    assert {id for id in asked if not id.startswith("https://w3id.org/")} <= graph.keys()


def test_the_manifest_is_what_sha256sum_checks(root: Path) -> None:
    lines = (root / MANIFEST).read_text(encoding="utf-8").splitlines()
    for line in lines:
        digest, path = line.split("  ", 1)
        assert hashlib.sha256((root / path).read_bytes()).hexdigest() == digest
    assert len(lines) == 6
