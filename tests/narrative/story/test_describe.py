"""What the page says in words."""

import pytest

from narrative.story import Story
from narrative.story.describe import link_words, map_words, paragraphs_cited


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [((), ""), ((4,), "¶4"), ((6, 7), "¶6–7"), ((4, 5, 6, 9), "¶4–6, 9"), ((9, 4, 4), "¶4, 9")],
)
def test_paragraphs_are_cited_in_runs(paragraphs, words):
    assert paragraphs_cited(paragraphs) == words


def test_the_text_alternative_names_every_lit_place_and_every_arc(story: Story):
    for step in story.steps:
        words = map_words(story, step)
        for id in step.places:
            assert story.gazetteer.places[id].title in words
        for link in step.links:
            assert link_words(story, link) in words


def test_doubt_is_said(story: Story):
    doubtful = [step for step in story.steps if "kanggye" in step.places]
    assert doubtful and all("(uncertain)" in map_words(story, step) for step in doubtful)
