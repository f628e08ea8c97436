"""How the statuses of the vocabulary look: each told from the others, and only what differs from plain is a rule."""

from __future__ import annotations

import re
from dataclasses import replace

from narrative.page.word_styles import properties, status_rules
from narrative.story.words import STATUSES


def rules() -> dict[str, dict[str, str]]:
    """The custom properties of each status that has a rule."""
    found = re.findall(r'\[data-status="([^"]+)"\]\{([^}]*)\}', status_rules())
    return {id: dict(each.split(":", 1) for each in body.split(";")) for id, body in found}


def test_what_is_stated_looks_plain_and_the_others_have_a_rule() -> None:
    assert list(rules()) == ["reported", "disputed"]


def test_what_is_reported_is_hatched_and_what_is_disputed_hollow_with_a_broken_edge() -> None:
    found = rules()
    assert found["reported"]["--link-fill"] == "var(--hatch)"
    assert "--link-edge-dash" not in found["reported"]
    assert found["disputed"]["--link-fill"] == "var(--map-halo)"
    assert (found["disputed"]["--link-edge-dash"], found["disputed"]["--link-edge-px"]) == ("4 2", "1.5")


def test_the_line_over_a_side_is_dashed_or_double_with_its_width_beside_it() -> None:
    found = rules()
    assert (found["reported"]["--status-rule"], found["reported"]["--status-rule-px"]) == (
        "3px dashed var(--reported)",
        "3px",
    )
    assert (found["disputed"]["--status-rule"], found["disputed"]["--status-rule-px"]) == (
        "5px double var(--accent)",
        "5px",
    )


def test_ink_is_a_colour_of_the_pages_palette() -> None:
    assert {id: each["--status-ink"] for id, each in rules().items()} == {
        "reported": "var(--reported)",
        "disputed": "var(--accent-ink)",
    }


def test_a_status_that_is_plain_in_all_has_no_property_and_one_that_is_hollow_has_its_edge() -> None:
    assert properties(STATUSES["stated"]) == {}
    hollow = properties(replace(STATUSES["stated"], fill="hollow", edge_px=2.0))
    assert hollow == {
        "--link-fill": "var(--map-halo)",
        "--link-edge": "var(--mark)",
        "--link-edge-px": "2",
        "--link-paint": "normal",
        "--link-grain": "var(--mark)",
    }


def test_each_rule_stands_whole_behind_the_one_before() -> None:
    rules = status_rules()
    assert rules.count("{") == rules.count("}") == 2
    assert '--link-grain:var(--mark)}[data-status="disputed"]{--status-ink:var(--accent-ink);' in rules
    assert rules.endswith("--link-edge-dash:4 2;--link-paint:normal;--link-grain:var(--mark)}")
