"""The studio: from a pasted text to a story folder, for authors who edit no YAML."""
