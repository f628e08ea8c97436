"""Stories and maps in notebooks: a story that shows itself, and a widget that says which step is being read."""
