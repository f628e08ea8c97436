#!/usr/bin/env python3
"""Write geo/geoparsing/word_kinds.txt: which words English writes small, and which are surnames and given names.

    python benchmarks/geoparsing/word_counts.py wotr-train.jsonl gum-places.jsonl FOLDER_OF_NAMES

Words written small are counted in the texts that the recogniser learns from; no sentence of them is kept.
FOLDER_OF_NAMES holds the lists of the United States' census of 1990 (public domain) as the package "names" 0.3.0 (MIT)
ships them: dist.all.last, dist.male.first, dist.female.first.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from geo.geoparsing.name_spans import tokenise
from geo.geoparsing.word_kinds import FILE
from train_recogniser import read_documents, read_modern

SMALL = 2  # times that a word must be written small
SURNAMES, GIVEN = (400, 2500, 15000), (250, 4300)  # ranks at which the classes end
HEAD = """\
# What English texts write small, and how common words are as surnames and given names; read by word_kinds.py and
# written by benchmarks/geoparsing/word_counts.py. Names: United States Census Bureau, 1990, public domain. Words:
# counted in War of the Rebellion (MIT; public domain) and GUM (CC BY, CC BY-SA), see docs/licences.md.
"""


def small_words(texts: Sequence[str]) -> dict[str, list[str]]:
    """Words that are nearly always written small inside a sentence, and those that are more often than not."""
    small, large = Counter[str](), Counter[str]()
    for text in texts:
        for token in tokenise(text):
            if token.kind == "word" and not token.opens and token.low.isascii() and "'" not in token.low:
                (large if token.large else small)[token.low] += 1
    often = [word for word, count in small.items() if count >= SMALL and count >= 8 * large[word]]
    mixed = [word for word, count in small.items() if count >= SMALL and large[word] <= count < 8 * large[word]]
    return {"small": sorted(often), "mixed": sorted(mixed)}


def ranked(paths: Sequence[Path], ends: Sequence[int], name: str) -> dict[str, list[str]]:
    """The names of the census's lists in classes by rank, the commonest first."""
    best: dict[str, int] = {}
    for path in paths:
        for line in path.read_text(encoding="ascii").splitlines():
            word, _, _, rank = line.split()
            best[word.lower()] = min(int(rank), best.get(word.lower(), 10**6))
    starts = (0, *ends[:-1])
    return {
        f"{name}_{number}": sorted(word for word, rank in best.items() if start < rank <= end)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    }


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("reports", "modern", "names"):
        parser.add_argument(name, type=Path)
    asked = parser.parse_args()
    texts = [each["text"] for each in (*read_documents(asked.reports), *read_modern(asked.modern))]
    lists = (
        small_words(texts)
        | ranked([asked.names / "dist.all.last"], SURNAMES, "surnames")
        | ranked([asked.names / "dist.male.first", asked.names / "dist.female.first"], GIVEN, "given")
    )
    parts = [f"\n[{name}]\n{' '.join(words)}\n" for name, words in lists.items()]
    FILE.write_text(HEAD + "".join(parts), encoding="utf-8")
    print({name: len(words) for name, words in lists.items()}, FILE.stat().st_size)


if __name__ == "__main__":
    main()
