"""Draw small pictures of steps, for tests of what is printed from them."""

from __future__ import annotations

import io

from PIL import Image

from narrative.pictures.printing import Picture
from narrative.story import Story


def drawn(
    width_px: int = 320, height_px: int = 180, alt: str = "The map shows a lake.", kind: str = "PNG", shade: int = 223
) -> Picture:
    """A plain picture of a size and of a kind that Pillow writes."""
    file = io.BytesIO()
    Image.new("RGB", (width_px, height_px), (211, shade, 227)).save(file, kind)
    return Picture(file.getvalue(), width_px, height_px, alt)


def pictures_of(story: Story, width_px: int = 320, height_px: int = 180) -> dict[str, Picture]:
    """A picture for every step, each with words and a shade of its own."""
    return {
        step.id: drawn(width_px, height_px, f"The map of {step.title}.", shade=120 + step.index % 120)
        for step in story.steps
    }
