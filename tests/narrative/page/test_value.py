"""A page as a value: its text, its bytes, its tag, and the picture that it may name."""

from __future__ import annotations

import gzip
import json
from dataclasses import FrozenInstanceError
from html import unescape
from pathlib import Path

import brotli
import pytest

from narrative.page.value import TWITTER_LETTERS, Page, Part, Phase, Preview, content_security_policy

PAGE = Page("<html><head>", "</head></html>", "default-src 'none'")
PICTURE = Preview("https://example.org/a.png", 1200, 630, 'A "lake" & <boats>')


def test_a_page_without_a_picture_says_so() -> None:
    assert PAGE.html == '<html><head>\n<meta name="twitter:card" content="summary">\n</head></html>'


def test_a_page_with_a_picture_is_another_page_and_the_first_stays() -> None:
    named = PAGE.with_preview(PICTURE)
    assert named.preview == PICTURE and named.policy == PAGE.policy
    assert named.etag != PAGE.etag
    assert "og:image" in named.html and "og:image" not in PAGE.html
    assert named.with_preview(None) == PAGE


def test_a_picture_s_words_stay_words_and_are_cut_where_twitter_cuts_them() -> None:
    assert 'content="A &quot;lake&quot; &amp; &lt;boats&gt;"' in PICTURE.html
    long = Preview("a.png", 1, 1, "&" * 1000).html.splitlines()[-1]
    assert unescape(long).count("&") == TWITTER_LETTERS


def test_it_is_pressed_once_for_all_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARRATIVE_MAP_CACHE", str(tmp_path))
    asked: list[bytes] = []

    def press(body: bytes, **_: object) -> bytes:
        asked.append(body)
        return b"pressed " + body

    monkeypatch.setattr(brotli, "compress", press)
    other = Page(PAGE.head, f"<body>{PAGE.rest}", PAGE.policy)
    for page in (PAGE, Page(PAGE.head, PAGE.rest, PAGE.policy), other):
        assert page.pressed == b"pressed " + page.body and page.is_pressed
    assert asked == [PAGE.body, other.body]


def test_bytes_packed_bytes_and_tag_are_those_of_the_text() -> None:
    assert PAGE.body == PAGE.html.encode() == gzip.decompress(PAGE.packed)
    assert PAGE.packed == Page(PAGE.head, PAGE.rest).packed  # no clock is in them
    # By hand: the first 32 digits that sha256sum gives for the three lines of the page without a picture.
    assert PAGE.etag == '"fdd42df0c9df38dde16b34969af0cedf"'


def test_a_page_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        PAGE.head = ""  # type: ignore[misc]


def test_a_part_cannot_end_the_script_that_it_stands_in() -> None:
    html = Part("labels", {"labels": ["</script><b>"]}, Phase.LETTERING).html
    assert html.count("</script>") == 2
    assert json.loads(html.split(">", 1)[1].split("</script>")[0]) == {"labels": ["</script><b>"]}
    assert html.endswith('<script>narrativeMap.arrive("labels")</script>')


def test_a_policy_allows_the_scripts_and_styles_of_the_page_by_their_hashes_and_nothing_else() -> None:
    """The hash is what `printf 1 | sha256sum` gives, in base64."""
    hashed = "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"
    ends = "img-src data:; base-uri 'none'; form-action 'none'"
    assert content_security_policy("<p>") == f"default-src 'none'; script-src 'none'; style-src 'none'; {ends}"
    assert content_security_policy("<script>1</script><style>1</style><style>1</style>") == (
        f"default-src 'none'; script-src {hashed}; style-src {hashed}; {ends}"
    )
