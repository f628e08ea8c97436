"""Linked Places into checked places: names, shapes, certainty."""
