"""The handout as text: all of the story is in it, nothing can break out of it, and nothing is asked from outside."""

import re
from html import escape, unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from narrative.pictures.handout import PAPERS, render_handout
from narrative.story import Step, Story, load_story
from narrative.story.describe import short_citation
from narrative.story.prose import plain_text, typographic
from tests.narrative.page.test_render import Outline
from tests.pictures import drawn, pictures_of
from tests.stories import STORY, feature, places, write_story

HOSTILE = '<script>alert(1)</script></style><img src=x onerror=alert(2)>"'


@pytest.fixture(scope="module")
def handout(story: Story) -> str:
    return render_handout(story, pictures_of(story))


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path))


def words(html: str) -> str:
    """What a reader reads, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def section(html: str, id: str) -> str:
    """The markup of one step."""
    found = re.search(rf'<section class="step" id="{id}".*?</section>', html, re.DOTALL)
    assert found
    return found.group()


def cited(step: Step) -> set[str]:
    """The ids of the works under a step's notes."""
    return {id for note in step.notes for id in note.sources}


def test_each_step_has_its_number_title_date_and_words(story: Story, handout: str) -> None:
    for step in story.steps:
        read = words(section(handout, step.id))
        assert f"{step.index + 1} {typographic(step.title)}" in read
        assert step.date.words in read or step.date.words[:1].upper() + step.date.words[1:] in read
        assert typographic(step.date_note or "") in read
        plain = re.sub(r"\W+", "", plain_text(step.text))
        assert plain in re.sub(r"\W+", "", re.sub(r"\bed\. ", "", read))  # the mark of what the editor adds


def test_each_step_says_its_status_and_on_which_paragraphs_it_rests(story: Story, handout: str) -> None:
    for step in story.steps:
        line = r'<p class="status"><span class="status-word"><svg.*?</svg>(.*?)</p>'
        status = re.search(line, section(handout, step.id))
        assert status and status.group(1).strip()
        assert ("¶" in status.group(1)) == bool(step.paragraphs)


def test_steps_against_each_other_are_named_by_number_on_both_sides(story: Story, handout: str) -> None:
    numbers = {step.id: step.index + 1 for step in story.steps}
    for step in story.steps:
        read = section(handout, step.id)
        for verb, others in (("Disputed by", step.disputed_by), ("Disputes", step.disputes)):
            assert (f">{verb} " in read) == bool(others)
            for other in others:
                assert f'<a href="#{other}">step {numbers[other]}</a>' in read


def test_each_step_names_its_places_with_their_doubts_its_people_and_their_roles(story: Story, handout: str) -> None:
    for step in story.steps:
        markup = section(handout, step.id)
        read = words(markup)
        for place in (story.gazetteer.places[id] for id in step.places):
            entry = re.search(rf'<li>(?:(?!</li>).)*href="#place-{place.id}">.*?</li>', markup)
            assert entry and place.title in words(entry.group())
            assert ("certain" in words(entry.group())) == (story.certainty_in(step.id, place.id) != "certain")
            assert (place.modern or "") in read
        for person in (story.people[id] for id in step.people):
            assert f"{person.name} {typographic(person.role)}" in read


def test_each_editors_note_stands_in_its_step_with_the_short_names_of_its_works(story: Story, handout: str) -> None:
    for step in story.steps:
        markup = section(handout, step.id)
        assert markup.count('<aside class="note">') == len(step.notes)
        for id in cited(step):
            assert f'<a href="#work-{id}">{escape(short_citation(story.works[id].citation))}</a>' in markup


def test_the_end_lists_every_work_in_full_with_its_address_and_the_maps_makers(story: Story, handout: str) -> None:
    for work in story.works.values():
        entry = re.search(rf'<li id="work-{work.id}">.*?</li>', handout, re.DOTALL)
        assert entry and typographic(work.citation) in words(entry.group())
        assert not work.url or f'href="{escape(work.url)}">{escape(work.url)}</a>' in entry.group()
    back = words(handout[handout.index('<footer class="back">') :])
    assert typographic(story.source.provenance) in back
    assert "Natural Earth" in back and "GeoNames, CC BY 4.0" in back


def test_the_title_page_explains_just_the_signs_that_the_story_uses(handout: str, lake: Story) -> None:
    def explained(html: str) -> str:
        return words(html[html.index("<dl>") : html.index("</dl>")])

    assert all(sign in explained(handout) for sign in ("Stated", "Reported", "Disputed", "Uncertain", "Less certain"))
    small = explained(render_handout(lake, pictures_of(lake)))
    assert "A message" in small and "Disputed" in small
    assert "A journey" not in small and "ncertain" not in small


def test_headings_lead_from_the_title_to_the_steps_without_a_gap(story: Story, handout: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", handout)]
    assert levels[: len(story.steps) + 1] == [1] + [2] * len(story.steps)
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert f'<html lang="{story.language}"' in handout


def test_every_id_is_there_once_and_every_link_inside_leads_to_one(handout: str) -> None:
    outline = Outline()
    outline.feed(handout)
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.fragments) <= set(outline.ids)


def test_nothing_is_asked_from_outside_and_nothing_runs(handout: str) -> None:
    outline = Outline()
    outline.feed(handout)
    assert all(request.startswith("img data:image/png;base64,") for request in outline.requests)
    assert not outline.styled and not outline.handlers
    assert "<script" not in handout
    assert "default-src 'none'; script-src 'none'; style-src 'sha256-" in unescape(handout)
    assert not re.search(r"url\((?!data:|#)", re.sub(r'content="[^"]*"', "", handout))


class Tags(HTMLParser):
    """The tags of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


def test_hostile_words_are_shown_and_do_nothing(tmp_path: Path) -> None:
    quoted = "'" + HOSTILE + "'"
    text = STORY
    for harmless in ("The Lake Crossing", "The letter", "ferrywoman", "The Almanac of 1950", "A Boat on the Lake"):
        text = re.sub(rf": {harmless}(?=[,}}\n])", f": {quoted}", text)
    gazetteer = places()
    gazetteer["features"][0] = feature("geneva", HOSTILE, 6.143, 46.204)
    story = load_story(write_story(tmp_path, text, gazetteer))
    assert HOSTILE in (story.title, story.steps[0].title)
    picture = drawn(alt=HOSTILE)
    html = render_handout(story, dict.fromkeys((step.id for step in story.steps), picture))
    tame = Tags()
    tame.feed(html)
    assert "script" not in tame.tags and tame.tags.count("style") == 1 and "onerror" not in tame.attributes
    assert tame.tags.count("img") == len(story.steps) + 1
    assert words(html).count("alert(1)") >= 8


def test_the_same_story_and_pictures_give_the_same_text(story: Story, handout: str) -> None:
    backwards = dict(reversed(pictures_of(story).items()))
    assert render_handout(story, backwards) == handout


@pytest.mark.parametrize("paper", PAPERS)
def test_a_picture_of_any_shape_stays_in_its_room(lake: Story, paper: str) -> None:
    for size in ((320, 180), (100, 300), (900, 100)):
        html = render_handout(lake, pictures_of(lake, *size), paper)
        shapes = [(int(w), int(h)) for w, h in re.findall(r'width="(\d+)" height="(\d+)" alt', html)]
        assert len(shapes) == len(lake.steps) + 1
        for width, height in shapes:
            assert width / height == pytest.approx(size[0] / size[1], rel=0.02)
        for width, height in shapes[1:]:
            most = [mm * 96 / 25.4 + 0.5 for mm in PAPERS[paper].picture_mm]
            assert width <= most[0] and height <= most[1]


def test_a_cover_of_its_own_takes_the_place_of_the_first_picture(lake: Story) -> None:
    html = render_handout(lake, pictures_of(lake), cover=drawn(alt="The whole lake."))
    assert re.findall(r'alt="([^"]*)"', html)[0] == "The whole lake."


def test_a_paper_that_is_not_there_is_named_with_those_that_are(lake: Story) -> None:
    with pytest.raises(ValueError, match='there is no paper "leter"; did you mean "letter"'):
        render_handout(lake, pictures_of(lake), "leter")


def test_a_step_without_a_picture_is_named(lake: Story) -> None:
    pictures = pictures_of(lake)
    del pictures["the-denial"]
    with pytest.raises(ValueError, match='no picture of step "the-denial"'):
        render_handout(lake, pictures)
