"""Turn the documents beside a story into Linked Traces: which document attests which place, and when.

Sources: Linked Traces annotations v0.2 (Linked Pasts), the geographic case; W3C Web Annotation Data Model. The target
of each annotation is the document, its body the places, each with its relation to it and the document's date.
"""

from __future__ import annotations

import json
from typing import Any

from narrative.story import Document, Story
from narrative.story.dates import Date
from narrative.story.prose import references

W3C_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TERMS = {"nm": "urn:narrative-map:terms:"}  # the format leaves relations to each community: these are our own
SENT_FROM, SENT_TO, NAMES = "nm:sentFrom", "nm:sentTo", "nm:names"


def documents_traces(story: Story) -> bytes:
    """A page of annotations, one for each document with a place, in the order of their dates."""
    items = [trace for document in story.documents.values() if (trace := trace_of(story, document))]
    page = {
        "@context": [W3C_CONTEXT, TERMS],
        "id": f"urn:narrative-map:traces:{story.slug}",
        "type": "AnnotationPage",
        "label": f"Places in the documents beside “{story.title}”",
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def trace_of(story: Story, document: Document) -> dict[str, Any] | None:
    """One document as an annotation; None where it has to do with no place of the story."""
    related = [
        *((each, SENT_FROM) for each in document.sender.places),
        *((each, SENT_TO) for each in document.receiver.places),
    ]
    sent = set(document.places)
    named = dict.fromkeys(id for scheme, id in references(document.says or "") if scheme == "place" and id not in sent)
    related += [(each, NAMES) for each in named]
    if not related:
        return None
    return {
        "id": f"urn:narrative-map:traces:{story.slug}:{document.id}",
        "type": "Annotation",
        "motivation": "describing",
        "target": [
            {
                "id": document.url or f"urn:narrative-map:document:{story.slug}:{document.id}",
                "type": "Text",
                "title": document.citation,
                **({"language": document.language} if document.language else {}),
            }
        ],
        "body": {
            "type": "Dataset",
            "format": "application/json",
            "value": [setting(story, id, relation, document.date) for id, relation in dict.fromkeys(related)],
        },
    }


def setting(story: Story, id: str, relation: str, date: Date) -> dict[str, Any]:
    """A place as a document's setting: its address in another gazetteer, or its own name where it has none there."""
    place = story.gazetteer.places[id]
    return {
        "id": place.addresses[0][1] if place.addresses else f"urn:narrative-map:place:{id}",
        "title": place.title,
        "relation": relation,
        "when": {
            "timespans": [
                {
                    **({} if date.open_start else {"start": {"in": date.earliest.isoformat()}}),
                    **({} if date.open_end else {"end": {"in": date.latest.isoformat()}}),
                }
            ],
            "label": date.words,
        },
    }
