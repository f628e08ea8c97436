"""Claims in a story's file and in the page: the schema, the checks with line and cure, what is shown and how."""

import re
from html import unescape
from pathlib import Path

import pytest

from geo.reading.faults import Fault, Faults
from narrative.page.claims import claims_context, claims_of_step
from narrative.page.render import render_page
from narrative.story import Story, load_story
from tests.listed import together
from tests.stories import STORY, line_of, write_story

CLAIMS = """\
claims:
  - id: the-crossing
    title: Who crossed the lake's water?
    sides:
      - speaker: anna
        via: A neighbour & friend
        hearer: evian
        date: 1949-05-27
        step: the-letter
        paragraphs: [1]
        status: disputed
        says: She rowed over to [Evian](place:evian) <b>alone</b>.
      - speaker: authors
        step: the-denial
        paragraphs: [2, 3]
        status: stated
        says: Nobody did.
    judgement:
      paragraphs: [3]
      text: They believe [the denial](step:the-denial).
    notes:
      - text: The boat is in a museum.
        source: almanac
"""
WHOLE = STORY + CLAIMS


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(Faults) as caught:
        load_story(folder)
    return caught.value.faults


def test_a_claim_becomes_part_of_its_story(tmp_path: Path) -> None:
    (claim,) = load_story(write_story(tmp_path, WHOLE)).claims
    anna, authors = claim.sides
    assert (claim.id, anna.speaker, anna.via, anna.hearer) == ("the-crossing", "anna", "A neighbour & friend", "evian")
    assert anna.date and anna.date.words == "27 May 1949"
    assert (authors.hearer, authors.date, authors.paragraphs) == (None, None, (2, 3))
    assert (claim.judgement.paragraphs, claim.judgement.open) == ((3,), False)
    assert claim.notes[0].sources == ("almanac",)


def test_a_story_needs_no_claims_and_then_shows_no_sign_of_any(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path))
    html = re.sub(r"<(script|style)\b.*?</\1>", "", render_page(story).html, flags=re.DOTALL)
    assert story.claims == ()
    assert "claims" not in html.lower()


@together(
    ("old", "new", "at", "message"),
    [
        (
            "speaker: anna",
            "speaker: ana",
            "speaker: ana",
            'no person or place "ana" in this story; did you mean "anna"?',
        ),
        (
            "speaker: anna",
            "speaker: somebody",
            "speaker: somebody",
            'write "authors", or write words that start with a',
        ),
        ("hearer: evian", "hearer: evain", "hearer: evain", 'no person or place "evain" in this story; did you mean'),
        ("via: A neighbour & friend", "via: nobody", "via: nobody", 'no person or place "nobody" in this story'),
        ("        step: the-letter\n", "        step: leter\n", "step: leter", 'no step "leter" in this story'),
        ("        step: the-letter\n", "", "- speaker: anna", 'missing "step"; add it'),
        ("hearer: evian", "heerer: evian", "heerer:", 'unknown key "heerer"; did you mean "hearer"?'),
        (
            "paragraphs: [1]\n        status: d",
            "paragraphs: [4]\n        status: d",
            "[4]",
            "but the source has 3; mend it",
        ),
        (
            "paragraphs: [1]\n        status: d",
            "paragraphs: [2]\n        status: d",
            "paragraphs: [2]\n",
            'paragraph 2 is cited, but not by the step "the-letter"; cite it there or name another',
        ),
        (
            "paragraphs: [1]\n        status: d",
            "paragraphs: []\n        status: d",
            "paragraphs: []",
            "is empty; write",
        ),
        ("        status: disputed", "        status: wrong", "status: wrong", "write stated, reported or disputed"),
        (
            "date: 1949-05-27\n        step",
            "date: 1949-02-30\n        step",
            "date: 1949-02-30",
            "February 1949 has 28",
        ),
        ("      paragraphs: [3]\n", "", "judgement:", "the judgement cites no paragraph; write"),
        (
            "      paragraphs: [3]\n",
            "      paragraphs: [9]\n",
            "paragraphs: [9]",
            "paragraph 9 is cited, but the source",
        ),
        ("(place:evian) <b>", "(place:evain) <b>", "[Evian](place:evain) <b>", 'no place "evain" in places.geojson'),
        ("(step:the-denial).\n", "(step:denial).\n", "(step:denial).\n", 'no step "denial" in this story'),
        ("source: almanac\n", "source: almanach\n", "source: almanach", 'no work "almanach" under "works"'),
        ("says: Nobody did.", "says: '# Nobody'", "says: '#", "the text has a heading; a step has its title"),
        ("id: the-crossing", "id: The Crossing", "id: The Crossing", "is not a slug; use lower-case letters"),
    ],
)
def test_a_fault_names_its_line_and_its_cure(tmp_path: Path, old: str, new: str, at: str, message: str) -> None:
    start = WHOLE.index("claims:") + WHOLE[WHOLE.index("claims:") :].rindex(old) if old in CLAIMS else -1
    text = WHOLE[:start] + new + WHOLE[start + len(old) :]
    (fault,) = faults_of(write_story(tmp_path, text))
    head = text[: text.index("claims:")]
    assert fault.line == head.count("\n") + line_of(text[len(head) :], at)
    assert message in fault.message
    assert fault.message.startswith("claim ")


def test_a_claim_needs_two_sides(tmp_path: Path) -> None:
    start, end = CLAIMS.index("      - speaker: authors"), CLAIMS.index("    judgement:")
    (fault,) = faults_of(write_story(tmp_path, STORY + CLAIMS[:start] + CLAIMS[end:]))
    assert fault.message == 'claim "the-crossing": it has 1 side; write 2 or more, to be set beside each other'


def test_two_claims_have_two_ids(tmp_path: Path) -> None:
    (fault,) = faults_of(write_story(tmp_path, WHOLE + CLAIMS.removeprefix("claims:\n")))
    assert "the id stands on line" in fault.message


def test_a_judgement_that_is_left_open_needs_no_paragraph(tmp_path: Path) -> None:
    text = WHOLE.replace("      paragraphs: [3]\n", "      open: true\n")
    story = load_story(write_story(tmp_path, text))
    assert story.claims[0].judgement.open
    assert "The authors leave it open" in render_page(story).html


def test_what_only_a_claim_names_is_in_use(tmp_path: Path) -> None:
    text = WHOLE.replace("    places: [geneva, evian]\n    people: [anna]", "    places: [geneva, evian]")
    text = text.replace(" and [Anna](person:anna).", ".")
    assert load_story(write_story(tmp_path, text)).people["anna"]


def test_no_step_can_take_the_address_of_a_claim(tmp_path: Path) -> None:
    for id in ("claims", "claim-the-crossing"):
        (fault,) = faults_of(write_story(tmp_path, STORY.replace("id: read-on", f"id: {id}")))
        assert f'the id "{id}" is one that the page needs itself' in fault.message


def test_a_side_says_who_to_whom_and_by_whom(tmp_path: Path) -> None:
    (claim,) = claims_context(load_story(write_story(tmp_path, WHOLE)))
    anna, authors = claim["sides"]
    assert anna["speaker"] == {"name": "Anna Rochat", "href": "#person-anna"}
    assert anna["hearer"] == {"name": "Evian", "href": "#place-evian"}
    assert anna["via"] == {"name": "a neighbour & friend", "href": None}
    assert authors["speaker"] == {"name": "The authors", "href": None}
    assert (anna["when"], authors["when"]) == ("27 May 1949", "No date given")
    assert (anna["cited"], authors["cited"]) == ("¶1", "¶2–3")


def test_a_date_that_the_source_does_not_give_says_so(story: Story) -> None:
    undated = {step.id for step in story.steps if step.undated}
    shown = [side for claim in claims_context(story) for side in claim["sides"] if side["edtf"]]
    assert {side["step"]["id"] for side in shown if side["undated"]} == undated & {s["step"]["id"] for s in shown}
    assert any(side["undated"] for side in shown)


def test_the_page_escapes_what_the_file_says(tmp_path: Path) -> None:
    text = WHOLE.replace("via: A neighbour & friend", 'via: "<i>Someone</i>"').replace("lake's water?", "<lake>?")
    html = render_page(load_story(write_story(tmp_path, text))).html
    assert "&lt;b&gt;alone&lt;/b&gt;" in html and "&lt;i&gt;Someone&lt;/i&gt;" in html and "&lt;lake&gt;?" in html
    assert "<b>alone" not in html and "<i>Someone" not in html and "<lake>" not in html


def claim_html(html: str, id: str) -> str:
    found = re.search(rf'<article class="claim-set" id="claim-{id}".*?</article>', html, re.DOTALL)
    assert found
    return found.group()


def test_each_claim_of_the_first_story_is_in_the_page_with_every_side(story: Story, built: Path) -> None:
    html = built.read_text(encoding="utf-8")
    assert 4 <= len(story.claims) <= 7
    for claim in story.claims:
        shown = claim_html(html, claim.id)
        sides = re.findall(r'<section class="side" data-status="(\w+)">.*?</section>', shown, re.DOTALL)
        assert sides == [side.status for side in claim.sides]
        for side in claim.sides:
            assert f'<a href="#{side.step}">' in shown
        assert ("How the authors judge it" in shown) == (not claim.judgement.open)
        assert shown.count("Editor’s note: not in the source") == len(claim.notes)


def test_every_disputed_step_and_what_disputes_it_lead_to_a_claim_that_holds_both(story: Story, built: Path) -> None:
    html = built.read_text(encoding="utf-8")
    for step in story.steps:
        for other in step.disputed_by:
            both = {each["id"] for each in claims_of_step(story, step.id)} & {
                each["id"] for each in claims_of_step(story, other)
            }
            assert both, f"{step.id} and {other} stand in no claim together"
            for id in (step.id, other):
                section = re.search(rf'<section class="step" id="{id}".*?</section>', html, re.DOTALL)
                assert section and all(f'href="#claim-{claim}"' in section.group() for claim in both)


def test_what_only_people_say_is_not_told_as_the_authors_own(story: Story) -> None:
    """A message in a step that is only reported or disputed is nowhere a stated fact, unless the authors speak."""
    steps = {step.id: step for step in story.steps}
    for claim in story.claims:
        for side in claim.sides:
            if steps[side.step].status == "reported":
                assert side.status != "stated", f"{claim.id}: {side.step}"
            assert side.speaker != "authors" or side.status == "stated"


def test_titles_have_typographic_quotes(tmp_path: Path) -> None:
    html = render_page(load_story(write_story(tmp_path, WHOLE))).html
    assert "Who crossed the lake’s water?" in unescape(html)


def test_a_claim_is_told_whole_to_its_template(tmp_path: Path) -> None:
    (claim,) = claims_context(load_story(write_story(tmp_path, WHOLE)))
    anna, authors = claim["sides"]
    assert (claim["id"], claim["title"]) == ("the-crossing", "Who crossed the lake’s water?")
    assert claim["speakers"] == [
        {"name": "Anna Rochat", "status": "disputed"},
        {"name": "The authors", "status": "stated"},
    ]
    assert claim["judgement"]["open"] is False and claim["judgement"]["cited"] == "¶3"
    assert "They believe" in claim["judgement"]["html"] and 'href="#the-denial"' in claim["judgement"]["html"]
    (note,) = claim["notes"]
    assert note["html"].startswith("<p>The boat is in a museum.")
    assert note["works"] == [{"id": "almanac", "short": "The Almanac of 1950"}]
    assert (anna["by_authors"], anna["edtf"], anna["undated"], anna["status"]) == (
        False,
        "1949-05-27",
        False,
        "disputed",
    )
    assert (anna["status_words"], authors["status_words"]) == (
        "Disputed in the same source",
        "As the authors state it",
    )
    assert (authors["by_authors"], authors["via"], authors["hearer"], authors["edtf"]) == (True, None, None, None)
    assert anna["step"] == {"id": "the-letter", "title": "The letter"}
    assert "&lt;b&gt;alone&lt;/b&gt;" in anna["html"] and authors["html"].startswith("<p>Nobody did.")


def test_a_place_can_speak_and_who_is_named_within_a_line_begins_small(tmp_path: Path) -> None:
    text = WHOLE.replace("speaker: anna", "speaker: evian").replace("hearer: evian", "hearer: authors")
    (side, _) = claims_context(load_story(write_story(tmp_path, text)))[0]["sides"]
    assert side["speaker"] == {"name": "Evian", "href": "#place-evian"}
    assert side["hearer"] == {"name": "the authors", "href": None}


def test_who_speaks_twice_is_named_once_with_the_standing_of_the_first_word(tmp_path: Path) -> None:
    again = (
        "      - {speaker: anna, step: the-denial, paragraphs: [2], status: reported, says: She swam.}\n    judgement:"
    )
    (claim,) = claims_context(load_story(write_story(tmp_path, WHOLE.replace("    judgement:", again))))
    assert claim["speakers"] == [
        {"name": "Anna Rochat", "status": "disputed"},
        {"name": "The authors", "status": "stated"},
    ]


def test_a_side_with_a_date_of_an_undated_step_says_so(tmp_path: Path) -> None:
    text = WHOLE.replace("    date: 1949-05-27\n", "    date: 1949\n    date_note: No.\n    undated: true\n", 1)
    anna, authors = claims_context(load_story(write_story(tmp_path, text)))[0]["sides"]
    assert (anna["undated"], authors["undated"]) == (True, False)


def test_the_claims_of_a_step_are_those_that_it_tells_a_side_of(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, WHOLE))
    assert claims_of_step(story, "the-letter") == [{"id": "the-crossing", "title": "Who crossed the lake’s water?"}]
    assert claims_of_step(story, "read-on") == []
