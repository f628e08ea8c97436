"""The app for a host that runs scripts only: no routes of ours are served beside it."""

from narrative.app.app import show_app

show_app()
