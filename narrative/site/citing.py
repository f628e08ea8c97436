"""Write how a story is cited, and what a repository asks of it: Citation File Format and DataCite's metadata."""

from __future__ import annotations

import io
import json
from typing import Any

from ruamel.yaml import YAML

from narrative.page.linked_data import cited, coverage, places_most_told
from narrative.site.model import Site
from narrative.story import Story
from narrative.story.describe import full_title

SPDX = "https://spdx.org/licenses/{}.html"
UNNAMED = "The authors of the story"


def citation_file(site: Site, story: Story) -> bytes:
    """``CITATION.cff`` (https://citation-file-format.github.io, 1.2.0): the story, and the source that it retells."""
    source = story.source
    about: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this story, please cite it and the source that it is told after.",
        "type": "dataset",
        "title": full_title(story),
        "abstract": story.summary,
        "authors": [{"name": UNNAMED}],
        "version": story.version,
        "date-released": site.days[story.slug].isoformat(),
    }
    if licence := site.licence_of(story):
        about["license"] = licence
    if site.address:
        about["url"] = site.url(f"{story.slug}/")
    told_after: dict[str, Any] = {
        "type": "article",
        "title": source.title,
        "authors": [{"name": each} for each in source.authors] or [{"name": "unknown"}],
        "journal": source.publication,
    }
    if source.date.edtf and source.date.earliest.year > 0:
        told_after["year"] = source.date.earliest.year
    if source.url:
        told_after["url"] = source.url
    about["references"] = [{key: value for key, value in told_after.items() if value}]
    out = io.StringIO()
    yaml = YAML()
    yaml.width = 4096
    yaml.dump(about, out)
    return out.getvalue().encode("utf-8")


def datacite(site: Site, story: Story) -> bytes:
    """``datacite.json`` after DataCite's Metadata Schema 4.6, without a DOI: a repository gives it one."""
    told = story.time_told
    addresses = [(str(each.get("url") or ""), "References") for each in cited(story)]
    related = dict([*addresses, (story.source.url or "", "IsDerivedFrom")])
    about = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "InteractiveResource", "resourceType": "Story on a map"},
        "titles": [{"title": full_title(story), "lang": story.language}],
        "creators": [{"name": UNNAMED, "nameType": "Organizational"}],
        "contributors": [
            {"name": each, "nameType": "Personal", "contributorType": "Other"} for each in story.source.authors
        ],
        "publisher": {"name": site.title},
        "publicationYear": str(site.days[story.slug].year),
        "dates": [
            {"date": site.days[story.slug].isoformat(), "dateType": "Updated"},
            *([{"date": "/".join(day.isoformat() for day in told), "dateType": "Coverage"}] if told else []),
        ],
        "language": story.language,
        "version": story.version,
        "descriptions": [{"description": story.summary, "descriptionType": "Abstract", "lang": story.language}],
        "rightsList": [
            {"rightsIdentifier": each, "rightsIdentifierScheme": "SPDX", "rightsUri": SPDX.format(each)}
            for each in [site.licence_of(story)]
            if each
        ],
        "geoLocations": [located(each) for each in map(coverage, places_most_told(story))],
        "relatedIdentifiers": [
            {"relatedIdentifier": url, "relatedIdentifierType": "URL", "relationType": kind}
            for url, kind in related.items()
            if url.startswith("http")
        ],
        **({"url": site.url(f"{story.slug}/")} if site.address else {}),
    }
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def located(place: dict[str, Any]) -> dict[str, Any]:
    """A place of schema.org in DataCite's words: a point, or a box in degrees (WGS 84)."""
    geo = place["geo"]
    if geo["@type"] == "GeoCoordinates":
        point = {"pointLongitude": geo["longitude"], "pointLatitude": geo["latitude"]}
        return {"geoLocationPlace": place["name"], "geoLocationPoint": point}
    south, west, north, east = (float(each) for each in geo["box"].split())
    box = {
        "westBoundLongitude": west,
        "eastBoundLongitude": east,
        "southBoundLatitude": south,
        "northBoundLatitude": north,
    }
    return {"geoLocationPlace": place["name"], "geoLocationBox": box}
