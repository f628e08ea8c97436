"""Write the pages of a site that are no stories: the start page, a page about a story's files, 404, and what moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rcssmin
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from geo.basemap.reader import kept_basemap
from geo.reading.days import years_words
from geo.reading.shipped import package_folder
from geo.reading.wording import counted
from narrative.page.fonts import cut_fonts
from narrative.page.stage import short_credit
from narrative.page.value import ASSETS, content_security_policy, json_for_script
from narrative.pictures.printing import font_css
from narrative.serving.embedding import HEIGHT_PX, iframe_snippet
from narrative.site.model import Site
from narrative.story import Story
from narrative.story.cited import citation
from narrative.story.describe import draft_words
from narrative.story.prose import typographic

OWN = package_folder("narrative.site") / "assets"
TEMPLATES = Environment(loader=FileSystemLoader(OWN), autoescape=True, trim_blocks=True, lstrip_blocks=True)
DARK = "@media screen and (prefers-color-scheme: dark)"  # these pages have no button for it, and need no script
# A press on a story's point opens the story; only the map that this page frames is listened to.
OPENS = """\
addEventListener("message", function (event) {
  var map = document.getElementById("world"), said = event.data || {}, known = %s;
  if (event.source !== map.contentWindow || said.source !== "narrative-map" || said.type !== "place") return;
  if (known.indexOf(said.place) >= 0) location.href = said.place + "/";
});"""
# The step of an old address goes along.
GOES_ON = 'location.replace(new URL("../%s/" + location.search + location.hash, location.href));'


@dataclass(frozen=True)
class Files:
    """What was made of a story: its exports by path with label, what they lose and bytes; the PDF's bytes, 0 for none.

    ``pictures`` by theme the name of the card's picture.
    """

    exports: Sequence[tuple[str, str, str, int]]
    print_bytes: int
    pictures: Mapping[str, str]


def page(title: str, description: str, body: str, language: str = "en", head: str = "", connects: str = "") -> bytes:
    """The whole file around a body: its type and style inside, and a policy that lets nothing else in."""
    palette = (ASSETS / "palette.css").read_text(encoding="utf-8")
    palette = palette.replace('@media screen {\n  :root[data-theme="dark"]', f"{DARK} {{\n  :root")
    sheet = palette + (OWN / "site.css").read_text(encoding="utf-8")
    style = Markup(font_css(cut_fonts(set(title + description + body))) + rcssmin.cssmin(sheet))
    policy = content_security_policy(f"<style>{style}</style>{body}") + f"; font-src data:{connects}"
    policy = policy.replace("img-src data:", "img-src data: 'self'")
    html = TEMPLATES.get_template("site.html").render(
        language=language,
        policy=Markup(policy),
        title=title,
        description=description,
        head=Markup(head),
        style=style,
        body=Markup(body),
    )
    return html.encode("utf-8")


def start_page(site: Site, files: Mapping[str, Files]) -> bytes:
    """``index.html``: the map of the stories, and a card for each."""
    several = len(site.stories) > 1
    body = TEMPLATES.get_template("index.html").render(
        site=site,
        count=counted(len(site.stories), "story", "stories").capitalize(),
        cards=[card(story, files[story.slug]) for story in site.stories],
        credit=f"Maps: {short_credit(kept_basemap().attribution)}",
        script=Markup(OPENS % json_for_script([story.slug for story in site.stories])) if several else "",
    )
    lines = ['<link rel="alternate" type="application/atom+xml" title="Stories" href="feed.xml">']
    if site.address:
        lines.append(f'<link rel="canonical" href="{site.url()}">')
    description = f"{site.title}: {', '.join(typographic(story.title) for story in site.stories)}."
    return page(site.title, description, body, head="\n".join(lines), connects="; frame-src 'self'")


def card(story: Story, files: Files) -> dict[str, Any]:
    """What a story's card says."""
    told = story.time_told
    numbers = [counted(len(story.steps), "step"), counted(len(story.gazetteer.places), "place")]
    numbers += [draft_words(story)] if story.unread_steps else []
    return {
        "slug": story.slug,
        "title": typographic(story.title),
        "subtitle": typographic(story.subtitle or ""),
        "summary": typographic(story.summary),
        "language": story.language,
        "facts": " · ".join([*([years_words(*told)] if told else []), *numbers]),
        "pictures": files.pictures,
        "print": files.print_bytes,
    }


def files_page(site: Site, story: Story, files: Files) -> bytes:
    """``SLUG/files.html``: the print edition, the exports, how the story is cited and put on another page."""
    address = site.url(f"{story.slug}/") if site.address else ""
    body = TEMPLATES.get_template("files.html").render(
        site=site,
        story=story,
        title=typographic(story.title),
        print={"size": size_words(files.print_bytes)} if files.print_bytes else None,
        exports=[
            {"path": path, "label": label, "loses": loses, "size": size_words(size)}
            for path, label, loses, size in files.exports
        ],
        citation=citation(story, url=address or None),
        snippet=iframe_snippet(address or "https://…", story.title, "100%", HEIGHT_PX),
        licence=site.licence_of(story),
    )
    title = f"{typographic(story.title)}: data, citation, embedding"
    head = '<link rel="alternate" type="application/json+oembed" href="oembed.json">'
    return page(title, typographic(story.summary), body, head=head)


def missing_page(site: Site) -> bytes:
    """``404.html``. A host shows it under any address: its links are whole as far as the site's address is known."""
    root = site.path if site.address else ""
    stories = [{"href": f"{root}{story.slug}/", "title": typographic(story.title)} for story in site.stories]
    body = TEMPLATES.get_template("missing.html").render(site=site, stories=stories, home=root or "./")
    return page("There is no such page", site.title, body, head='<meta name="robots" content="noindex">')


def moved_page(story: Story) -> bytes:
    """What stands at a story's former address: it leads on, with the step, on hosts that do not do so themselves."""
    script = Markup(GOES_ON % story.slug)
    body = TEMPLATES.get_template("moved.html").render(title=typographic(story.title), slug=story.slug, script=script)
    head = f'<link rel="canonical" href="../{story.slug}/">\n<meta name="robots" content="noindex">'
    return page(typographic(story.title), typographic(story.summary), body, story.language, head)


def size_words(size: int) -> str:
    """The size of a file for a reader.

    >>> size_words(700), size_words(81_400), size_words(2_340_000)
    ('1 kB', '81 kB', '2.3 MB')
    """
    return f"{max(1, round(size / 1000))} kB" if size < 1_000_000 else f"{size / 1e6:.1f} MB"
