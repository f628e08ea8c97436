"""The keys of ``documents.yaml``: a strict schema, in which an unknown key is a fault (docs/model.md)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from geo.reading.validation import SLUG, check_language
from geo.reading.yaml_lines import YamlInt
from narrative.story.fields import Edtf, Flag, Https, Paragraph, RawText, Slug, Text, as_text
from narrative.story.schema import Strict
from narrative.story.words import CERTAIN, CertaintyWord, DocumentWord, SeenWord, VerdictWord


def as_party(value: Any) -> Any:
    """One text, or a list of them, as a party: ids, and words where one is no id.

    >>> as_party(["kim-il-sung", "moscow"]), as_party("Vyshinsky")
    ({'ids': ['kim-il-sung', 'moscow']}, {'words': 'Vyshinsky'})
    """
    if isinstance(value, str | YamlInt):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(each, str | YamlInt) for each in value):
        return value
    texts = [str(as_text(each)) for each in value]
    party = {
        "ids": [each for each in texts if SLUG.fullmatch(each)],
        "words": ", ".join(each for each in texts if not SLUG.fullmatch(each)),
    }
    return {key: each for key, each in party.items() if each}


IDS = {"type": "array", "items": {"type": "string"}}
PARTY = WithJsonSchema(
    {
        "anyOf": [
            {"type": "string"},
            {**IDS, "minItems": 1},
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "people": {**IDS, "description": "The ids of people of the story."},
                    "places": {**IDS, "description": "The ids of places of the story."},
                    "ids": {**IDS, "description": "The ids of people and places, where one list says both."},
                    "words": {"type": "string", "description": "Whoever is nobody of the story, in words."},
                },
            },
        ]
    }
)


class PartyModel(Strict):
    """Who sends or receives a document, and where."""

    people: tuple[Slug, ...] = ()
    """The ids of people of the story."""
    places: tuple[Slug, ...] = ()
    """The ids of places of the story."""
    ids: tuple[Slug, ...] = ()
    """The ids of people and places, where one list says both."""
    words: Text | None = None
    """Whoever is nobody of the story, in words."""


Party = Annotated[PartyModel, BeforeValidator(as_party), PARTY]


class ArchiveModel(Strict):
    """Where the paper is kept, as the archive itself numbers it."""

    name: Text
    """The archive, as it is cited: AVPRF."""
    fond: Text | None = None
    """The fond (collection, record group)."""
    opis: Text | None = None
    """The opis (inventory)."""
    delo: Text | None = None
    """The delo (file)."""
    papka: Text | None = None
    """The papka (folder)."""
    pages: Text | None = None
    """The leaves or pages."""


class PrintedModel(Strict):
    """Where it is printed."""

    work: Slug
    """The id of the work under "works"."""
    pages: Text | None = None
    """The pages."""


class BearingModel(Strict):
    """What a document says to a paragraph, a step or a statement."""

    paragraph: Paragraph | None = None
    """The number of the source's paragraph, counted from 1."""
    statement: Slug | None = None
    """The id of the statement that it answers."""
    step: Slug | None = None
    """The id of the step that it answers, where it answers all of one."""
    verdict: VerdictWord
    """{verdicts}."""
    says: Text | None = None
    """In a sentence, how; needed where it differs or adds."""


class DocumentModel(Strict):
    """A paper that is set beside the telling."""

    id: Slug
    """The word by which notes and statements name the document: lower-case letters, digits, single hyphens."""
    kind: DocumentWord
    """What sort of paper it is: {documents}."""
    title: Text
    """What it is called: Telegram, Shtykov to Vyshinsky."""
    date: Edtf
    """When it was written, as EDTF."""
    seen: SeenWord
    """How much of it the editor has seen. {seen}."""
    sender: Party = Field(default=PartyModel(), alias="from")
    """Who sends it, and from where: an id, a list of ids, or people, places and words."""
    receiver: Party = Field(default=PartyModel(), alias="to")
    """To whom, and where."""
    archive: ArchiveModel | None = None
    """Where the paper is kept."""
    collection: Text | None = None
    """The edition or digital archive in which it can be read."""
    url: Https | None = None
    """Where it can be read: the collection's own https address, and none that was only guessed."""
    printed: PrintedModel | None = None
    """Where it is printed."""
    language: Annotated[Text, AfterValidator(check_language)] | None = None
    """The language of the paper, as BCP 47."""
    certainty: CertaintyWord = CERTAIN
    """How sure it is that it exists, has this date and says what is written here."""
    says: RawText | None = None
    """What it says, in our own words, as CommonMark."""
    unverified: Text | None = None
    """What could not be verified, in a sentence."""
    bears_on: tuple[BearingModel, ...] = ()
    """What it answers, and how."""


class DocumentsModel(Strict):
    """The top of the file; the documents are read one by one: a fault in one hides no other."""

    documents: list[Any] = Field(min_length=1)
    """The documents, in any order."""
    corpus: Flag = False
    """true for a whole archive: a document that bears on nothing is then no fault."""
