"""Put the records of a long file together, so that a story of it has no more steps and places than a reader can use."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import shapely

from geo.reading.wording import counted
from narrative.drafts.commonmark import commonmark
from narrative.imports.material import KEY, Material, Record
from narrative.story.dates import edtf_year, parse_date
from narrative.story.limits import CUT_STEPS, MOST_FIELD, MOST_PLACES, MOST_STEPS

WIDEST = 180.0  # degrees: the side of the first cells into which the world is cut


def gather(material: Material) -> None:
    """Put more records than a story takes into one step for each stretch of the file, or of the map.

    Records of which most are dated stay in the order of the file; places without dates are put together with their
    neighbours on the map. Nothing is left out but places beyond the most that a story shows, which are named.
    """
    for number, record in enumerate(material.records, 1):
        record.paragraphs = record.paragraphs or [number]
    records = material.records
    if len(records) <= MOST_STEPS:
        choose_places(material)
        return
    dated = sum(not each.undated for each in records) > len(records) / 2
    groups = stretches(records) if dated else neighbours(material)
    material.records = [step_of(material, group, dated) for group in groups]
    how = "in the order of the file" if dated else "with their neighbours on the map"
    material.look.append(
        f"The file has {len(records):,} {material.unit}s, and a story takes {MOST_STEPS} steps: they were put together "
        f"{how}, into {counted(len(groups), 'step')}."
    )
    choose_places(material)


def stretches(records: Sequence[Record]) -> list[list[Record]]:
    """Records in runs of equal length.

    >>> records = [Record(1, "", str(number), "") for number in range(130)]
    >>> [len(each) for each in stretches(records)][:3], len(stretches(records))
    ([3, 3, 3], 44)
    """
    length = math.ceil(len(records) / CUT_STEPS)
    return [list(records[at : at + length]) for at in range(0, len(records), length)]


def neighbours(material: Material) -> list[list[Record]]:
    """Records by the cell of the world in which their first place lies, cells as small as the steps allow."""
    points = []
    for record in material.records:
        point = shapely.geometry.shape(material.places[record.places[0]].geometry).representative_point()
        points.append((point.x, point.y))
    groups: dict[tuple[int, int], list[Record]] = {}
    side = WIDEST
    while side > 0.001:
        cells: dict[tuple[int, int], list[Record]] = {}
        for (lon, lat), record in zip(points, material.records, strict=True):
            cells.setdefault((int((lon + 180) // side), int((lat + 90) // side)), []).append(record)
        if len(cells) > CUT_STEPS:
            break
        groups, side = cells, side / 2
    return [part for group in groups.values() for part in ([group] if len(group) <= MOST_PLACES else stretches(group))]


def step_of(material: Material, group: list[Record], dated: bool) -> Record:
    """One step of several records: what each is called and says, and all their places."""
    first, last = group[0], group[-1]
    if len(group) == 1:
        return first
    where = f"{first.where} to {last.where}" if dated else f"{counted(len(group), material.unit)} around {first.title}"
    title = f"{first.title} – {last.title}" if dated else f"{counted(len(group), material.unit)} around {first.title}"
    parts = []
    for record in group:
        name = commonmark(record.title)
        link = name if record.place_note else f"[{name}](place:{KEY}{record.places[0]})"
        said = f" ({parse_date(record.date).words})" if record.date and not record.undated else ""
        parts.append(f"{link}{said}" + (f": {record.text}" if record.text.strip() else ""))
    text = "\n\n".join(parts)
    if len(text) > MOST_FIELD:  # what each is called, then
        text = "\n\n".join(part.partition("\n")[0][:200] if "](" not in part[200:] else part for part in parts)
    step = Record(first.line, where, title[:200], text, [key for each in group for key in each.places])
    step.paragraphs = sorted({number for each in group for number in each.paragraphs})
    step.media = [media for each in group for media in each.media]
    step.people = list(dict.fromkeys(id for each in group for id in each.people))
    if all(each.place_note for each in group):
        step.place_note = first.place_note
    if span := span_of(each.date for each in group if not each.undated):
        dates = {each.date for each in group}
        step.date = first.date if len(dates) == 1 else span
        step.date_note = f"From the first to the last date of {counted(len(group), material.unit)}."
    else:
        step.date, step.undated, step.date_note = first.date, True, first.date_note
    return step


def span_of(dates: Iterable[str | None]) -> str | None:
    """The years from the first to the last of some EDTF dates.

    >>> span_of(["1793-05", None, "1815/.."]), span_of([None])
    ('1793/1815', None)
    """
    bounds = [parse_date(each) for each in dates if each]
    years = [date.earliest.year for date in bounds if not date.open_start]
    years += [date.latest.year for date in bounds if not date.open_end]
    if not years:
        return None
    first, last = edtf_year(min(years)), edtf_year(max(years))
    return first if first == last else f"{first}/{last}"


def choose_places(material: Material) -> None:
    """Let steps show no more places than a story takes, each step its share; the others stay in the texts as words."""
    used = {key for each in material.records for key in each.places}
    if len(used) <= MOST_PLACES:
        return
    share = max(1, MOST_PLACES // len(material.records))
    kept: set[str] = set()
    for record in material.records:
        new = [key for key in dict.fromkeys(record.places) if key not in kept]
        record.places = [key for key in dict.fromkeys(record.places) if key in kept or key in new[:share]]
        kept.update(new[:share])
    material.lose(
        f"Of {len(used):,} places {len(kept):,} are on the map: a story shows {MOST_PLACES:,} at most. The others are "
        "named in the texts of the steps."
    )
