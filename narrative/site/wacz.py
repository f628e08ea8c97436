"""Pack a site's files as a WACZ, the web archive of ReplayWeb.page and pywb: pages, records, index, checksums."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from narrative import __version__
from narrative.site.model import Site, identifier

NOWHERE = "https://narrative-map.invalid"  # the address of a site that has none: a name that never resolves (RFC 2606)
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
Files = Mapping[str, tuple[str, bytes]]


@dataclass(frozen=True)
class Record:
    """Where a response stands in the WARC: its address, media type, digest, and its bytes' place."""

    url: str
    kind: str
    digest: str
    offset: int
    length: int


def wacz(site: Site, files: Files) -> bytes:
    """The archive (WACZ 1.1.1, https://specs.webrecorder.net/wacz/1.1.1/), the same bytes for the same files.

    Parameters
    ----------
    files : by the path from the site's folder the media type and the body.
    """
    address = site.address or NOWHERE
    warc, records = responses(site, address, files)
    stamp = site.moment().replace("-", "").replace(":", "").replace("T", "").rstrip("Z")
    cdxj = "".join(sorted(f"{surt(each.url)} {stamp} {index_line(each)}\n" for each in records))
    parts = {
        "archive/data.warc.gz": warc,
        # as it is: players read a .cdx.gz only by a second index of its pieces (.idx)
        "indexes/index.cdx": cdxj.encode("utf-8"),
        "pages/pages.jsonl": pages(site, address, files),
    }
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": site.title,
        "created": site.moment(),
        "software": f"narrative-map {__version__}",
        "mainPageUrl": f"{address}/",
        "mainPageDate": site.moment(),
        "resources": [
            {"name": path.rpartition("/")[2], "path": path, "hash": hash_of(body), "bytes": len(body)}
            for path, body in parts.items()
        ],
    }
    described = (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    digest = {"path": "datapackage.json", "hash": hash_of(described)}
    parts["datapackage.json"] = described
    parts["datapackage-digest.json"] = (json.dumps(digest) + "\n").encode("utf-8")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, body in parts.items():  # stored: a reader takes ranges of the records out of it
            archive.writestr(zipfile.ZipInfo(path, ZIP_DAY), body, zipfile.ZIP_STORED)
    return out.getvalue()


def hash_of(body: bytes) -> str:
    """A checksum as a data package has it.

    >>> hash_of(b"")[:14]
    'sha256:e3b0c44'
    """
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def addresses_of(root: str, path: str) -> list[str]:
    """The addresses at which a host shows a file, the best first: an index stands for its folder too.

    >>> addresses_of("https://a.org", "lake/index.html")
    ['https://a.org/lake/', 'https://a.org/lake/index.html']
    >>> addresses_of("https://a.org", "feed.xml")
    ['https://a.org/feed.xml']
    """
    folder, _, name = path.rpartition("/")
    given = f"{root}/{path}"
    return [f"{root}/{folder}/" if folder else f"{root}/", given] if name == "index.html" else [given]


def responses(site: Site, root: str, files: Files) -> tuple[bytes, list[Record]]:
    """The records as a WARC 1.1, each member of the gzip for itself, and where each one is.

    A second address of a file is a revisit: it names the record that has the bytes.
    """
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    info = writer.create_warcinfo_record(
        "data.warc.gz", {"software": f"narrative-map {__version__}", "format": "WARC/1.1"}
    )
    dated(info, site, "warcinfo")
    writer.write_record(info)
    info.raw_stream.close()
    records = []

    def write(record: Any, url: str, kind: str) -> str:
        dated(record, site, url)
        offset = out.tell()
        writer.write_record(record)
        record.raw_stream.close()  # the file in which warcio has counted it
        digest = str(record.rec_headers.get_header("WARC-Payload-Digest"))
        records.append(Record(url, kind, digest, offset, out.tell() - offset))
        return digest

    for path, (kind, body) in files.items():
        coded = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        headers = [("Content-Type", coded), ("Content-Length", str(len(body)))]
        said = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        url, *others = addresses_of(root, path)
        first = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=said)
        digest = write(first, url, kind)
        for other in others:
            again = writer.create_revisit_record(other, digest, url, site.moment(), http_headers=said)
            write(again, other, "warc/revisit")
    return out.getvalue(), records


def dated(record: Any, site: Site, name: str) -> None:
    """Give a record the site's day, and an id that a second run gives it too."""
    record.rec_headers.replace_header("WARC-Date", site.moment())
    record.rec_headers.replace_header("WARC-Record-ID", f"<{identifier(f'record/{name}')}>")


def surt(url: str) -> str:
    """An address in the order of an index: the host from behind, then the path.

    >>> surt("https://www.maps.example.org:8443/a/B?x=1")
    'org,example,maps,www:8443)/a/b?x=1'
    """
    parts = urlsplit(url)
    host = ",".join(reversed((parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port else ""
    return f"{host}{port}){parts.path or '/'}{f'?{parts.query}' if parts.query else ''}".lower()


def index_line(record: Record) -> str:
    """What the index says of a record (CDXJ)."""
    said = {
        "url": record.url,
        "mime": record.kind,
        "status": "200",
        "digest": record.digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": "data.warc.gz",
    }
    return json.dumps(said, ensure_ascii=False)


def pages(site: Site, root: str, files: Files) -> bytes:
    """``pages.jsonl``: the pages that a reader of the archive may begin with, the start page first."""
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": site.title}]
    entries = ["index.html", *(f"{story.slug}/index.html" for story in site.stories)]
    for path in entries:
        found = TITLE.search(files[path][1].decode("utf-8"))
        url = addresses_of(root, path)[0]
        title = found[1] if found else path
        lines.append({"id": identifier(f"page/{url}"), "url": url, "ts": site.moment(), "title": title})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8")
