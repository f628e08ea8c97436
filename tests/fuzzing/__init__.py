"""Inputs that nobody thought of: doors, the shapes of what is pushed through them, and what was once found so."""
