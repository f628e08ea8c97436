"""A command line into a call of the other rooms, and its outcome into an exit code."""
