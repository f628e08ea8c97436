"""The exports that hold pictures of the maps: slides and a document, and how their pictures are to be taken.

They are functions of the story and its pictures, which `narrative.pictures` takes in a browser; who calls brings both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from geo.reading.shipped import install_words
from narrative.page.picture import Picture
from narrative.story import Story

Pictures = Mapping[str, Picture]


@dataclass(frozen=True)
class Illustrated:
    """One kind of file with pictures; its fields are those of `narrative.exports.registry.Export`, and these.

    ``picture_px`` is the width and height of a map in the page's own pixels, ``scale`` how many of the picture's stand
    for one of those; ``package`` is the library that writes the file, ``import_name`` what Python calls it.
    """

    name: str
    label: str
    ending: str
    media_type: str
    function: Callable[[Story, Pictures], bytes]
    loses: str
    picture_px: tuple[int, int]
    scale: float
    package: str
    import_name: str

    def file_name(self, story: Story) -> str:
        return story.slug + self.ending

    def missing(self) -> str:
        """What has to be installed before, as a sentence; empty where all is there."""
        if find_spec(self.import_name):
            return ""
        return f"{self.name} needs {self.package}, of the extra for documents: {install_words('documents')}"


def as_slides(story: Story, pictures: Pictures) -> bytes:
    """`narrative.exports.slides.slides`, loaded when it is asked for."""
    from narrative.exports.slides import slides

    return slides(story, pictures)


def as_manuscript(story: Story, pictures: Pictures) -> bytes:
    """`narrative.exports.manuscript.manuscript`, loaded when it is asked for."""
    from narrative.exports.manuscript import manuscript

    return manuscript(story, pictures)


OFFICE = "application/vnd.openxmlformats-officedocument."
ILLUSTRATED: dict[str, Illustrated] = {
    each.name: each
    for each in (
        Illustrated(
            "pptx",
            "Slides, as PPTX (for PowerPoint, Keynote or Impress)",
            ".pptx",
            f"{OFFICE}presentationml.presentation",
            as_slides,
            "What a map does when it is moved or asked, the claims with what each side says, the pictures beside the "
            "text but for their captions, and the documents but for what they say to each step's statements.",
            picture_px=(775, 700),
            scale=2.0,
            package="python-pptx",
            import_name="pptx",
        ),
        Illustrated(
            "docx",
            "Document, as DOCX (for Word, Pages or Writer)",
            ".docx",
            f"{OFFICE}wordprocessingml.document",
            as_manuscript,
            "What a map does when it is moved or asked, the claims with what each side says, recordings and films but "
            "for their stills, and the documents but for what they say to statements.",
            picture_px=(640, 360),
            scale=3.0,
            package="python-docx",
            import_name="docx",
        ),
    )
}
