"""The HTML with which another site shows a page of ours."""

from __future__ import annotations

from html import escape

WIDTH = "100%"
HEIGHT_PX = 700


def iframe_snippet(url: str, title: str, width: int | str = WIDTH, height: int | str = HEIGHT_PX) -> str:
    """An ``<iframe>`` to paste into any page: named for screen readers, sized, loaded when the reader comes near it.

    ``width`` and ``height`` are pixels or a CSS percentage. Everything is escaped.

    >>> iframe_snippet("https://example.org/embed/a?b=1&c=2", 'Five "o\\'clock"', 600, 400)
    '<iframe src="https://example.org/embed/a?b=1&amp;c=2" title="Five &quot;o&#x27;clock&quot;" width="600" height="400" loading="lazy" style="border:0"></iframe>'
    """  # noqa: E501
    attributes = {"src": url, "title": title, "width": width, "height": height, "loading": "lazy", "style": "border:0"}
    written = " ".join(f'{name}="{escape(str(value))}"' for name, value in attributes.items())
    return f"<iframe {written}></iframe>"
