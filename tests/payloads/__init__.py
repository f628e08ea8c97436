"""Texts that would do something if anything of ours took them for more than text: see payloads.yaml, their source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

FILE = Path(__file__).parent / "payloads.yaml"


@dataclass(frozen=True)
class Payload:
    """A text, the kind of reader that it is meant for, and where its idea stands."""

    kind: str
    text: str
    after: str


def read_payloads() -> tuple[Payload, ...]:
    """All of the file, in its order."""
    groups = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return tuple(Payload(kind, str(text), group["after"]) for kind, group in groups.items() for text in group["texts"])


PAYLOADS = read_payloads()
UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe]")
PRINTED = [each.text for each in PAYLOADS if not UNPRINTED.search(each.text)]  # what a file may hold as a text


def of_kind(*kinds: str) -> list[str]:
    """The texts of some kinds.

    >>> of_kind("formula")[0]
    '=1+1'
    """
    return [each.text for each in PAYLOADS if each.kind in kinds]
