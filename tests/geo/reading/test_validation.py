"""What is wrong with a document, in sentences that name the cure; files that cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from geo.reading.faults import Faults
from geo.reading.validation import (
    Loc,
    OneOf,
    check_https,
    check_language,
    check_slug,
    choices_of,
    keys_at,
    quoted,
    read_text,
    sentences,
    shown,
    slug_like,
)

COLOURS = {"red": "#f00", "green": "#0f0"}


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    origin: str = Field(alias="from")
    kind: Literal["message", "journey"] = "message"
    colour: Annotated[str, OneOf(COLOURS)] = "red"


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    title: str = Field(default="T", min_length=1)
    page: int = Field(default=1, ge=1, le=99)
    draft: bool = False
    names: list[str] = []
    links: list[Inner] = []


def told(document: dict[str, Any]) -> list[tuple[Loc, str]]:
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(document)
    return list(sentences(caught.value, Outer))


@pytest.mark.parametrize(
    ("document", "loc", "sentence"),
    [
        ({"titel": "A"}, ("titel",), 'unknown key "titel"; did you mean "title"?'),
        ({"zzz": "A"}, ("zzz",), 'unknown key "zzz"; the keys here are title, page, draft, names, links'),
        ({"title": 7}, ("title",), '"title" is 7, not text; put it in quotes'),
        ({"title": None}, ("title",), '"title" is nothing; it must be text'),
        ({"title": ""}, ("title",), '"title" is empty; write some words'),
        ({"page": 0}, ("page",), '"page" is 0; the least is 1'),
        ({"page": 100}, ("page",), '"page" is 100; the most is 99'),
        ({"page": "x"}, ("page",), '"page" is "x"; it must be a whole number'),
        ({"draft": "x"}, ("draft",), '"draft" is "x"; it must be true or false'),
        ({"names": "Anna"}, ("names",), '"names" is "Anna", not a list; write [Anna]'),
        ({"names": {}}, ("names",), '"names" is keys and values; it must be a list'),
        ({"links": [{}]}, ("links", 0, "from"), 'missing "from"; add it'),
        ({"links": [3]}, ("links", 0), '"links" is 3; it must be keys and values'),
        (
            {"links": [{"from": "a", "kind": "mesage"}]},
            ("links", 0, "kind"),
            '"kind" is "mesage"; write message or journey; did you mean "message"?',
        ),
        (
            {"links": [{"from": "a", "colour": "grene"}]},
            ("links", 0, "colour"),
            '"colour" is "grene"; write red or green; did you mean "green"?',
        ),
        ({"links": [{"from": "a", "form": "b"}]}, ("links", 0, "form"), 'unknown key "form"; did you mean "from"?'),
    ],
)
def test_a_fault_is_one_sentence_with_its_cure(document: dict[str, Any], loc: Loc, sentence: str) -> None:
    assert told(document) == [(loc, sentence)]


def test_faults_of_a_document_come_together() -> None:
    assert [loc for loc, _ in told({"page": 0, "links": [{"from": "a"}, {"from": 1}]})] == [
        ("page",),
        ("links", 1, "from"),
    ]


def test_keys_and_words_at_a_location_are_those_that_an_author_writes() -> None:
    assert keys_at(Outer, ("links", 0)) == ["from", "kind", "colour"]
    assert keys_at(Outer, ())[:2] == ["title", "page"]
    assert choices_of(Outer, ("links", 0, "kind")) == ["message", "journey"]
    assert choices_of(Outer, ("links", 0, "colour")) == ["red", "green"]
    assert choices_of(Outer, ("title",)) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"),
        (False, "false"),
        ([1], "a list"),
        ({"a": 1}, "keys and values"),
        (1.5, "1.5"),
        ("a\n  b", '"a b"'),
        ("x" * 41, f'"{"x" * 40}…"'),
    ],
)
def test_a_value_is_quoted_in_one_short_line(value: object, words: str) -> None:
    assert quoted(value) == words


def test_a_file_is_read_without_its_mark_and_anything_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbftitle: a\n")
    assert read_text(path, "write one") == "title: a\n"
    path.write_bytes("a\nÉ".encode("latin-1"))
    faults = {path: "a.yaml:2: byte 2 is not UTF-8; save the file as UTF-8"}
    empty, missing = tmp_path / "empty.yaml", tmp_path / "none.yaml"
    empty.write_text(" \n", encoding="utf-8")
    faults |= {
        empty: "empty.yaml:1: the file is empty; write one",
        missing: "none.yaml:1: there is no such file; write one",
    }
    faults |= {tmp_path: ":1: this is a folder; a file of this name belongs here"}
    for each, sentence in faults.items():
        with pytest.raises(Faults) as caught:
            read_text(each, "write one")
        assert str(caught.value).endswith(sentence)


def test_a_path_is_shown_from_where_one_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "lake" / "story.yaml") == str(Path("lake") / "story.yaml")
    assert shown(Path("lake")) == "lake"
    assert shown(tmp_path.parent / "other") == str(tmp_path.parent / "other")


@pytest.mark.parametrize("slug", ["a", "a1", "ongjin-fighting", "38"])
def test_letters_digits_and_single_hyphens_are_a_slug(slug: str) -> None:
    assert check_slug(slug) == slug


@pytest.mark.parametrize("text", ["A", "a--b", "-a", "a-", "a_b", "", "é"])
def test_anything_else_is_none_and_a_better_one_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="is not a slug") as caught:
        check_slug(text)
    assert str(caught.value).endswith(f'"{slug_like(text) or "ongjin-fighting"}"')
    assert slug_like(text) in ("a", "a-b", "", "e")


@pytest.mark.parametrize("tag", ["en", "yue", "zh-Hant", "ko-Hani"])
def test_a_language_is_a_tag(tag: str) -> None:
    assert check_language(tag) == tag


@pytest.mark.parametrize("tag", ["English", "e", "EN", "en_GB", ""])
def test_a_language_in_words_is_none(tag: str) -> None:
    with pytest.raises(ValueError, match="no BCP 47 tag"):
        check_language(tag)


def test_an_address_is_on_the_web_and_safe_to_write_into_a_page() -> None:
    assert check_https("https://a.org/x?y=1#z") == "https://a.org/x?y=1#z"
    for each in ("http://a.org", "https://", "https://a b", 'https://a.org/"x', "https://a.org/<x>", "//a.org"):
        with pytest.raises(ValueError, match="is not on the web"):
            check_https(each)


@pytest.mark.parametrize(
    "address",
    [
        "https://wilson-center-digital-archive.dvincitest.com/node/1",
        "https://DvinciTest.com",
        "https://wilson-center.drivingcreative.com:443/document/x",
    ],
)
def test_a_developers_copy_of_an_archive_s_site_is_no_address(address: str) -> None:
    cure = r"test copy; write the collection's own, https://digitalarchive\.wilsoncenter\.org/…, or none"
    with pytest.raises(ValueError, match=cure):
        check_https(address)
    assert check_https("https://example.org/dvincitest.com") == "https://example.org/dvincitest.com"
    assert check_https("https://notdvincitest.com/a") == "https://notdvincitest.com/a"


def test_a_file_in_a_folder_that_forbids_to_look_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", forbidden)
    with pytest.raises(Faults) as found:
        read_text(Path("locked/story.yaml"), "write one")
    assert str(found.value) == (
        "locked/story.yaml:1: the file cannot be read (Permission denied); mend its permissions"
    )
