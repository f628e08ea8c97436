"""What a second run did, as its author reads it."""

from __future__ import annotations

from narrative.drafts.redraft_parts import Changes, bundled


def test_changes_are_listed_under_what_they_are_the_gravest_first() -> None:
    changes = Changes(
        kept=["step `a`: title"], added=["place `x`", "place `y`", "person `z`"], gone=["step `b` is gone"]
    )
    assert changes.words() == (
        "\n## What this run changed\n"
        "\nNo longer in the text (steps and what you changed are never taken away):\n\n"
        "- step `b` is gone\n"
        "\nAdded:\n\n"
        "- place `x`, `y`\n- person `z`\n"
        "\nKept as you have changed or confirmed them:\n\n"
        "- step `a`: title\n"
    )


def test_where_nothing_changed_it_is_said() -> None:
    assert Changes().words() == "\n## What this run changed\n\nNothing has changed.\n"
    assert Changes().counts() == "nothing has changed"


def test_changes_are_counted_in_one_sentence() -> None:
    assert Changes(kept=["a", "b"], moved=["c"], gone=["d"]).counts() == "2 kept, 1 moved, 1 gone"


def test_lines_that_say_more_than_a_name_stay_apart() -> None:
    assert bundled(["place `x`", "place `y`: moved", "place `z`", "step `a`", "step `b`"]) == [
        "place `x`, `z`",
        "place `y`: moved",
        "step `a`",
        "step `b`",
    ]
