"""Describe a site for a library's repository: an RO-Crate of its files with checksums, and a WACZ of its pages."""

from __future__ import annotations

import hashlib
import json
import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from narrative.page.linked_data import coverage, places_most_told
from narrative.site.model import Site, identifier
from narrative.site.wacz import wacz
from narrative.story import Story
from narrative.story.describe import full_title

CRATE = "ro-crate-metadata.json"
MANIFEST = "manifest-sha256.txt"
WACZ = "site.wacz"
CONTEXT = "https://w3id.org/ro/crate/1.2/context"
CONFORMS = "https://w3id.org/ro/crate/1.2"
TYPES = {
    ".cff": "text/yaml",
    ".geojson": "application/geo+json",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".wacz": "application/wacz",
    ".webp": "image/webp",
    ".gpx": "application/gpx+xml",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".csv": "text/csv",
    ".xml": "application/xml",
}
FOR_HOSTS = {".github", ".nojekyll", ".narrative-map", "_headers", "_redirects", "netlify.toml", "nginx.conf"}


def archived(site: Site, root: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the archive for a site that stands in ``root``, by their paths; the crate has the WACZ in it."""
    files = {path: (root / path).read_bytes() for path in paths_in(root)}
    files[WACZ] = wacz(site, {path: (media_type(path), body) for path, body in files.items()})
    yield WACZ, files[WACZ]
    files[CRATE] = crate(site, files)
    yield CRATE, files[CRATE]
    lines = (f"{hashlib.sha256(body).hexdigest()}  {path}\n" for path, body in sorted(files.items()))
    yield MANIFEST, "".join(lines).encode("utf-8")


def paths_in(root: Path) -> list[str]:
    """The files of a site but for those that only a host reads, by their paths from it."""
    paths = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in paths if path.parts[0] not in FOR_HOSTS)


def media_type(path: str) -> str:
    """A file's media type by its name.

    >>> media_type("lake/index.html"), media_type("a/places.geojson"), media_type("a.unknown")
    ('text/html', 'application/geo+json', 'application/octet-stream')
    """
    ending = Path(path).suffix
    return TYPES.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")


def crate(site: Site, files: dict[str, bytes]) -> bytes:
    """``ro-crate-metadata.json``, RO-Crate 1.2 (https://w3id.org/ro/crate/1.2): the site, its stories, every file."""
    licences = sorted({licence for story in site.stories if (licence := site.licence_of(story))})
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": site.title,
        "description": f"A web site of {len(site.stories)} stories told on maps, as it was published, with its data.",
        "identifier": identifier("site/" + "/".join(sorted(story.slug for story in site.stories))),
        "datePublished": site.day.isoformat(),
        # A repository asks for one; where nobody has said it, that is what stands here.
        "license": [{"@id": spdx(each)} for each in licences] or "All rights reserved; ask the authors",
        "hasPart": [
            *({"@id": f"{story.slug}/"} for story in site.stories),
            *({"@id": path} for path in files if path.split("/")[0] not in {story.slug for story in site.stories}),
        ],
        **({"url": site.url()} if site.address else {}),
    }
    graph: list[dict[str, Any]] = [
        {"@id": CRATE, "@type": "CreativeWork", "conformsTo": {"@id": CONFORMS}, "about": {"@id": "./"}},
        root,
        *({"@id": spdx(each), "@type": "CreativeWork", "name": each, "identifier": each} for each in licences),
        *(part for story in site.stories for part in of_story(site, story, files)),
        *(entry(path, body) for path, body in sorted(files.items())),
    ]
    return (json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def spdx(licence: str) -> str:
    """The address of a licence."""
    return f"https://spdx.org/licenses/{licence}"


def of_story(site: Site, story: Story, files: dict[str, bytes]) -> Iterator[dict[str, Any]]:
    """A story as a dataset of its own, and the places where it plays."""
    told, licence, home = story.time_told, site.licence_of(story), f"{story.slug}/"
    places = [(f"#{story.slug}-place-{at}", coverage(place)) for at, place in enumerate(places_most_told(story), 1)]
    yield {
        "@id": home,
        "@type": "Dataset",
        "name": full_title(story),
        "description": story.summary,
        "inLanguage": story.language,
        "version": story.version,
        "identifier": identifier(f"story/{story.slug}"),
        "datePublished": site.days[story.slug].isoformat(),
        **({"license": {"@id": spdx(licence)}} if licence else {}),
        **({"temporalCoverage": "/".join(day.isoformat() for day in told)} if told else {}),
        "spatialCoverage": [{"@id": id} for id, _ in places],
        "isBasedOn": story.source.url or story.source.title,
        "hasPart": [{"@id": path} for path in files if path.startswith(home)],
    }
    for id, place in places:
        yield {"@id": id, **place, "geo": {"@id": f"{id}-geo"}}
        yield {"@id": f"{id}-geo", **place["geo"]}


def entry(path: str, body: bytes) -> dict[str, Any]:
    """A file: its type, its bytes, its checksum."""
    return {
        "@id": path,
        "@type": "File",
        "name": path,
        "encodingFormat": media_type(path),
        "contentSize": str(len(body)),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
