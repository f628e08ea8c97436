"""Pack the app's own scripts and style sheets, which Streamlit sends as they are: two thirds of what opening it takes.

Each stands under a name that holds a digest of its bytes and may be kept for ever, so it is packed once, after the
first reader has got it, and later ones get it from memory in Brotli or gzip.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from dataclasses import dataclass, field

from starlette.types import Message

from geo.reading.shelf import kept

NAMED_BY_DIGEST = re.compile(r"/static/(?:js|css)/[^/]+\.[\w-]{8}\.(?:js|css)$")
LEAST_BYTES = 1_000  # what is smaller is sent as it is
MOST_BYTES = 30_000_000  # of all that is kept; Streamlit has some 8 MB of scripts
LEFT_OUT = (b"content-length", b"content-encoding", b"etag", b"accept-ranges", b"vary", b"last-modified", b"date")


@dataclass(frozen=True)
class Packed:
    """A file in a coding, as `narrative.serving.front.Form` has a page."""

    etag: str
    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    unchanged: tuple[tuple[bytes, bytes], ...]


@dataclass
class Taking:
    """An answer that passes by, of which a copy is taken."""

    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    pieces: list[bytes] = field(default_factory=list)
    good: bool = False

    def take(self, message: Message) -> bool:
        """Note a message; whether it was the last of a whole answer."""
        if message["type"] == "http.response.start":
            self.headers = [(name.lower(), value) for name, value in message["headers"]]
            self.good = message["status"] == 200 and not any(name == b"content-encoding" for name, _ in self.headers)
            return False
        if self.good:
            self.pieces.append(bytes(message.get("body", b"")))
        return self.good and not message.get("more_body", False)


class Statics:
    """What has been packed, by address. Safe to use from several threads."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Packed]] = {}
        self._taken: set[str] = set()
        self._bytes = 0

    def at(self, path: str) -> dict[str, Packed] | None:
        """A file in each coding, where it has been packed."""
        return self.kept.get(path)

    def wants(self, path: str) -> bool:
        """Whether a copy of what answers this address should be taken."""
        return path not in self._taken and NAMED_BY_DIGEST.search(path) is not None

    def take(self, path: str, taking: Taking) -> None:
        """Pack what was taken, in a thread of its own."""
        body = b"".join(taking.pieces)
        if path in self._taken or len(body) < LEAST_BYTES or self._bytes + len(body) > MOST_BYTES:
            return
        self._taken.add(path)
        self._bytes += len(body)
        threading.Thread(target=self.pack, args=(path, body, taking.headers), name="pack-static", daemon=True).start()

    def pack(self, path: str, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
        """Keep a file in both codings, with the headers that it came with."""
        import brotli

        digest = hashlib.sha256(body).hexdigest()[:32]
        forms = {}
        ways = {"br": lambda: brotli.compress(body, quality=9), "gzip": lambda: gzip.compress(body, 9, mtime=0)}
        for coding, way in ways.items():
            packed = kept(f"static-{coding}", [body], way)
            etag = f'"{digest}-{coding}"'
            common = [each for each in headers if each[0] not in LEFT_OUT]
            common += [(b"etag", etag.encode()), (b"vary", b"Accept-Encoding")]
            length = [(b"content-encoding", coding.encode()), (b"content-length", str(len(packed)).encode())]
            unchanged = tuple(each for each in common if each[0] != b"content-type")
            forms[coding] = Packed(etag, packed, (*common, *length), unchanged)
        self.kept[path] = forms
