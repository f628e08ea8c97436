"""A text and its stand-off annotations into marked paragraphs, aligned with a reader's own copy."""
