"""Scripts that Streamlit runs for tests, in a folder of their own: it puts a script's folder first on the path."""
