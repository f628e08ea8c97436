"""Small answers in words: what is not there, and why; and the headers that every answer of ours has."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

# Anybody may frame the page, nobody may guess its type, and links from it do not tell where it was read.
COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PLAIN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def plain_page(status: int, title: str, sentence: str, more: str) -> Response:
    """A small page for a person who asked for something that is not there. ``more`` is HTML, the rest is text."""
    style = (
        "html{background:light-dark(#faf7f0,#15181b);color:light-dark(#1d1b18,#ece7db);color-scheme:light dark}"
        "body{max-width:44rem;margin:0 auto;padding:3rem 1.5rem;overflow-wrap:anywhere;"
        "font:1.125rem/1.5 'Source Serif Pro','Source Serif 4',Georgia,serif}"
        "main{border-top:3px solid light-dark(#a3201a,#ff8f75)}a{color:light-dark(#a3201a,#ff8f75)}"
    )
    html = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title><style>{style}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p>{escape(sentence)}</p>{more}</main></body></html>"
    )
    policy = f"{PLAIN_POLICY}; frame-ancestors *"
    return HTMLResponse(
        html, status, headers={**COMMON_HEADERS, "Cache-Control": "no-store", "Content-Security-Policy": policy}
    )


def story_links(slugs: Sequence[str], base: str = "") -> str:
    """The stories there are, as a list of links."""
    if not slugs:
        return "<p>There are no stories yet.</p>"
    items = "".join(f'<li><a href="{base}/embed/{quote(slug)}">{escape(slug)}</a></li>' for slug in slugs)
    return f"<p>The stories are:</p><ul>{items}</ul>"


def readings_asked(written: Sequence[str]) -> dict[str, str]:
    """The readings that an address asks for. Raises ``ValueError`` where one is not written as a reading is.

    >>> readings_asked(["kanege:kanggye", "mondin:chongjin"])
    {'kanege': 'kanggye', 'mondin': 'chongjin'}
    """
    if not written:
        return {}
    from narrative.story.readings import parse_readings

    return parse_readings(",".join(written))


def sentence(wrong: ValueError) -> str:
    """What was wrong, as a sentence by itself."""
    return f"{wrong}."
