"""Turn texts with marked place names into geo/recogniser_weights.json, the weights of the recogniser.

    python benchmarks/geoparsing/train_recogniser.py /path/to/wotr-train.jsonl

Documents are split by their id into five folds: 0 to 2 train, 3 calibrates, 4 is left for recognition.py to report.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
PARAGRAPHS = Path(__file__).with_name("marked_paragraphs.txt")
sys.path.insert(0, str(ROOT))

from geo.gazetteer.toponyms import Entry
from geo.geoparsing.name_classes import Lookup
from geo.geoparsing.name_features import Document, features
from geo.geoparsing.name_spans import tokenise
from geo.geoparsing.recogniser import MODEL, name_spans
from geo.world.lookup import world

TRAIN, CALIBRATE, REPORT = (0, 1, 2), (3,), (4,)
SEEN_IN = 4  # documents in which a feature must stand to get a weight
PENALTY = 3.0  # of squared weights
STEPS = 200
ABOUT = {
    "what": "weights of a logistic regression: features of a span of words (geo/geoparsing/name_features.py) for "
    "a place name",
    "made by": "benchmarks/geoparsing/train_recogniser.py",
    "texts": "War of the Rebellion, training part, folds 0 to 2 (DeLozier, Wing, Baldridge, Nesbit, LAW 2016; MIT "
    "licence; text of the United States government) and marked_paragraphs.txt, folds 0 to 2; fold 3 calibrates",
}
FROM_CORPUS = "wotr:"  # identifiers of places that data/gazetteer took from the corpus
TIMES = 15.0  # that a span of marked_paragraphs.txt counts, which are many genres in few words


def fold(identifier: str) -> int:
    """The fold of a document: the same on every machine."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 5


def read_documents(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSONL file of texts and mentions."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_paragraphs(path: Path) -> list[dict[str, Any]]:
    """The paragraphs of marked_paragraphs.txt as documents: names in double brackets, "#" before remarks."""
    documents = []
    plain = re.sub("^#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for number, paragraph in enumerate(plain.strip().split("\n\n")):
        parts = re.split(r"\[\[(.*?)\]\]", paragraph)
        mentions, length = [], 0
        for position, part in enumerate(parts):
            if position % 2:
                mentions.append({"start": length, "end": length + len(part), "name": part})
            length += len(part)
        documents.append({"id": f"paragraph {number}", "text": "".join(parts), "mentions": mentions, "weight": TIMES})
    return documents


def unlearned(name: str) -> tuple[Entry, ...]:
    """The gazetteer's places of a name but for those that were listed from the corpus's own answers."""
    return tuple(entry for entry in world().entries(name) if not entry.id.startswith(FROM_CORPUS))


def examples(document: dict[str, Any], lookup: Lookup) -> Iterator[tuple[list[str], bool]]:
    """The features of each span of a document, and whether it is one of its marked names."""
    text = document["text"]
    marked = {trimmed(text, mention["start"], mention["end"]) for mention in document["mentions"]}
    counted = Document.of(tokenise(text))
    for first, after in name_spans(counted):
        span = trimmed(text, counted.tokens[first].start, counted.tokens[after - 1].end)
        yield features(counted, first, after, lookup), span in marked


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the spaces and full stops at its ends, which annotators set as it came."""
    letters = text[start:end]
    return start + len(letters) - len(letters.lstrip(" ")), start + len(letters.rstrip(" .,"))


def fit(rows: list[list[int]], truth: np.ndarray, weight_of: np.ndarray, size: int) -> np.ndarray:
    """Weights of a logistic regression with a quadratic penalty, by Adam over all rows at once."""
    flat = np.concatenate([np.asarray(row, dtype=np.int64) for row in rows])
    lengths = np.array([len(row) for row in rows])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-np.clip(np.add.reduceat(weights[flat], starts), -30, 30)))
        gradient = np.bincount(flat, np.repeat((chance - truth) * weight_of, lengths), size) + PENALTY * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        rate = 0.1 * (1 - step / STEPS)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def calibrate(scores: np.ndarray, truth: np.ndarray, weight_of: np.ndarray) -> tuple[float, float]:
    """Slope and offset that turn scores into probabilities (Platt 1999), by Newton's method."""
    parts = np.stack([scores, np.ones_like(scores)])
    line = np.array([1.0, 0.0])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(line @ parts, -30, 30)))
        slope = parts @ ((chance - truth) * weight_of)
        line -= np.linalg.solve((parts * chance * (1 - chance) * weight_of) @ parts.T, slope)
    return float(line[0]), float(line[1])


def train(documents: list[dict[str, Any]], lookup: Lookup, say: Callable[[str], None]) -> dict[str, Any]:
    """The model as it is written to JSON."""
    seen: Counter[str] = Counter()
    training: list[tuple[list[str], bool, float]] = []
    held: list[tuple[list[str], bool, float]] = []
    for document in documents:
        part = fold(str(document["id"]))
        if part in REPORT:
            continue
        found = [(names, true, document.get("weight", 1.0)) for names, true in examples(document, lookup)]
        (training if part in TRAIN else held).extend(found)
        if part in TRAIN:
            seen.update({name for names, _, _ in found for name in names})
    numbers = {name: number for number, name in enumerate(sorted(n for n, times in seen.items() if times >= SEEN_IN))}
    rows = [[numbers[name] for name in found if name in numbers] for found, _, _ in training]
    say(f"{len(training)} spans of training texts, {len(numbers)} features")
    weights = fit(rows, *truth_and_weight(training), len(numbers))
    kept = {name: round(float(weights[number]), 3) for name, number in numbers.items() if abs(weights[number]) >= 0.01}
    scores = np.array([sum(kept.get(name, 0.0) for name in found) for found, _, _ in held])
    slope, offset = calibrate(scores, *truth_and_weight(held))
    spans_of = {"spans trained on": len(training), "spans calibrated on": len(held)}
    return {"about": ABOUT | spans_of, "slope": round(slope, 4), "offset": round(offset, 4), "weights": kept}


def truth_and_weight(rows: list[tuple[list[str], bool, float]]) -> tuple[np.ndarray, np.ndarray]:
    """What the rows are, 1 or 0, and how much each counts."""
    return np.array([true for _, true, _ in rows], dtype=float), np.array([weight for _, _, weight in rows])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="texts with marked names, one JSON document a line")
    asked = parser.parse_args()
    model = train([*read_documents(asked.corpus), *read_paragraphs(PARAGRAPHS)], unlearned, print)
    MODEL.write_text(json.dumps(model, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{MODEL.relative_to(ROOT)}: {len(model['weights'])} weights")
