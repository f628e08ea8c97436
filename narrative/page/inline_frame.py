"""Put a page into a frame that holds it whole, for a notebook, a widget or another program's page."""

from __future__ import annotations

from html import escape

# Scripts of the page's own; no access to what is around it. A link outside opens in a window that has no such bounds.
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
ALLOW = "fullscreen; clipboard-write"
HEIGHT_PX = 700
LEAST_PX, MOST_PX = 200, 5_000
NOT_TRUSTED = "The story is not shown: this notebook is not trusted. In Jupyter choose File, Trust Notebook."


def inline_frame(html: str, title: str, height_px: int = HEIGHT_PX) -> str:
    """An ``<iframe>`` with a page inside it, cut off from what is around it.

    Under it stands a sentence, which shows where a notebook takes frames out. All of it is ASCII: the page allows its
    scripts by their digests, and a host that takes it for another encoding would change them.

    Raises
    ------
    ValueError
        The height is no number of pixels from 200 to 5,000.

    >>> inline_frame("<p title='a'>&amp;</p>", "A & B", 400).partition(" sandbox")[0]
    '<div style="position:relative;min-height:2em"><p style="position:absolute;z-index:-1">The story is not shown: this notebook is not trusted. In Jupyter choose File, Trust Notebook.</p><iframe srcdoc="&lt;p title=&#x27;a&#x27;&gt;&amp;amp;&lt;/p&gt;" title="A &amp; B"'
    """  # noqa: E501
    height = checked_height(height_px)
    written = (
        f'<div style="position:relative;min-height:2em"><p style="position:absolute;z-index:-1">{NOT_TRUSTED}</p>'
        f'<iframe srcdoc="{escape(html)}" title="{escape(title)}" sandbox="{SANDBOX}" allow="{ALLOW}" '
        f'style="display:block;position:relative;width:100%;height:{height}px;border:0"></iframe></div>'
    )
    return written.encode("ascii", "xmlcharrefreplace").decode("ascii")


def checked_height(height_px: int) -> int:
    """The height, where it is one.

    >>> checked_height(20)
    Traceback (most recent call last):
    ValueError: height_px is 20; give a number of pixels from 200 to 5000
    """
    if isinstance(height_px, bool) or not isinstance(height_px, int) or not LEAST_PX <= height_px <= MOST_PX:
        raise ValueError(f"height_px is {height_px!r}; give a number of pixels from {LEAST_PX} to {MOST_PX}")
    return height_px
