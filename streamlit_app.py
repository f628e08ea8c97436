"""The app: ``streamlit run streamlit_app.py`` (or ``make run``).

Streamlit finds ``app`` in this file and serves our routes beside it; for every reader it then runs this same file as
the page script. A host that only runs scripts never sees ``app``; there the frame holds the page itself.
"""

from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp
from streamlit.runtime.scriptrunner import get_script_run_ctx

from narrative.serving.front import Front
from narrative.serving.guard import Guard
from narrative.serving.server import ANSWERS, NUMBERS, lifespan_of, routes

if get_script_run_ctx(suppress_warning=True) is None:
    app: ASGIApp = st.App(
        __file__,
        routes=routes(prefix=st.get_option("server.baseUrlPath"), answers=ANSWERS, metrics=NUMBERS),
        lifespan=lifespan_of(first=lambda: import_module("narrative.app.app")),
        middleware=[Middleware(Guard)],
    )
    app = Front(app, ANSWERS, NUMBERS)
else:
    from narrative.app.app import show_app  # a second and a half, which the server's start does not wait for

    show_app()
