"""Measure what `new` takes for a whole book: its time and memory, on a book that this program makes.

    .venv/bin/python benchmarks/book.py [MEGABYTES]

The book is a journal of dated entries in chapters, of our own sentences, with names of the gazetteer in them; the same
size gives the same book. The default is 3.6 MB, as the journals of Lewis and Clark have. Each run is a process of its
own, so that its peak of memory is its own.
"""

from __future__ import annotations

import datetime
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

TOWNS = (
    *("Vienna", "Trieste", "Graz", "Ljubljana", "Venice", "Padua", "Verona", "Milan", "Turin", "Genoa", "Lyon"),
    *("Geneva", "Lausanne", "Basel", "Zurich", "Munich", "Salzburg", "Linz", "Prague", "Dresden", "Leipzig", "Berlin"),
    *("Hamburg", "Bremen", "Cologne", "Bonn", "Mainz", "Frankfurt", "Strasbourg", "Nancy", "Paris", "Rouen", "Ghent"),
    *("Antwerp", "Amsterdam", "Copenhagen", "Malmo", "Gothenburg", "Oslo", "Bergen", "Warsaw", "Krakow", "Budapest"),
    *("Belgrade", "Sofia", "Bucharest", "Odessa", "Kiev", "Minsk", "Riga", "Vilnius", "Smolensk", "Moscow"),
)
PEOPLE = ("Anna Rochat", "Captain Hale", "Mr. Weber", "John Carter", "Dr. Lind", "General Marsh", "Mary Foster")
SENTENCES = (
    "We left {one} before the sun was up, and the road to {two} was dry as far as the second bridge.",
    "{who} said that nobody in {one} had seen the river so low since he was a boy.",
    "The wagons went ahead by way of {two}, and those who walked had the better of it.",
    "It rained from noon, and what bread was left had to be carried under the coats.",
    "At {one} the innkeeper asked where we came from, and would not believe that it was {two}.",
    "A letter had been waiting for {who} since the spring; it spoke of {two} and of nothing else.",
    "The hills stand close there, and the path is cut into the stone above the water.",
    "Two of the horses were lame, so we stayed where we were and mended what was torn.",
    "From {one} to {two} they count eleven hours, though a boat does it in half a day.",
    "In the evening {who} drew the valley, with the mill and the three poplars in front.",
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def book(megabytes: float, seed: int = 7) -> str:
    """A journal of so many million letters: a chapter a month, an entry a day."""
    dice = random.Random(seed)
    day = datetime.date(1804, 5, 14)
    lines, letters, month = ["A JOURNEY THROUGH THE TOWNS", ""], 0, 0
    while letters < megabytes * 1_000_000:
        if day.month != month:
            month = day.month
            lines += ["", f"CHAPTER {len([each for each in lines if each.startswith('CHAPTER')]) + 1}", ""]
        entry = [f"{MONTHS[day.month - 1]} {day.day}, {day.year}.", ""]
        for _ in range(dice.randint(2, 5)):
            sentences = [
                dice.choice(SENTENCES).format(one=dice.choice(TOWNS), two=dice.choice(TOWNS), who=dice.choice(PEOPLE))
                for _ in range(dice.randint(4, 12))
            ]
            entry += [" ".join(sentences), ""]
        lines += entry
        letters += sum(len(each) + 1 for each in entry)
        day += datetime.timedelta(days=1)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Draft the book and say how long it took and how much memory the process had at most."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 3.6
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "book.txt"
        text.write_text(book(megabytes), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "narrative",
            "new",
            "book",
            "--text",
            str(text),
            "--out",
            folder,
            *sys.argv[2:],
        ]
        start = time.perf_counter()
        subprocess.run([*command, *sys.argv[2:]], cwd=ROOT, check=True)
        seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{megabytes:g} MB of text: {seconds:.1f} s, {used.ru_utime + used.ru_stime:.1f} s of one processor, "
        f"{used.ru_maxrss / 1024:.0f} MB of memory at most"
    )


if __name__ == "__main__":
    main()
