"""The table of policies in docs/testing.md is up to date."""

from __future__ import annotations

from tests.listed import together
from tests.mutants.policies import TABLE, Policy, policies
from tests.mutants.targets import ROOT, TARGETS

LISTED = policies(TABLE.read_text(encoding="utf-8"))


def test_the_table_is_read_whole() -> None:
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.count("|") == 6]
    assert len(LISTED) == len(rows) - 2 > 20  # its head and the line below that


@together("policy", LISTED)
def test_what_a_line_would_break_stands_once_in_its_file(policy: Policy) -> None:
    assert (ROOT / policy.file).read_text(encoding="utf-8").count(policy.before) == 1
    assert policy.after != policy.before
    assert (ROOT / policy.test.partition(" ")[0]).exists()


def test_what_is_mutated_and_its_tests_are_there() -> None:
    paths = [path for target in TARGETS for path in target.selected]
    assert [path for path in paths if not (ROOT / path).is_file()] == []
