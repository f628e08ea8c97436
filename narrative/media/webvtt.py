"""Read WebVTT: the words of a recording, each with the time in which they are heard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from geo.reading.limits import MOST_FAULTS
from narrative.media.limits import MOST_CUES

TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(rf"^{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t]+.*)?$")
VOICE = re.compile(r"<v(?:\.[^\s>]*)*\s+([^>]+)>")
TAG = re.compile(r"<[^>]*>")
NO_CUES = ("STYLE", "REGION", "NOTE")


@dataclass(frozen=True)
class Cue:
    """What is heard between two times, in milliseconds; ``voice`` is who speaks, where the file says so."""

    start_ms: int
    end_ms: int
    text: str
    voice: str = ""


def read_webvtt(text: str) -> tuple[tuple[Cue, ...], list[tuple[int, str]]]:
    """The cues of a WebVTT file, and what is wrong with it: the line, counted from 1, and a sentence with the cure.

    Source: https://www.w3.org/TR/webvtt1/#syntax. Styles and regions are read over: what a page shows has its own.

    >>> cues, wrong = read_webvtt("WEBVTT\\n\\n00:01.000 --> 00:02.500\\n<v Anna>Row &amp; rest.\\n")
    >>> cues, wrong
    ((Cue(start_ms=1000, end_ms=2500, text='Row & rest.', voice='Anna'),), [])
    >>> read_webvtt("1\\n00:00:01,000 --> 00:00:02,000\\nRow.\\n")[1]
    [(1, 'the file does not begin with "WEBVTT"; write that on its first line, and an empty line below it')]
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").split("\n")
    if not re.match(r"^WEBVTT(?:[ \t].*)?$", lines[0]):
        return (), [
            (1, 'the file does not begin with "WEBVTT"; write that on its first line, and an empty line below it')
        ]
    cues: list[Cue] = []
    wrong: list[tuple[int, str]] = []
    for first, block in blocks_of(lines):
        if first == 1 or block[0].split(" ")[0].rstrip(":") in NO_CUES:
            continue
        timing = next((at for at, line in enumerate(block[:2]) if "-->" in line), None)
        if timing is None:
            wrong.append((first, 'these lines have no time; write one above them, such as "00:01.000 --> 00:04.000"'))
            continue
        found = TIMING.match(block[timing].strip())
        if not found:
            wrong.append(
                (first + timing, 'a time is written "00:01.000 --> 00:04.000", with three digits behind a dot')
            )
            continue
        start, end = milliseconds(found.groups()[:4]), milliseconds(found.groups()[4:])
        if end <= start:
            wrong.append((first + timing, "the words end before they begin; mend one of the times"))
        elif cues and start < cues[-1].start_ms:
            wrong.append((first + timing, "the words begin before those above them; put them in order"))
        elif words := spoken(block[timing + 1 :]):
            voice = VOICE.search(" ".join(block[timing + 1 :]))
            cues.append(Cue(start, end, words, unescape(voice.group(1)).strip() if voice else ""))
        if len(wrong) >= MOST_FAULTS or len(cues) > MOST_CUES:
            wrong.append((first, f"there is more than is read; {MOST_CUES:,} cues are the most"))
            break
    if not cues and not wrong:
        wrong.append((1, "the file has no words; write some below a time"))
    return tuple(cues), wrong


def blocks_of(lines: list[str]) -> list[tuple[int, list[str]]]:
    """The blocks between empty lines, each with the number of its first line."""
    found: list[tuple[int, list[str]]] = []
    open = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            open = False
        elif open:
            found[-1][1].append(line)
        else:
            found.append((number, [line]))
            open = True
    return found


def milliseconds(parts: tuple[str | None, ...]) -> int:
    """Hours, minutes, seconds and thousandths as thousandths.

    >>> milliseconds(("01", "02", "03", "004")), milliseconds((None, "00", "01", "500"))
    (3723004, 1500)
    """
    hours, minutes, seconds, thousandths = (int(each or 0) for each in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def spoken(lines: list[str]) -> str:
    """The words of a cue without its markup."""
    return " ".join(unescape(TAG.sub("", " ".join(lines))).split())


def written_webvtt(cues: tuple[Cue, ...]) -> str:
    """Cues as a WebVTT file that holds their words and times and nothing else.

    >>> print(written_webvtt((Cue(1000, 2500, "Row & rest.", "Anna"),)))
    WEBVTT
    <BLANKLINE>
    00:00:01.000 --> 00:00:02.500
    <v Anna>Row &amp; rest.
    <BLANKLINE>
    """
    parts = ["WEBVTT\n"]
    for each in cues:
        voice = f"<v {marked(each.voice)}>" if each.voice else ""
        parts.append(f"{clock(each.start_ms)} --> {clock(each.end_ms)}\n{voice}{marked(each.text)}\n")
    return "\n".join(parts)


def marked(text: str) -> str:
    """A text as a cue may hold it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clock(milliseconds: int) -> str:
    """A time as WebVTT writes it.

    >>> clock(3723004)
    '01:02:03.004'
    """
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"
