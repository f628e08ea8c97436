"""The page Documents: a table that filters narrow, and a card with what a document says, to what, and its citation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from narrative.story import Story
from narrative.story.words import VERDICTS
from tests.app_pages import Open, links, offered, said, script, turn
from tests.stories import PAPERS, TELLING, write_story


def lake(tmp_path: Path, **query: str) -> AppTest:
    """The page of the small story with its two documents."""
    (tmp_path / "stories").mkdir(exist_ok=True)
    write_story(tmp_path / "stories", TELLING, papers=PAPERS)
    app = AppTest.from_function(script, args=(str(tmp_path / "stories"),), default_timeout=60)
    return turn(app, "documents", **query)


def table(app: AppTest) -> Any:
    return app.dataframe[0].value


def test_the_table_has_a_row_for_each_document_by_date(tmp_path: Path) -> None:
    rows = table(lake(tmp_path)).to_dict("records")
    assert rows == [
        {
            "Date": "1949-05-27",
            "Kind": "Letter",
            "From": "Anna Rochat, Geneva",
            "To": "Her aunt",
            "Bears on": "¶1–3",
            "Verdict": "agrees and adds to it",
            "Seen": "Known by mention",
            "Document": "Postcard to Lausanne",
        },
        {
            "Date": "1949-05-28",
            "Kind": "Record of a conversation",
            "From": "Anna Rochat, The toll keeper, Evian",
            "To": "Geneva",
            "Bears on": "¶1, 3",
            "Verdict": "differs and is silent",
            "Seen": "Seen in part",
            "Document": "Toll book of Evian",
        },
    ]


def test_a_document_in_the_address_is_chosen_and_says_all_that_is_known_of_it(tmp_path: Path) -> None:
    app = lake(tmp_path, document="the-toll-book")
    assert app.header[0].value == "Toll book of Evian"
    words = said(app)
    assert (
        "28 May 1949 · Record of a conversation · seen in part · from Anna Rochat, The toll keeper, Evian · to" in words
    )
    assert "**What it says.** One boat paid on the 28th." in words
    assert "- **Differs** (¶1): “Anna Rochat rowed across the lake.” It was the 28th.\n- **Is silent** (¶3)" in words
    assert links(app) == ["story=lake-crossing&step=the-letter", "story=lake-crossing&step=the-denial"]
    assert app.code[0].value == (
        "Toll book of Evian, 28 May 1949, AVE, f. 7, op. 2, d. 3, p. 11, ll. 75-77, Archive of the Shore; printed in "
        "The Almanac of 1950, 12, https://example.org/toll."
    )
    assert "[Read it in the collection](https://example.org/toll)" in words
    card = said(lake(tmp_path, document="the-postcard"))
    assert "**Unverified.** Less certain." in card
    assert "What it says.**" not in card


def test_kind_verdict_and_paragraph_narrow_the_table(tmp_path: Path) -> None:
    app = lake(tmp_path)
    kind, verdict, paragraph = app.multiselect
    assert paragraph.options == ["¶1", "¶2", "¶3"]
    kind.set_value(["letter"]).run()
    assert list(table(app)["Document"]) == ["Postcard to Lausanne"]
    app.multiselect[0].set_value([]).run()
    app.multiselect[1].set_value(["silent"]).run()
    assert list(table(app)["Document"]) == ["Toll book of Evian"]
    app.multiselect[1].set_value([]).run()
    app.multiselect[2].set_value([2]).run()
    assert list(table(app)["Document"]) == ["Postcard to Lausanne"]
    assert verdict.options == ["Agrees", "Differs", "Adds to it", "Is silent"]


def test_choices_that_leave_nothing_leave_an_empty_table(tmp_path: Path) -> None:
    app = lake(tmp_path, document="the-toll-book")
    app.multiselect[0].set_value(["letter"]).run()
    app.multiselect[1].set_value(["silent"]).run()
    assert not app.exception
    assert len(table(app)) == 0
    assert "Choose a document in the table" in said(app)


def test_every_document_of_the_first_story_is_in_the_table_and_can_be_taken_along(open_: Open, story: Story) -> None:
    app = open_("documents", document="politburo-1949-09-24")
    assert len(table(app)) == len(story.documents)
    assert "AVPRF, f. 059a, op. 5a, d. 3, p. 11, ll. 75-77" in app.code[0].value
    assert len([each for each in offered(app) if each.startswith("Documents, as ")]) == 4
    for id in story.documents:
        assert open_("documents", document=id).header[0].value
    assert set(VERDICTS) == {each.verdict for each in story.witnesses}


def test_a_story_without_documents_says_so(tmp_path: Path) -> None:
    write_story(tmp_path)
    app = AppTest.from_function(script, args=(str(tmp_path),), default_timeout=60)
    assert "Beside this story’s source stand no documents." in said(turn(app, "documents"))
    assert not any(each.startswith("Documents, as ") for each in offered(turn(app, "about")))
