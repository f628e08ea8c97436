"""Print the size of every file of the basemap, raw and gzipped, as the table in README.md."""

from __future__ import annotations

import gzip
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUFFIXES = ("json", "geojson", "webp", "tsv")


def main(folder: Path = HERE) -> None:
    """Print a Markdown table, kB of 1000 bytes; a WebP does not shrink further."""
    print("| file | raw kB | gzip kB |\n|---|---|---|")
    raw_total = packed_total = 0
    for path in sorted(each for suffix in SUFFIXES for each in folder.rglob(f"*.{suffix}")):
        data = path.read_bytes()
        packed = len(gzip.compress(data, 9, mtime=0))
        raw_total, packed_total = raw_total + len(data), packed_total + packed
        print(f"| {path.relative_to(folder)} | {len(data) / 1000:.1f} | {packed / 1000:.1f} |")
    print(f"| all | {raw_total / 1000:.1f} | {packed_total / 1000:.1f} |")


if __name__ == "__main__":
    main()
