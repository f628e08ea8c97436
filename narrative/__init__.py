"""What is told: stories, their checks, and the page that shows them. Uses geo; knows no Streamlit script."""

__version__ = "0.9.0"
