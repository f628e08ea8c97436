"""An app of somebody else's: two frames with a story, the step of each, and a button that takes the first reader on."""

import os

import streamlit as st

from narrative.streamlit import story

folder = os.environ["NARRATIVE_MAP_TEST_STORY"]
st.session_state.setdefault("runs", 0)
st.session_state["runs"] += 1
ask = st.button("Read on")
first = story(folder, step="read-on" if ask else None, height_px=500, key="first")
second = story(folder, height_px=400, key="second")
st.text(f"first: {first}; second: {second}")
st.text(f"run {st.session_state['runs']}")
story("no-such-story", key="third")
