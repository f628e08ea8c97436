"""Show in Streamlit how a story was made, what it rests on, under which licences, and how to cite it."""

from __future__ import annotations

import datetime
from urllib.parse import quote, urlsplit

import streamlit as st

from geo.reading.wording import counted
from narrative.app.parts import Shown, button, show_annotations_file, show_files, show_heading
from narrative.app.said import link, plain
from narrative.exports.cite import bibtex
from narrative.exports.registry import EXPORTS
from narrative.page.story_map import basemap_of
from narrative.story import Step, Story
from narrative.story.cited import Cited, citation, step_bibtex, step_citation, step_ris
from narrative.story.describe import byline
from narrative.story.prose import typographic

ALL_OF_IT = "The whole story"


def show_about_page(shown: Shown) -> None:
    """Method, sources, licences, citation and every download."""
    story = shown.story
    show_heading("About", plain(typographic(story.summary)))
    text, files = st.columns([3, 2], gap="large")
    with text:
        show_method(story)
        show_sources(story)
        show_licences(story)
    with files:
        show_citation(story)
        st.header("Take it along", anchor=False)
        show_files(story, *(each.name for each in EXPORTS.values() if each.fits(story)), width="stretch")
        show_annotations_file(shown.story)
        edition = shown.edition.page.etag.strip('"')
        st.caption(f"Edition {edition[:16]}: it names the bytes of the story’s page, and changes whenever they do.")


def show_method(story: Story) -> None:
    """How the story is told."""
    disputed, doubtful = len(story.disputed_steps), len(story.doubtful_places)
    st.header("Method", anchor=False)
    st.markdown(
        f"{plain(byline(story))} The source’s {counted(story.source.paragraphs, 'paragraph')} became "
        f"{counted(len(story.steps), 'step')}. Each says when, where, who says so and in which paragraph. What the "
        "source states, what it reports and what it disputes is kept apart; the editor’s remarks are marked as such, "
        "and name the works they rest on."
    )
    st.markdown(
        f"{counted(disputed, 'step').capitalize()} of them {'is' if disputed == 1 else 'are'} disputed within the "
        f"source. Of {counted(len(story.gazetteer.places), 'place')}, the location of {doubtful or 'none'} is in "
        "doubt, each with its reason. Dates stand as the source gives them: a season stays a season, and an undated "
        "step says so."
    )


def show_sources(story: Story) -> None:
    """What the story is told after, and the works that its notes rest on."""
    st.header("Sources", anchor=False)
    st.markdown(plain(typographic(story.source.provenance)))
    works = [
        plain(typographic(each.citation)) + (f" {link(urlsplit(each.url).netloc, each.url)}" if each.url else "")
        for each in story.works.values()
    ]
    if works:
        st.markdown("The editor’s notes rest on these works:\n\n" + "\n".join(f"- {each}" for each in works))


def show_licences(story: Story) -> None:
    """Whose data the map is drawn from."""
    basemap = basemap_of(story)
    st.header("Licences", anchor=False)
    rows = dict.fromkeys((layer.attribution, layer.licence) for layer in basemap.layers)
    st.markdown(f"Map: {plain(basemap.attribution)}.")
    st.markdown("\n".join(f"- {plain(credit)}: {plain(licence)}" for credit, licence in rows))
    st.markdown("Type: Source Serif, Source Sans and Noto Sans CJK, SIL Open Font License. Map library: Leaflet, BSD.")


def show_citation(story: Story) -> None:
    """How to cite the story, or one step of it: a sentence and BibTeX, each to copy, and of a step RIS."""
    parts = urlsplit(st.context.url or "")
    address = f"{parts.scheme}://{parts.netloc}/?story={quote(story.slug)}" if parts.netloc else None
    today = datetime.datetime.now(datetime.UTC).date()
    st.header("How to cite", anchor=False)
    step = st.selectbox("Cite", [None, *story.steps], format_func=lambda each: step_words(each) if each else ALL_OF_IT)
    if step is None:
        st.code(citation(story, url=address, accessed=today), language=None, wrap_lines=True)
        st.code(bibtex(story, url=address, accessed=today), language="bibtex", wrap_lines=True)
        return
    cited = Cited(story, step, page_url=address, accessed=today)
    st.code(step_citation(cited), language=None, wrap_lines=True)
    st.code(step_bibtex(cited), language="bibtex", wrap_lines=True)
    name, media_type = f"{cited.key}.ris", "application/x-research-info-systems"
    button("This step, as RIS (for Zotero)", lambda: step_ris(cited).encode("utf-8"), name, media_type)


def step_words(step: Step) -> str:
    """A step in the list of what can be cited."""
    return f"{step.index + 1}. {step.title}"
