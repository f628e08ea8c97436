"""The keys of documents.yaml: who sends and receives, in each of the ways in which it may be written."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from narrative.story.document_schema import DocumentModel, as_party

LEAST = {
    "id": "postcard",
    "kind": "letter",
    "title": "Postcard",
    "date": "1949-05-27",
    "from": "anna",
    "to": ["Her aunt", "geneva"],
    "seen": "mention",
}


def test_a_party_is_an_id_a_list_or_words() -> None:
    assert as_party("anna") == {"ids": ["anna"]}
    assert as_party(["anna", "Her aunt"]) == {"ids": ["anna"], "words": "Her aunt"}
    assert as_party({"places": ["geneva"]}) == {"places": ["geneva"]}


def test_a_document_needs_little() -> None:
    document = DocumentModel.model_validate(LEAST)
    assert (document.id, document.seen, document.says) == ("postcard", "mention", None)


@pytest.mark.parametrize("key", ["id", "kind", "title", "date", "seen"])
def test_what_a_document_needs_is_asked_for(key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        DocumentModel.model_validate({name: value for name, value in LEAST.items() if name != key})


def test_an_unknown_key_is_a_fault() -> None:
    with pytest.raises(ValidationError, match="colour"):
        DocumentModel.model_validate(LEAST | {"colour": "red"})
