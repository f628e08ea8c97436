"""Show a story's places in Streamlit: a map, a table that can be sorted, and a card of the place chosen."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import streamlit as st

from geo.gazetteer.reader import Place
from geo.reading.wording import counted
from narrative.app.parts import (
    Shown,
    choice_of,
    choose,
    chosen_row,
    show_atlas,
    show_heading,
    show_steps_as_links,
    show_take_along,
)
from narrative.app.said import link, plain
from narrative.exports.places import distance_from
from narrative.story import Story
from narrative.story.describe import distance_words, paragraphs_cited, sentence_case
from narrative.story.languages import language_name
from narrative.story.prose import typographic
from narrative.story.words import CERTAINTIES, Certainty

FILES = ("places-geojson", "places-csv", "places-gpx", "places-kml")


def show_places_page(shown: Shown) -> None:
    """Map, table, card and downloads; ``?place=ID`` chooses a place."""
    story = shown.story
    places = list(story.gazetteer.places.values())
    show_heading(
        "Places",
        f"The {counted(len(places), 'place')} of the story, under the names that they had then. "
        "Choose one to read where it lies, how sure that is, and what happened there.",
    )
    maps = st.container()
    choice = choice_of(shown, "places", "place")
    table, card = st.container(key="table-and-card").columns([3, 2], gap="large")
    with table:
        row = chosen_row(table_of(story), "places", [each.id for each in places], choice)
    with card:
        if row is None:
            st.markdown("Choose a place on the map, or in the table by the box at the left of its row.")
        else:
            show_place(shown, places[row])
    with maps:
        if shown.pages:
            title = f"Map of the places of “{typographic(story.title)}”"
            chosen = None if row is None else places[row].id
            show_atlas(shown.pages, story.slug, title, f"atlas-{story.slug}", chosen, on_choice=choose)
        st.caption(f"{' · '.join(key_of(each) for each in CERTAINTIES.values())}. Press a place to read about it.")
    show_take_along("Take the places along", shown.story, *FILES)


def key_of(certainty: Certainty) -> str:
    """How the maps mark a certainty, and its word.

    >>> [key_of(each) for each in CERTAINTIES.values()]
    ['● certain', '○ less certain', '○ ? uncertain']
    """
    return " ".join(each for each in ("○" if certainty.doubtful else "●", certainty.sign, certainty.word) if each)


def table_of(story: Story) -> pd.DataFrame:
    """A row per place in the order of the file; the distance is in km from the story's line of reference."""
    reference = story.reference
    rows: list[dict[str, Any]] = []
    for place in story.gazetteer.places.values():
        distance = distance_from(place, reference) if distance_words(place, reference) else None
        rows.append(
            {
                "Place": place.title,
                "Today": place.modern if place.modern != place.title else None,
                "Where it is": sentence_case(CERTAINTIES[place.certainty].word),
                f"km from the {reference.title}" if reference else "km": round(distance.km) if distance else None,
                "Steps": len(story.steps_at(place.id)),
            }
        )
    table = pd.DataFrame(rows)
    return table.astype({table.columns[3]: "Int64"}) if reference else table.drop(columns="km")


def show_place(shown: Shown, place: Place) -> None:
    """A place's card: names, certainty with its reason, distance, description, addresses and steps."""
    story = shown.story
    places = story.gazetteer.places
    st.header(plain(place.title), anchor=False)
    if place.modern and place.modern != place.title:
        st.markdown(f"Today {plain(place.modern)}.")
    if place.description:
        st.markdown(plain(place.description))
    st.markdown("\n".join(f"- {name}" for name in names_of(place)))
    doubt = sentence_case(CERTAINTIES[place.certainty].word)
    st.markdown(f"**{doubt}.** {plain(place.reason or '')}")
    if place.rivals:
        st.markdown("Perhaps instead: " + ", ".join(plain(places[each].title) for each in place.rivals) + ".")
    if words := distance_words(place, story.reference):
        st.markdown(plain(words))
    if place.addresses:
        st.markdown(" · ".join(link(label, url) for label, url in place.addresses))
    st.markdown(f"**{sentence_case(story.tally_at(place.id).words)}**")
    show_steps_as_links(shown, story.steps_at(place.id), "No step shows it by itself.")
    with st.expander("Copy as GeoJSON"):
        st.code(geojson_of(story, place), language="json", wrap_lines=True)


def names_of(place: Place) -> list[str]:
    """Every name as Markdown, with its language and where the source writes it so."""
    names = []
    for name in place.names:
        where = f", so in {paragraphs_cited(name.paragraphs)}" if name.paragraphs else ""
        names.append(f"{plain(name.toponym)} ({language_name(name.lang)}{where})")
    return names


def geojson_of(story: Story, place: Place) -> str:
    """A place as it stands in the gazetteer, a Linked Places feature."""
    feature = next(each for each in story.gazetteer.document["features"] if each["id"] == place.id)
    text = json.dumps(feature, ensure_ascii=False)
    return text if len(text) > 20_000 else json.dumps(feature, ensure_ascii=False, indent=1)
