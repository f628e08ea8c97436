"""WebVTT is read as the standard has it, and what is wrong is told at its line."""

from __future__ import annotations

import pytest

from narrative.media.limits import MOST_CUES
from narrative.media.webvtt import Cue, read_webvtt, written_webvtt


def test_cues_with_names_settings_voices_notes_and_styles_are_read() -> None:
    text = (
        "\ufeffWEBVTT - Oars\r\n\r\nNOTE made by hand\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
        "first\r\n00:01.000 --> 00:02.000 align:start\r\n"
        "<v.loud Anna Rochat>Row &lt;now&gt;</v>\r\nand <i>rest</i>.\r\n"
        "\r\n01:00:00.000 --> 01:00:01.500\r\nA bell.\r\n"
    )
    cues, wrong = read_webvtt(text)
    assert wrong == []
    assert cues == (
        Cue(1_000, 2_000, "Row <now> and rest.", "Anna Rochat"),
        Cue(3_600_000, 3_601_500, "A bell."),
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("00:01.000 --> 00:02.000\nRow.\n", 1, 'does not begin with "WEBVTT"'),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nRow.\n", 3, "three digits behind a dot"),
        ("WEBVTT\n\n00:03.000 --> 00:02.000\nRow.\n", 3, "end before they begin"),
        ("WEBVTT\n\n00:03.000 --> 00:04.000\nRow.\n\n00:01.000 --> 00:02.000\nOn.\n", 6, "begin before those above"),
        ("WEBVTT\n\nRow.\n", 3, "have no time"),
        ("WEBVTT\n\n", 1, "has no words"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(text: str, line: int, words: str) -> None:
    _, wrong = read_webvtt(text)
    assert [each[0] for each in wrong] == [line]
    assert words in wrong[0][1]


def test_what_is_written_is_read_again_as_it_was() -> None:
    cues = (Cue(0, 400, "Oars & <water>", "Anna"), Cue(400, 3_723_004, "A bell."))
    assert read_webvtt(written_webvtt(cues)) == (cues, [])


def test_a_file_without_end_is_cut() -> None:
    text = "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nRow.\n\n" * (MOST_CUES + 10)
    cues, wrong = read_webvtt(text)
    assert len(cues) == MOST_CUES + 1
    assert "5,000 cues are the most" in wrong[0][1]
