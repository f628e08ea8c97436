"""What was read of a text into the draft of a story, and a changed text into the same draft with its author's edits."""
