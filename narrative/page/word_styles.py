"""Turn the statuses of the vocabulary into the style rules by which text, claims, time line and map show them."""

from __future__ import annotations

from narrative.story.words import STATUSES, Status

FILLS = {"full": "", "hatched": "var(--hatch)", "hollow": "var(--map-halo)"}


def status_rules() -> str:
    """A rule for every status that looks other than plain: custom properties, which the style sheets read.

    >>> status_rules().split("}")[0]
    '[data-status="reported"]{--status-ink:var(--reported);--status-rule:3px dashed var(--reported);\
--status-rule-px:3px;--link-fill:var(--hatch);--link-edge:var(--mark);--link-edge-px:1.2;--link-paint:normal'
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
        }
    return {name: value for name, value in found.items() if value}
