"""A text into the names of places in it, and those into places with a probability and a reason."""
