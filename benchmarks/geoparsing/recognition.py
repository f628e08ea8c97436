"""Turn texts with gold places into figures of how well names are recognised, and of recognising and resolving both.

    python benchmarks/geoparsing/recognition.py /path/to/wotr-train.jsonl /path/to/gum-places.jsonl

Cross-validated: the documents fall into five folds, and each is read by a model that was trained without its fold. The
gazetteer has no place that was learned from the reports. Exact: the letters agree (spaces and full stops at the ends do
not count). Overlap: they share a letter. Whole way, by the corpus's scorer: recall is of gold places with coordinates
that a pin within 161 km overlaps, precision of pins; hints are no pins. ``--saved`` reads with the weights that are in
the repository instead, which were trained on all of it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent), str(ROOT / "data" / "gazetteer")]

from geo.gazetteer.toponyms import Toponym
from geo.geoparsing.recogniser import LEAST, Model, load_model, recognise
from geo.geoparsing.resolver import resolve
from geo.world.lookup import World
from narrative.commands.answers import LEAST_PIN, answer
from run import world_without
from scoring import NEAR_KM, distance_km
from train_recogniser import (
    FOLDS,
    PARAGRAPHS,
    Spans,
    crossed,
    fold,
    read_documents,
    read_modern,
    read_paragraphs,
    trimmed,
)
from world_sources import world_sources

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
Documents = list[tuple[dict[str, Any], list[Toponym]]]


def share(part: float, whole: float) -> float:
    """A share, 0 of nothing."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall."""
    return share(2 * precision * recall, precision + recall)


def overlaps(one: dict[str, Any], other: Toponym) -> bool:
    """Whether a gold mention and a recognised name share a letter."""
    return bool(one["start"] < other.end and other.start < one["end"])


def recognition(found: Documents, least: float) -> tuple[float, ...]:
    """Precision, recall and F1, exact and by overlap, of names that are at least so likely."""
    names = gold = exact = touched = touching = 0
    for document, toponyms in found:
        likely = [each for each in toponyms if each.probability >= least]
        marked = {trimmed(document["text"], one["start"], one["end"]) for one in document["mentions"]}
        names += len(likely)
        gold += len(document["mentions"])
        exact += sum(trimmed(document["text"], each.start, each.end) in marked for each in likely)
        touching += sum(any(overlaps(one, each) for one in document["mentions"]) for each in likely)
        touched += sum(any(overlaps(one, each) for each in likely) for one in document["mentions"])
    pairs = ((share(exact, names), share(exact, gold)), (share(touching, names), share(touched, gold)))
    return tuple(number for precision, recall in pairs for number in (precision, recall, f1(precision, recall)))


Pin = tuple[int, int, float, float]  # start, end, latitude, longitude


def pins_counted(found: Documents, pins_of: Callable[[str, Sequence[Toponym]], list[Pin]]) -> tuple[int, float, float]:
    """Pins, recall and precision of what becomes of the names of each document."""
    pins = right = gold = hit = 0
    for document, toponyms in found:
        placed = pins_of(document["text"], toponyms)
        pins += len(placed)
        good: set[int] = set()
        for one in document["mentions"]:
            if one.get("lat") is None:
                continue
            gold += 1
            matches = {
                number
                for number, (start, end, lat, lon) in enumerate(placed)
                if one["start"] < end
                and start < one["end"]
                and distance_km(one["lat"], one["lon"], lat, lon) <= NEAR_KM
            }
            hit += bool(matches)
            good |= matches
        right += len(good)
    return pins, share(hit, gold), share(right, pins)


def whole_way(found: Documents, least: float, places: World) -> tuple[int, float, float]:
    """Pins, recall and precision where names that are at least so likely are resolved; hints are no pins."""

    def chosen(text: str, toponyms: Sequence[Toponym]) -> list[Pin]:
        likely = [each for each in toponyms if each.probability >= least]
        return [
            (each.toponym.start, each.toponym.end, each.chosen.latitude, each.chosen.longitude)
            for each in resolve(text, likely, places)
            if each.chosen
        ]

    return pins_counted(found, chosen)


def as_written(found: Documents, places: World) -> tuple[int, float, float]:
    """Pins, recall and precision of what ``geoparse`` writes: hints are pins, doubtful mentions are none."""

    def written(text: str, toponyms: Sequence[Toponym]) -> list[Pin]:
        likely = [each for each in toponyms if each.probability >= LEAST]
        said = [answer(each, True, LEAST_PIN) for each in resolve(text, likely, places)]
        return [(each["start"], each["end"], each["lat"], each["lon"]) for each in said if each["lat"] is not None]

    return pins_counted(found, written)


def calibration(found: Documents) -> list[str]:
    """For each tenth of probability: how many names, the mean probability, and the share that is right by overlap."""
    lines = []
    for tenth in range(10):
        inside = [
            (each.probability, any(overlaps(one, each) for one in document["mentions"]))
            for document, toponyms in found
            for each in toponyms
            if tenth <= each.probability * 10 < tenth + 1 + (tenth == 9)
        ]
        if inside:
            mean = sum(chance for chance, _ in inside) / len(inside)
            right = sum(true for _, true in inside) / len(inside)
            lines.append(f"| {tenth / 10:.1f}-{(tenth + 1) / 10:.1f} | {len(inside)} | {mean:.2f} | {right:.2f} |")
    return lines


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, help="wotr-train.jsonl: reports of a war with gold places")
    parser.add_argument("modern", type=Path, help="gum-places.jsonl: texts of today with marked names")
    parser.add_argument("--saved", action="store_true", help="the weights of the repository, trained on these texts")
    asked = parser.parse_args()
    corpora = {
        "reports": read_documents(asked.reports),
        "modern": read_modern(asked.modern),
        "paragraphs": read_paragraphs(PARAGRAPHS),
    }
    with tempfile.TemporaryDirectory() as folder:
        places = world_without(world_sources(), [], Path(folder), "plain")
        spans = Spans.of([each for documents in corpora.values() for each in documents], places.entries)
        models = [load_model()] * FOLDS if asked.saved else crossed(spans)
        for name, documents in corpora.items():
            tell(name, documents, models, places)


def tell(name: str, documents: Sequence[dict[str, Any]], models: Sequence[Model], places: World) -> None:
    """The table of a corpus."""
    begun = time.perf_counter()
    found = [
        (each, recognise(each["text"], places, least=0.01, model=models[fold(str(each["id"]))])) for each in documents
    ]
    seconds = time.perf_counter() - begun
    letters = sum(len(each["text"]) for each in documents)
    print(f"\n{name}: {len(documents)} texts, {letters} letters, recognised in {seconds:.1f} s\n")
    print("| least | exact P | R | F1 | overlap P | R | F1 | pins | recall | precision | F1 |")
    print("|" + "---|" * 11)
    located = any("lat" in one for document, _ in found for one in document["mentions"])
    for least in THRESHOLDS:
        numbers = " | ".join(f"{number:.3f}" for number in recognition(found, least))
        pins, recall, precision = whole_way(found, least, places) if located else (0, 0.0, 0.0)
        whole = f"{pins} | {recall:.3f} | {precision:.3f} | {f1(recall, precision):.3f} |" if located else "| | | |"
        print(f"| {least} | {numbers} | {whole}", flush=True)
    if located:
        pins, recall, precision = as_written(found, places)
        print(f"\nAs geoparse writes it: {pins} pins, recall {recall:.3f}, precision {precision:.3f}, ", end="")
        print(f"F1 {f1(recall, precision):.3f}")
    print("\n| probability | names | mean | right |\n|---|---|---|---|")
    print("\n".join(calibration(found)))


if __name__ == "__main__":
    main()
