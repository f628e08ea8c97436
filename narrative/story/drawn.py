"""Read what an author draws on the map, old maps, flows and layers, and check how the steps use them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geo.reading.faults import Fault, Faults, did_you_mean
from geo.reading.validation import Loc, quoted
from geo.reading.yaml_lines import YamlDocument
from narrative.story.flows import read_flow
from narrative.story.limits import MOST_DRAWINGS
from narrative.story.old_maps import read_old_map
from narrative.story.overlay_model import Drawing, Drawn, Flow, Tiles, Use
from narrative.story.overlay_schema import FlowModel, UseModel
from narrative.story.prose import prose_faults, reference_lines
from narrative.story.read_story import ReadStory
from narrative.story.region_layers import read_layer
from narrative.story.schema import StepModel

READERS: Mapping[str, tuple[str, Callable[[Path, Any], Drawing]]] = {  # what lies lowest comes first
    "layers": ("layer", read_layer),
    "overlays": ("overlay", read_old_map),
    "flows": ("flow", read_flow),
}


def read_drawn(folder: Path, read: ReadStory, faults: list[Fault]) -> Drawn:
    """The story's drawings with what their files hold; what is wrong is added to ``faults``."""
    found: dict[str, dict[str, Any]] = {key: {} for key in READERS}
    lines: dict[str, int] = {}
    for key, (word, reader) in READERS.items():
        for index, model in read.drawings.get(key, ()):
            line = read.document.line((key, index, "id"))
            if model.id in lines:
                message = f"{word} {quoted(model.id)}: the id stands on line {lines[model.id]} already; choose another"
                faults.append(Fault(read.document.file, line, message))
                continue
            lines[model.id] = line
            if len(lines) > MOST_DRAWINGS:
                message = f"the story has more than {MOST_DRAWINGS} old maps, flows and layers, which are the most"
                faults.append(Fault(read.document.file, line, message))
                break
            try:
                found[key][model.id] = reader(folder, model)
            except Faults as unreadable:
                faults.extend(unreadable.faults)
            except ValueError as error:
                faults.append(read.document.fault((key, index, "file"), f"{word} {quoted(model.id)}: {error}"))
    tiles = read.top.tiles if read.top else None
    return Drawn(**found, tiles=Tiles(**tiles.model_dump()) if tiles else None)


def drawn_faults(read: ReadStory) -> Iterator[Fault]:
    """Drawings that a step names and nobody has, that no step names, and what is wrong with their words."""
    document = read.document
    for key, (word, _) in READERS.items():
        known = read.ids.get(key, set())
        used = set(read.used)
        models = {model.id: model for _, model in read.drawings.get(key, ())}
        for index, step in read.steps:
            uses: tuple[UseModel, ...] = getattr(step, key)
            for number, use in enumerate(uses):
                used.add(use.id)
                loc: Loc = ("steps", index, key, number)
                name = f'step "{step.id}": '
                if use.id not in known:
                    near = did_you_mean(use.id, known) or "; add it or take it away"
                    yield document.fault(loc, f'{name}no {word} {quoted(use.id)} under "{key}"{near}')
                elif use.id in [each.id for each in uses[:number]]:
                    yield document.fault(loc, f'{name}"{use.id}" stands twice in "{key}"; keep one')
                only, model = getattr(use, "only", None), models.get(use.id)
                if (
                    only
                    and isinstance(model, FlowModel)
                    and only not in (ids := [each.id for each in model.directions])
                ):
                    near = did_you_mean(only, ids) or f"; there are {', '.join(ids)}"
                    yield document.fault(loc, f'{name}{word} "{use.id}" has no direction {quoted(only)}{near}')
        for index, model in read.drawings.get(key, ()):
            if model.id not in used:
                message = f"no step shows the {word} {quoted(model.id)}; name it in a step or take it away"
                yield document.fault((key, index, "id"), message)
            for offset, sentence in prose_faults(model.says or ""):
                line = document.text_line((key, index, "says"), offset)
                yield Fault(document.file, line, f"{word} {quoted(model.id)}: {sentence}")


def drawn_uses(document: YamlDocument, key: str, index: int, model: Any) -> Iterator[tuple[str, str, int]]:
    """Every (kind, id, line) that a drawing refers to."""
    for number, id in enumerate(model.sources):
        yield "work", id, document.line((key, index, "sources", number))
    for offset, kind, id in reference_lines(model.says or ""):
        yield kind, id, document.text_line((key, index, "says"), offset)


def uses_of_step(step: StepModel) -> tuple[Use, ...]:
    """What a step shows of the drawings, in the order in which they lie on each other."""
    return tuple(
        Use(each.id, getattr(each, "only", None), getattr(each, "opacity", None))
        for key in READERS
        for each in getattr(step, key)
    )


__all__ = ["Drawn", "Flow", "drawn_faults", "drawn_uses", "read_drawn", "uses_of_step"]
