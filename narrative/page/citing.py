"""Turn a story into what its page needs to cite a step or a statement: the forms, and what each step fills in."""

from __future__ import annotations

from dataclasses import fields, replace

from narrative.page.handed import CitingData
from narrative.story import Story
from narrative.story.cited import (
    EDITORS_WORDS,
    Cited,
    Reference,
    as_bibtex,
    as_lines,
    as_ris,
    map_of,
    place_in,
    told_after,
)
from narrative.story.describe import paragraphs_cited
from narrative.story.references import TEX
from narrative.story.words import STANDINGS

WORDS = {
    "cite": "Cite this step",
    "said": "Cite this statement",
    "form": "The reference",
    "copy": "Copy",
    "copied": "Copied.",
}
FORMS = {"Text": as_lines, "BibTeX": as_bibtex, "RIS": as_ris}


def citing_data(story: Story) -> CitingData:
    """What ``citing.js`` asks for.

    ``forms``: by its name each form of a reference as `narrative.story.cited` writes it, ``@name@`` for each field of a
    `Reference` that the page fills in, a line or a sentence in each line of the text. ``fields``: how those are put
    together, with ``@number@``, ``@day@``, ``@words@`` and ``@cited@``. ``steps``: by id the day of the map and the
    paragraphs, these empty for the editor's own step, and True for one that nobody has confirmed.
    ``standings``: their words. ``tex``: TeX's own signs. ``slug``.
    """
    whole = Cited(story, story.steps[0]).reference
    names = [each.name for each in fields(Reference) if each.name not in ("story", "version", "language")]
    asked = replace(whole, **{name: f"@{name}@" for name in names})
    return {
        "words": WORDS,
        "slug": story.slug,
        "forms": {name: write(asked) for name, write in FORMS.items()},
        "fields": {
            "place": place_in(story, "@number@"),
            "shown": map_of("@day@", "The map"),
            "after": told_after(story, "@cited@"),
            **({"draft": told_after(story, "@cited@", unread=True)} if story.unread_steps else {}),
            "own": EDITORS_WORDS,
        },
        "steps": {
            step.id: [
                step.map_day.words,
                "" if step.editorial and not step.unread else paragraphs_cited(step.paragraphs),
                *([True] if step.unread else []),
            ]
            for step in story.steps
        },
        "standings": {each.id: each.word for each in STANDINGS.values()},
        "tex": {chr(sign): text for sign, text in TEX.items()},
    }
