"""Bytes into values with the line of each, or faults that name the cure."""
