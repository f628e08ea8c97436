"""Small answers in words."""

from __future__ import annotations

from narrative.serving.plain import story_links


def test_stories_are_linked_by_their_names_or_said_not_to_be_there() -> None:
    assert story_links([]) == "<p>There are no stories yet.</p>"
    assert story_links(["a"]) == '<p>The stories are:</p><ul><li><a href="/embed/a">a</a></li></ul>'
    assert story_links(["a", "b"], "/m") == (
        '<p>The stories are:</p><ul><li><a href="/m/embed/a">a</a></li><li><a href="/m/embed/b">b</a></li></ul>'
    )
