"""Find every place, person and date that the article names, and write where they stand to annotations.jsonld.

The article is not in the repository; whoever has it runs this again after gazetteer, people or statements have changed:

    python data/stories/stalin-kim-and-the-38th-parallel/annotate.py TEXT [--annotations FILE]

What it knows: the gazetteer's names that cite the article, the people's names as written, the statements that rest on
each paragraph, and the tables below, in which each decision that no spelling settles has its reason. A text of another
SHA-256 than the story's is refused.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[2])]
from narrative.drafts.marks import finished  # noqa: E402
from narrative.source.alignment import Folded, fold, inner_digests  # noqa: E402  (no installed package)
from narrative.source.annotation_parts import Form, Mark, Paragraph, item_of  # noqa: E402
from narrative.source.web_annotations import document_text  # noqa: E402
from narrative.story import Story, load_story  # noqa: E402
from narrative.story.dates import MONTHS, parse_date  # noqa: E402

BLOCKS_BEFORE = 3  # the message's header and the citation; paragraph 1 is the block after them
KOREA = ("korea-north", "korea-south")
NORTH_ARMY = "the army named is that of the North"


@dataclass(frozen=True)
class Entry:
    """What a spelling names; no places for a toponym that the gazetteer lacks, or that has a ``reading``."""

    form: Form
    places: tuple[str, ...] = ()
    person: str | None = None
    comment: str | None = None
    reading: str | None = None


# Names of places that the gazetteer has under another spelling, or not at all.
TOPONYMS = {
    "Korea": Entry("toponym", KOREA, comment="the whole country: both halves"),
    "Koreas": Entry("toponym", KOREA, comment="both halves"),
    "Kremlin": Entry("toponym", ("moscow",), comment="stands for the government in Moscow"),
    "Russian Federation": Entry("toponym", comment="the state of 1995, which no map of 1949 has"),
}
# Adjectives and peoples, marked too and told apart: a reader who looks for a place finds them, and a count can leave
# them out. Inside a longer name (an army, a party, a war) the word is marked by itself.
DEMONYMS = {
    "Soviet": Entry("demonym", ("soviet-union",)),
    "Chinese": Entry("demonym", ("china",)),
    "Japanese": Entry("demonym", ("japan",)),
    "American": Entry("demonym", ("united-states",)),
    "Americans": Entry("demonym", ("united-states",)),
    "Korean": Entry("demonym", KOREA),
    "Koreans": Entry("demonym", KOREA),
    "North Korean": Entry("demonym", ("korea-north",)),
    "North Koreans": Entry("demonym", ("korea-north",)),
    "South Korean": Entry("demonym", ("korea-south",)),
    "South Koreans": Entry("demonym", ("korea-south",)),
    "Southerners": Entry("demonym", ("korea-south",)),
}
PEOPLE = {"Kim": Entry("person", person="kim-il-sung")}
# (spelling, paragraph, which time in the paragraph): what it names there.
DECISIONS = {
    ("Korean", 3, 1): Entry("demonym", ("korea-north",), comment=NORTH_ARMY),
    ("Korean", 30, 1): Entry("demonym", ("korea-north",), comment=NORTH_ARMY),
    ("Kanege", 15, 1): Entry("toponym", comment="Hamhung or Kanggye", reading="kanege"),
    ("Mondin", 15, 1): Entry("toponym", ("chongjin",), comment="a misread Chondin, most likely: see the place"),
}
# (spelling, paragraph, which time): why it is not marked. Paragraph None: outside the 32 paragraphs.
LEFT_OUT: dict[tuple[str, int | None, int], str] = {
    ("Korean", None, 2): "a link of the web page that keeps the article",
    ("Korean", None, 3): "a link of the web page that keeps the article",
    ("Korean", None, 4): "a link of the web page that keeps the article",
}

# A date without a year takes that of the date before it, except where a paragraph starts anew.
YEAR_AT_PARAGRAPH = {8: 1949}  # the talks of May and September are those of 1949, though ¶6 ends in January 1950
MOSCOW_TIME = "+03:00"  # in 1950; the article says "Moscow time" of the first clock time, and no zone of the second
ZONES = {"2000 hours": MOSCOW_TIME}
MONTH = "|".join((*MONTHS, "Aug"))
DATE = re.compile(
    rf"""\b(?:
    (?P<clock>[0-2]\d[0-5]\d)\ hours
    |(?P<part>early|mid)[- ](?P<part_month>{MONTH})(?:\ (?P<part_year>\d{{4}}))?
    |(?P<day>\d{{1,2}})\ (?P<day_month>{MONTH})(?:\ (?P<day_year>\d{{4}}|\d\d))?
    |(?P<first>\d{{1,2}})(?=\ and\ \d{{1,2}}\ (?P<first_month>{MONTH})\ (?P<first_year>\d{{4}}))
    |(?P<from>{MONTH})-(?P<to>{MONTH})
    |(?P<season>spring)(?:\ of\ (?P<season_year>\d{{4}}))?
    |(?P<month>{MONTH})(?:\ (?P<month_year>\d{{4}}))?
    |(?P<year>1[89]\d\d)(?:-(?P<until>\d\d))?
    |(?P<ordinal>\d{{1,2}})(?:st|nd|rd|th)
    )\b""",
    re.VERBOSE,
)


def annotate(story: Story, text: str) -> list[Mark | Paragraph]:
    """Every mark and paragraph, in the order of the text."""
    folded = fold(text)
    paragraphs = [told(story, each) for each in paragraphs_of(text, folded, story.source.paragraphs)]
    end = paragraphs[-1].end  # what follows are links of the page that keeps the article
    marks = list(names_in(text, vocabulary(story), paragraphs, end))
    marks = sorted([*marks, *dates_in(text[:end], paragraphs, marks)], key=lambda mark: mark.start)
    parts = [*paragraphs, *finished(marks, folded, [(each.start, each.end) for each in paragraphs])]
    return sorted(parts, key=lambda part: (part.start, -part.end))


def paragraphs_of(text: str, folded: Folded, count: int) -> Iterator[Paragraph]:
    """The article's paragraphs: the blocks between blank lines, from the fourth on."""
    blocks = list(re.finditer(r"\S(?:.|\n(?!\n))*", text))
    for number, block in enumerate(blocks[BLOCKS_BEFORE : BLOCKS_BEFORE + count], 1):
        start, end = block.start(), block.start() + len(block.group().rstrip())
        yield Paragraph(f"#p{number:02}", number, start, end, *inner_digests(folded, start, end))


def told(story: Story, paragraph: Paragraph) -> Paragraph:
    """A paragraph with the statements that rest on it."""
    resting = (id for id, each in story.statements.items() if paragraph.number in each.paragraphs)
    return replace(paragraph, statements=tuple(resting))


def paragraph_at(paragraphs: list[Paragraph], position: int) -> int | None:
    """The number of the paragraph that a code point lies in."""
    return next((each.number for each in paragraphs if each.start <= position < each.end), None)


def vocabulary(story: Story) -> dict[str, Entry]:
    """Every spelling that the article may have, with what it names."""
    found: dict[str, Entry] = {}
    for place in story.gazetteer.places.values():
        for name in place.names:
            if name.paragraphs:
                found[name.toponym.removeprefix("the ")] = Entry("toponym", (place.id,))
    for person in story.people.values():
        for spelling in person.as_written:
            found[spelling] = found[spelling.upper()] = Entry("person", person=person.id)
    return {**found, **TOPONYMS, **DEMONYMS, **PEOPLE}


def names_in(text: str, entries: dict[str, Entry], paragraphs: list[Paragraph], end: int) -> Iterator[Mark]:
    """The names up to a code point, of two that overlap the longer; ids and digests are still to be given."""
    longest_first = sorted(entries, key=lambda spelling: (-len(spelling), spelling))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(each) for each in longest_first)})(?!\w)")
    times: Counter[tuple[str, int | None]] = Counter()
    decided = {*DECISIONS, *LEFT_OUT}
    for match in pattern.finditer(text):
        spelling, number = match.group(), paragraph_at(paragraphs, match.start())
        times[spelling, number] += 1
        key = (spelling, number, times[spelling, number])
        decided.discard(key)
        if key in LEFT_OUT:
            continue
        if match.start() >= end:
            raise SystemExit(f"annotate.py: {spelling!r} stands after the article's end; add it to LEFT_OUT")
        entry = DECISIONS.get(key, entries[spelling])
        more = {"comment": entry.comment, "reading": entry.reading}
        yield Mark("", entry.form, *match.span(), spelling, "", "", entry.places, entry.person, **more)
    if decided:
        raise SystemExit(
            f"annotate.py: the text has nothing for these decisions; take them away: {sorted(decided, key=str)}"
        )


def dates_in(text: str, paragraphs: list[Paragraph], names: list[Mark]) -> Iterator[Mark]:
    """The dates outside names, each with the year, month and day that it leaves to the one before it."""
    year, month, day, last = 0, 0, 0, None
    for match in DATE.finditer(text):
        if any(name.start < match.end() and match.start() < name.end for name in names):  # "38th Parallel"
            continue
        number = paragraph_at(paragraphs, match.start())
        if number != last:
            year = YEAR_AT_PARAGRAPH.get(number or 0, year)
        last = number
        part = match.groupdict()
        given = next((part[key] for key in part if key.endswith("year") and part[key]), None)
        named = next((part[key] for key in part if key.endswith("month") and part[key]), None)
        year = year if given is None else int(given) + (1900 if len(given) == 2 else 0)
        month = month if named is None else month_number(named)
        if part["season"]:
            edtf = f"{year}-21"
        elif part["from"]:
            edtf = f"{year}-{month_number(part['from']):02}/{year}-{month_number(part['to']):02}"
        elif part["year"]:
            edtf = f"{year}/{year // 100}{part['until']}" if part["until"] else str(year)
        elif part["month"] or part["part"] == "early":  # level 1 has no beginning of a month
            edtf = f"{year}-{month:02}"
        elif part["part"]:
            edtf = f"{year}-{month:02}-15~"
        elif part["clock"]:
            zone = ZONES.get(match.group(), "")
            edtf = f"{year}-{month:02}-{day:02}T{part['clock'][:2]}:{part['clock'][2:]}{zone}"
        else:
            day = int(part["day"] or part["first"] or part["ordinal"])
            edtf = f"{year}-{month:02}-{day:02}"
        yield Mark("", "date", *match.span(), match.group(), "", "", date=parse_date(edtf))


def month_number(name: str) -> int:
    """The number of a month, by its name or the start of it."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name))


def main() -> None:
    """Read the article, mark it, write the file in one move, say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path, metavar="TEXT", help="the article, byte for byte as the story's sha256 says")
    parser.add_argument(
        "--annotations", type=Path, default=HERE / "annotations.jsonld", metavar="FILE", help="the file to write"
    )
    options = parser.parse_args()
    story = load_story(HERE)
    data = options.text.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 != story.source.sha256:
        raise SystemExit(f"annotate.py: {options.text} is another text than the story's: its SHA-256 is {sha256}")
    parts = annotate(story, data.decode("utf-8"))
    label = f"Places, people and dates in {story.source.title}"
    written = document_text(f"urn:narrative-map:annotations:{story.slug}", label, [item_of(p, sha256) for p in parts])
    partial = options.annotations.with_suffix(".part")
    partial.write_text(written, encoding="utf-8", newline="\n")
    partial.replace(options.annotations)
    counts = Counter(part.form if isinstance(part, Mark) else "paragraph" for part in parts)
    print(f"wrote {options.annotations.name}: " + ", ".join(f"{counts[form]} {form}s" for form in sorted(counts)))


if __name__ == "__main__":
    main()
