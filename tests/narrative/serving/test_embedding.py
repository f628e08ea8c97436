"""The snippet that shows a page of ours on another site."""

from __future__ import annotations

from html.parser import HTMLParser

from narrative.serving.embedding import iframe_snippet


class Attributes(HTMLParser):
    found: dict[str, str | None]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.found = dict(attrs)


def test_a_title_with_quotes_and_tags_stays_a_title() -> None:
    title = """He said "go" & 'stay' <script>alert(1)</script>"""
    parser = Attributes()
    parser.feed(iframe_snippet('https://maps.example/embed/a?b="c"&d', title, 640, 480))
    assert parser.found == {
        "src": 'https://maps.example/embed/a?b="c"&d',
        "title": title,
        "width": "640",
        "height": "480",
        "loading": "lazy",
        "style": "border:0",
    }
