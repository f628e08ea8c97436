"""Read a story's ``documents.yaml``, the papers that stand beside the one it tells."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from geo.reading.validation import sentences
from geo.reading.yaml_lines import read_yaml
from narrative.story.document_model import Archive, Document, Party, Printed, Witness
from narrative.story.document_schema import DocumentModel, DocumentsModel, PartyModel
from narrative.story.folders import DOCUMENTS_FILE
from narrative.story.reading import ReadFile, parts_of

CURE = 'write a list of documents, each "- id: …" with kind, title, date and seen, or take the file away'


@dataclass
class ReadDocuments(ReadFile):
    """The documents as far as they could be read, each with its number in the file."""

    corpus: bool = False
    documents: list[tuple[int, DocumentModel]] = field(default_factory=list)

    @property
    def known(self) -> set[str]:
        """Every id that the file writes."""
        return self.ids.get("documents", set())


def read_documents(folder: Path) -> ReadDocuments | None:
    """The documents of a story folder; None where it has no such file.

    Raises
    ------
    Faults
        Where the file is no YAML. What is wrong with a document stands in the answer's ``faults``.
    """
    path = folder / DOCUMENTS_FILE
    if not path.exists():
        return None
    document = read_yaml(path, CURE, list_key="documents")
    read = ReadDocuments(document, faults=list(document.faults))
    try:
        read.corpus = DocumentsModel.model_validate(document.value).corpus
    except ValidationError as error:
        read.faults.extend(document.fault(loc, sentence) for loc, sentence in sentences(error, DocumentsModel))
    read.documents = list(parts_of(read, "documents", DocumentModel, "document"))
    return read


def document_of(model: DocumentModel, people: Collection[str]) -> Document:
    """A checked document; of a party's ids that are not told apart, those of ``people`` are people's."""
    archive, printed = model.archive, model.printed
    return Document(
        id=model.id,
        kind=model.kind,
        title=model.title,
        date=model.date,
        seen=model.seen,
        sender=party_of(model.sender, people),
        receiver=party_of(model.receiver, people),
        archive=Archive(**archive.model_dump()) if archive else None,
        collection=model.collection,
        url=model.url,
        printed=Printed(printed.work, printed.pages) if printed else None,
        language=model.language,
        certainty=model.certainty,
        says=model.says,
        unverified=model.unverified,
        witnesses=tuple(
            Witness(model.id, each.verdict, each.says, each.paragraph, each.statement, each.step)
            for each in model.bears_on
        ),
    )


def party_of(model: PartyModel, people: Collection[str]) -> Party:
    """Who sends or receives, people and places apart."""
    return Party(
        people=(*model.people, *(id for id in model.ids if id in people)),
        places=(*model.places, *(id for id in model.ids if id not in people)),
        words=model.words,
    )
