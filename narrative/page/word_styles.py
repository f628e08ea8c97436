"""Turn the statuses of the vocabulary, and a story's sides, into the style rules by which the page shows them."""

from __future__ import annotations

from narrative.story import Story
from narrative.story.words import SIDE_COLOURS, SIDE_PATTERNS, STATUSES, SidePattern, Status

FILLS = {"full": "", "hatched": "var(--hatch)", "hollow": "var(--map-halo)"}


def status_rules() -> str:
    """A rule for every status that looks other than plain: custom properties, which the style sheets read.

    >>> status_rules().split("}")[0]
    '[data-status="reported"]{--status-ink:var(--reported);--status-rule:3px dashed var(--reported);\
--status-rule-px:3px;--link-fill:var(--hatch);--link-edge:var(--mark);--link-edge-px:1.2;--link-paint:normal;\
--link-grain:var(--mark)'
    """
    rules = {each.id: properties(each) for each in STATUSES.values()}
    return "".join(
        f'[data-status="{id}"]{{{";".join(f"{name}:{value}" for name, value in each.items())}}}'
        for id, each in rules.items()
        if each
    )


def properties(status: Status) -> dict[str, str]:
    """The custom properties of one status; what it leaves out is as the style sheets have it."""
    found = {
        "--status-ink": f"var(--{status.ink})" if status.ink else "",
        "--status-rule": status.rule,
        "--status-rule-px": status.rule.partition(" ")[0],
    }
    if FILLS[status.fill]:
        found |= {
            "--link-fill": FILLS[status.fill],
            "--link-edge": "var(--mark)",
            "--link-edge-px": f"{status.edge_px:g}",
            "--link-edge-dash": status.edge_dash,
            "--link-paint": "normal",
            "--link-grain": "var(--mark)",
        }
    return {name: value for name, value in found.items() if value}


def side_rules(story: Story) -> str:
    """The colours and the patterns of a story's sides, for everything that says whose it is in ``data-side``."""
    light, dark, lines = "", "", ""
    for side in story.sides.values():
        colour, mark = SIDE_COLOURS[side.colour], f'[data-side="{side.id}"]'
        light += f"{mark}{{--mark:{colour.light};--hatch:url(#hatch-{side.id})}}"
        dark += f':root[data-theme="dark"] {mark}{{--mark:{colour.dark}}}'
        if drawn := grain(SIDE_PATTERNS[side.pattern]):
            lines += f"{mark} .grain{{{drawn}}}"
    return f"{light}{lines}@media screen{{{dark}}}" if light else ""


def grain(pattern: SidePattern) -> str:
    """How the line along the middle of a link is drawn; nothing where there is none.

    >>> grain(SIDE_PATTERNS["dotted"])
    'stroke-width:2.6;stroke-dasharray:0 7;stroke-linecap:round'
    """
    if not pattern.width_px:
        return ""
    rule = f"stroke-width:{pattern.width_px:g}"
    if pattern.dash:
        stroke, gap = pattern.dash
        rule += f";stroke-dasharray:{stroke:g} {gap:g}" + ("" if stroke else ";stroke-linecap:round")
    return rule
