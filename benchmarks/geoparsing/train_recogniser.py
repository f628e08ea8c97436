"""Turn texts with marked place names into geo/geoparsing/recogniser_weights.json, the weights of the recogniser.

    python benchmarks/geoparsing/train_recogniser.py /path/to/wotr-train.jsonl /path/to/gum-places.jsonl

All documents train. They are split by their id into five folds: the line that turns a sum of weights into a probability
is fitted on what models without a document's fold say of it, and recognition.py reports on such models too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
PARAGRAPHS = Path(__file__).with_name("marked_paragraphs.txt")
sys.path.insert(0, str(ROOT))

from geo.gazetteer.toponyms import Entry
from geo.geoparsing.name_case import recased
from geo.geoparsing.name_classes import Lookup
from geo.geoparsing.name_features import Document, features
from geo.geoparsing.name_spans import tokenise
from geo.geoparsing.recogniser import MODEL, Model, name_spans
from geo.world.lookup import world

FOLDS = 5
SEEN_IN = 4  # spans in which a feature must stand to get a weight
PENALTY = 3.0  # of squared weights
STEPS = 200
ABOUT = {
    "what": "weights of a logistic regression: features of a span of words (geo/geoparsing/name_features.py) for "
    "a place name",
    "made by": "benchmarks/geoparsing/train_recogniser.py",
    "texts": [
        "War of the Rebellion, training part (G. DeLozier, B. Wing, J. Baldridge, S. Nesbit, LAW 2016; MIT licence; "
        "text of the United States government)",
        "GUM, the Georgetown University Multilayer corpus (A. Zeldes, LRE 2017; github.com/amir-zeldes/gum): "
        "annotations CC BY 4.0, texts CC BY or CC BY-SA by genre; the names of places were derived from its entity "
        "spans; none of its text is in these weights",
        "marked_paragraphs.txt, written for this project",
    ],
}
FROM_CORPUS = "wotr:"  # identifiers of places that data/gazetteer took from the corpus
TIMES = 8.0  # that a span of marked_paragraphs.txt counts, which are many genres in few words
MODERN = 2.0  # that a span of GUM counts, which has fewer than the reports of one war
APART = re.compile(
    r" (?=['’](?:s|S|ll|re|ve|d|m|t)\b)|(?<=\w) (?=n['’]t\b)"
)  # "Oakland 's", "ca n't": cut by annotators


def fold(identifier: str) -> int:
    """The fold of a document: the same on every machine."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % FOLDS


def read_documents(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSONL file of texts and mentions."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_modern(path: Path) -> list[dict[str, Any]]:
    """The documents of GUM, each span counted :data:`MODERN` times."""
    return [joined(document) | {"weight": MODERN} for document in read_documents(path)]


def joined(document: dict[str, Any]) -> dict[str, Any]:
    """A document whose words are written as people write them, which annotators cut: "Oakland's", not "Oakland 's".

    >>> joined({"id": 1, "text": "It is Ohio 's, in Iowa.", "mentions": [{"start": 18, "end": 22, "name": "Iowa"}]})
    {'id': 1, 'text': "It is Ohio's, in Iowa.", 'mentions': [{'start': 17, 'end': 21, 'name': 'Iowa'}]}
    """
    gone = [found.start() for found in APART.finditer(document["text"])]
    text = APART.sub("", document["text"])
    mentions = []
    for each in document["mentions"]:
        start = each["start"] - sum(at < each["start"] for at in gone)
        end = each["end"] - sum(at < each["end"] for at in gone)
        mentions.append(each | {"start": start, "end": end, "name": text[start:end]})
    return document | {"text": text, "mentions": mentions}


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
    counted = Document.of(recased(tokenise(text), lookup), lookup)
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


@dataclass(frozen=True)
class Spans:
    """The spans of documents: the features of each, whether it is a name, how much it counts, and its fold."""

    features: Sequence[Sequence[str]]
    truth: np.ndarray
    weight: np.ndarray
    fold: np.ndarray

    @classmethod
    def of(cls, documents: Sequence[dict[str, Any]], lookup: Lookup) -> Spans:
        """All spans of all documents."""
        found, truth, weight, folds = [], [], [], []
        for document in documents:
            for names, true in examples(document, lookup):
                found.append(tuple(map(sys.intern, names)))
                truth.append(float(true))
                weight.append(document.get("weight", 1.0))
                folds.append(fold(str(document["id"])))
        return cls(found, np.array(truth), np.array(weight), np.array(folds))

    def weights(self, chosen: np.ndarray) -> dict[str, float]:
        """What each feature weighs, learned on the chosen spans (a mask)."""
        at = np.flatnonzero(chosen)
        seen = Counter(name for one in at.tolist() for name in self.features[one])
        numbers = {name: number for number, name in enumerate(sorted(n for n, c in seen.items() if c >= SEEN_IN))}
        rows = [[numbers[name] for name in self.features[one] if name in numbers] for one in at.tolist()]
        fitted = fit(rows, self.truth[at], self.weight[at], len(numbers))
        return {n: round(float(fitted[number]), 3) for n, number in numbers.items() if abs(fitted[number]) >= 0.01}

    def scores(self, weights: dict[str, float], chosen: np.ndarray) -> np.ndarray:
        """The sum of weights of each chosen span."""
        return np.array(
            [sum(weights.get(n, 0.0) for n in self.features[one]) for one in np.flatnonzero(chosen).tolist()]
        )


def crossed(spans: Spans) -> list[Model]:
    """For each fold a model that was trained without it; its line is fitted on what all of them say of their folds."""
    every = [spans.weights(spans.fold != number) for number in range(FOLDS)]
    scores = np.empty(len(spans.truth))
    for number, weights in enumerate(every):
        scores[spans.fold == number] = spans.scores(weights, spans.fold == number)
    slope, offset = calibrate(scores, spans.truth, spans.weight)
    return [Model(weights, slope, offset) for weights in every]


def train(documents: Sequence[dict[str, Any]], lookup: Lookup) -> dict[str, Any]:
    """The model as it is written to JSON: weights of all documents, the line of :func:`crossed`."""
    spans = Spans.of(documents, lookup)
    line = crossed(spans)[0]
    weights = spans.weights(np.ones(len(spans.truth), dtype=bool))
    about = ABOUT | {"documents": len(documents), "spans": len(spans.truth)}
    return {"about": about, "slope": round(line.slope, 4), "offset": round(line.offset, 4), "weights": weights}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, help="wotr-train.jsonl: reports of a war with marked names")
    parser.add_argument("modern", type=Path, help="gum-places.jsonl: texts of today with marked names")
    asked = parser.parse_args()
    every = [*read_documents(asked.reports), *read_modern(asked.modern), *read_paragraphs(PARAGRAPHS)]
    model = train(every, unlearned)
    MODEL.write_text(json.dumps(model, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{MODEL.relative_to(ROOT)}: {len(model['weights'])} weights of {model['about']['spans']} spans")
