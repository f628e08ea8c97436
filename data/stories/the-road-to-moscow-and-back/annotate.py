"""Find every place, person and date that the account names, and write where they stand to annotations.jsonld.

    python data/stories/the-road-to-moscow-and-back/annotate.py

The account is source.txt, beside this file. What the program knows: the gazetteer's names, the people's names as
written, and the toponyms below, which the account names but the story does not map.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[2])]
from narrative.drafts.marks import apart, finished  # noqa: E402
from narrative.reading.text_dates import dates_in  # noqa: E402
from narrative.source.alignment import fold, inner_digests  # noqa: E402  (the repository is no installed package)
from narrative.source.annotation_parts import Mark, Paragraph, item_of  # noqa: E402
from narrative.source.web_annotations import document_text  # noqa: E402
from narrative.story import Story, load_story  # noqa: E402
from narrative.story.dates import parse_date  # noqa: E402
from narrative.story.files import write  # noqa: E402

YEAR = 1812  # of every day that the account gives without a year
# Toponyms without a place in the gazetteer, and one that stands for another.
UNMAPPED = (
    *("Austria", "Chernishnya", "Dorogomilov", "Duchy of Warsaw", "Dvina", "Europe", "Kolocha", "Ottoman Empire"),
    *("Prussia", "Russia", "Ryazan", "Sweden"),
)
STANDS_FOR = {"Kremlin": ("moscow", "its citadel")}


def annotate(story: Story, text: str) -> list[Mark | Paragraph]:
    """Every mark and paragraph, in the order of the text; of two that overlap, the longer."""
    folded = fold(text)
    blocks = list(re.finditer(r"\S(?:.|\n(?!\n))*", text))[1:]  # the first is the title
    ranges = [(block.start(), block.start() + len(block.group().rstrip())) for block in blocks]
    paragraphs = [
        Paragraph(f"#p{number:02}", number, start, end, *inner_digests(folded, start, end))
        for number, (start, end) in enumerate(ranges, 1)
    ]
    marks = finished(apart([*names(story, text), *dates(text, ranges)], folded), folded, ranges)
    return sorted([*paragraphs, *marks], key=lambda part: (part.start, -part.end))


def names(story: Story, text: str) -> Iterator[Mark]:
    """Places and people, whole words only."""
    entries: dict[str, tuple[tuple[str, ...], str | None, str | None]] = dict.fromkeys(UNMAPPED, ((), None, None))
    entries |= {name: ((place,), None, comment) for name, (place, comment) in STANDS_FOR.items()}
    entries |= {place.title: ((place.id,), None, None) for place in story.gazetteer.places.values()}
    entries |= {name: ((), person.id, None) for person in story.people.values() for name in person.as_written}
    longest_first = sorted(entries, key=lambda name: (-len(name), name))
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", text):
        places, person, comment = entries[match.group()]
        form = "person" if person else "toponym"
        yield Mark("", form, *match.span(), match.group(), "", "", places, person, comment=comment)


def dates(text: str, ranges: list[tuple[int, int]]) -> Iterator[Mark]:
    """The dates, each paragraph by itself: the year of a book that one names is not that of the next one's days."""
    for start, end in ranges:
        for date in dates_in(text[start:end], YEAR):
            span = (start + date.start, start + date.end)
            yield Mark("", "date", *span, date.name, "", "", date=parse_date(date.edtf))


def main() -> None:
    story = load_story(HERE)
    data = (HERE / "source.txt").read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 != story.source.sha256:
        raise SystemExit(f"annotate.py: source.txt is another text than the story's: its SHA-256 is {sha256}")
    parts = annotate(story, data.decode("utf-8"))
    label = f"Places, people and dates in {story.source.title}"
    written = document_text(f"urn:narrative-map:annotations:{story.slug}", label, [item_of(p, sha256) for p in parts])
    write(HERE / "annotations.jsonld", written.encode("utf-8"))
    counts = Counter(part.form if isinstance(part, Mark) else "paragraph" for part in parts)
    print("wrote annotations.jsonld: " + ", ".join(f"{counts[form]} {form}s" for form in sorted(counts)))


if __name__ == "__main__":
    main()
