"""Turn a story and pictures of its maps into slides (PowerPoint, ECMA-376): a title, a step each, and the sources."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from narrative.exports.office import describe, packed, without_leftovers
from narrative.exports.plates import Plate, heard, plates
from narrative.exports.slide_layouts import (
    BODY,
    LAYOUTS,
    NUMBER,
    PICTURE,
    STEP,
    TEXT,
    TITLE,
    WHEN,
    WHOSE,
    Spot,
    with_layouts,
)
from narrative.exports.told import Block, Run, Told, fit, told
from narrative.page.picture import Picture
from narrative.page.stage import short_credit
from narrative.page.story_map import basemap_of
from narrative.story import Story
from narrative.story.describe import byline, credit_line
from narrative.story.prose import plain_text, typographic
from narrative.story.references import source_citation

if TYPE_CHECKING:
    from pptx.slide import Slide

MOST_PT, LEAST_PT = 16, 11  # of a step's text: as large as it fits
LETTER_EM, LINE_EM, AFTER_EM = (
    0.5,
    1.2,
    0.4,
)  # a letter's width, a line's height, the room after a paragraph
GOES_ON = "… (the whole text is in the notes)"
SOURCES = "Sources"


def slides(story: Story, pictures: Mapping[str, Picture]) -> bytes:
    """The story as a PPTX file: a title with the map of its cover, a step a slide, and what it all rests on.

    Each picture has its text alternative, each slide a title, the letters the story's language. The notes of a step
    hold its text, who says so in which paragraphs, what speaks against it, the editor's notes and what the documents
    say. The same story and pictures give the same bytes.

    Parameters
    ----------
    pictures : a picture for every step, by the step's id; other shapes than `ILLUSTRATED` asks for are cut to fit.
    """
    from pptx import Presentation

    attribution = basemap_of(story).attribution
    deck = Presentation()
    without_leftovers(deck.part.package)
    without_leftovers(deck.part)
    describe(deck.core_properties, story)
    with_layouts(deck, f"Map: {short_credit(attribution)}", story.language)
    layouts = list(deck.slide_layouts)
    front = deck.slides.add_slide(layouts[TITLE])
    steps: dict[str, Slide] = {}
    shown: list[tuple[Told, Plate, Slide]] = []
    for step in story.steps:
        steps[step.id] = deck.slides.add_slide(layouts[STEP])
        shown += [(told(story, step), plate, deck.slides.add_slide(layouts[STEP])) for plate in plates(step)]
    writer = Writer(story.language, steps)
    writer.title(story, front, pictures[story.cover])
    for step in story.steps:
        writer.step(story, told(story, step), pictures[step.id])
    for told_step, plate, slide in shown:
        writer.plate(slide, told_step, plate)
    pages = list(paged(sources(story, attribution), LAYOUTS[TEXT][1][1]))
    for number, page in enumerate(pages, start=1):
        slide = deck.slides.add_slide(layouts[TEXT])
        heading = SOURCES if len(pages) == 1 else f"{SOURCES} ({number} of {len(pages)})"
        writer.fill(slide, 0, [Block((Run(heading),))])
        writer.fill(slide, BODY, page)
        writer.number(slide)
    return packed(lambda out: save(deck, out))


def save(deck: Any, out: io.BytesIO) -> None:
    """The deck as its library writes it."""
    deck.save(out)


def sources(story: Story, attribution: str) -> list[Block]:
    """What the story is told after, what the notes rest on, and whose data the maps are drawn from: a line each."""
    lines = [f"{source_citation(story.source)}. {typographic(story.source.provenance)}"]
    lines += [f"{typographic(work.citation)}{f' {work.url}' if work.url else ''}" for work in story.works.values()]
    lines.append(f"Map: {attribution}.")
    return [Block((Run(fit(plain_text(line) if "_" in line or "*" in line else line)),)) for line in lines]


def paged(entries: Sequence[Block], spot: Spot) -> Iterator[list[Block]]:
    """The entries in portions that fit a spot of some columns each."""
    page: list[Block] = []
    for entry in entries:
        if page and height_pt([*page, entry], spot, spot.size_pt) > spot.at[3] * 72 * spot.columns * 0.94:
            yield page
            page = []
        page.append(entry)
    yield page


def height_pt(blocks: Iterable[Block], spot: Spot, size_pt: float) -> float:
    """How high blocks are in letters of that size, in points, as near as can be told without the type itself."""
    width = spot.at[2] / spot.columns - (0.25 if spot.columns > 1 else 0)
    letters = width * 72 / (size_pt * LETTER_EM)
    lines = [sum(-(-wide(part) // letters) or 1 for part in block.text.split("\n")) for block in blocks]
    return sum(count * LINE_EM + AFTER_EM for count in lines) * size_pt


def wide(text: str) -> float:
    """How many letters a text is wide; a Hanja or Hangul is two.

    >>> wide("Seoul"), wide("서울")
    (5, 4)
    """
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def fitted(blocks: Sequence[Block], spot: Spot) -> tuple[list[Block], int]:
    """As much of a text as fits its spot, in the largest letters in which it does: the blocks, and the size in points.

    >>> spot = Spot(1, "body", "Text", (0, 0, 4, 2), 16)
    >>> short = [Block((Run("A sentence."),))]
    >>> fitted(short, spot)[1], fitted(short * 9, spot)[1], len(fitted(short * 99, spot)[0])
    (16, 11, 8)
    """
    room = spot.at[3] * 72
    for size in range(MOST_PT, LEAST_PT - 1, -1):
        if height_pt(blocks, spot, size) <= room:
            return list(blocks), size
    shown: list[Block] = []
    last = Block((Run(GOES_ON, italic=True),))
    for block in blocks:
        if height_pt([*shown, block, last], spot, LEAST_PT) > room:
            break
        shown.append(block)
    if not shown:  # one paragraph longer than a slide
        letters = int(spot.at[2] * 72 / (LEAST_PT * LETTER_EM) * (room / LEAST_PT / LINE_EM - 3))
        shown.append(Block((Run(blocks[0].text[: letters // 2].rpartition(" ")[0] + " …"),)))
    return [*shown, last], LEAST_PT


@dataclass(frozen=True)
class Writer:
    """Writes words and pictures into slides; ``slides`` are those of the steps, by id, for words that name a step."""

    language: str
    slides: Mapping[str, Slide]

    def title(self, story: Story, slide: Slide, cover: Picture) -> None:
        """The first slide: what is told, after what, and the map of the story's cover."""
        source = story.source
        self.fill(slide, 0, [plain(typographic(story.title))])
        self.fill(slide, WHEN, [plain(f"{source.publication}, {source.date.words}")])
        self.fill(slide, 1, [plain(typographic(story.subtitle or story.summary))])
        self.fill(slide, WHOSE, [plain(byline(story))])
        self.picture(slide, cover)
        self.notes(slide, [typographic(story.summary), byline(story), typographic(source.provenance)])

    def step(self, story: Story, told: Told, picture: Picture) -> None:
        """A step's slide with its notes."""
        slide = self.slides[told.step.id]
        spot = next(spot for spot in LAYOUTS[STEP][1] if spot.idx == BODY)
        shown, size = fitted(told.blocks, spot)
        self.fill(slide, 0, [plain(told.title)])
        self.fill(slide, WHEN, [plain(told.when)])
        self.fill(slide, BODY, shown, size)
        self.fill(slide, WHOSE, [plain(told.whose), *told.against])
        self.picture(slide, picture)
        self.number(slide)
        self.notes(slide, notes_of(story, told))

    def fill(self, slide: Slide, idx: int, blocks: Sequence[Block], size_pt: int | None = None) -> None:
        """Put paragraphs into a placeholder."""
        frame = next(each for each in slide.placeholders if each.placeholder_format.idx == idx).text_frame
        for number, block in enumerate(blocks):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            itemise(paragraph, block)
            for run in block.runs:
                self.run(slide, paragraph, run, size_pt)

    def run(self, slide: Slide, paragraph: Any, run: Run, size_pt: int | None) -> None:
        """Letters with their look, their language and where they lead."""
        from pptx.enum.dml import MSO_THEME_COLOR
        from pptx.opc.constants import RELATIONSHIP_TYPE
        from pptx.util import Pt

        made = paragraph.add_run()
        made.text = fit(run.text).replace("\n", "\v")
        properties = made._r.get_or_add_rPr()
        properties.set("lang", self.language)
        if size_pt:
            made.font.size = Pt(size_pt)
        if run.bold:
            made.font.bold = True
        if run.italic:
            made.font.italic = True
        if run.mark:
            made.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1
            made.font.size = Pt(max(8, (size_pt or MOST_PT) * 0.75))
        if run.url:
            made.hyperlink.address = run.url
        elif run.step in self.slides:
            link = properties.add_hlinkClick(slide.part.relate_to(self.slides[run.step].part, RELATIONSHIP_TYPE.SLIDE))
            link.set("action", "ppaction://hlinksldjump")

    def picture(self, slide: Slide, picture: Picture) -> None:
        """The map, with what it shows in words for who does not see it."""
        holder = next(each for each in slide.placeholders if each.placeholder_format.idx == PICTURE)
        placed: Any = holder.insert_picture(io.BytesIO(picture.data))
        described = placed._element.nvPicPr.cNvPr
        described.set("descr", fit(picture.alt))
        described.set("name", "Map")

    def plate(self, slide: Slide, told: Told, plate: Plate) -> None:
        """A slide with a picture of the step before it, whole, and whose it is."""
        from pptx.util import Inches

        self.fill(slide, 0, [plain(told.title)])
        self.fill(slide, WHEN, [plain(told.when)])
        self.fill(slide, BODY, [plain(plate.caption)], MOST_PT)
        self.fill(slide, WHOSE, [plain(f"{plate.rights}.")])
        holder = next(each for each in slide.placeholders if each.placeholder_format.idx == PICTURE)
        holder._element.getparent().remove(holder._element)
        x, y, width, height = next(spot.at for spot in LAYOUTS[STEP][1] if spot.idx == PICTURE)
        picture = plate.picture
        scale = min(width / picture.width_px, height / picture.height_px)
        size = (picture.width_px * scale, picture.height_px * scale)
        corner = (x + (width - size[0]) / 2, y + (height - size[1]) / 2)
        placed: Any = slide.shapes.add_picture(io.BytesIO(picture.data), *map(Inches, (*corner, *size)))
        described = placed._element.nvPicPr.cNvPr
        described.set("descr", picture.alt)
        described.set("name", "Picture")
        self.number(slide)
        self.notes(slide, [plate.caption, picture.alt, plate.rights])

    def number(self, slide: Slide) -> None:
        """The slide's number, which its library leaves out."""
        from copy import deepcopy

        layout: Any = slide.slide_layout
        spot = next(each for each in layout.placeholders if each.placeholder_format.idx == NUMBER)
        made = deepcopy(spot._element)
        made.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
        for styled in made.findall(".//{*}lstStyle"):
            styled.clear()
        slide.shapes._spTree.append(made)

    def notes(self, slide: Slide, lines: Sequence[str]) -> None:
        """Lines for the speaker."""
        frame: Any = slide.notes_slide.notes_text_frame
        for number, line in enumerate(line for line in lines if line):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            self.run(slide, paragraph, Run(line), None)


def plain(text: str) -> Block:
    """A text as a block."""
    return Block((Run(fit(text)),))


def itemise(paragraph: Any, block: Block) -> None:
    """The sign before an item of a list, and how far it is in."""
    from lxml import etree

    if block.kind == "paragraph":
        return
    properties = paragraph._p.get_or_add_pPr()
    indent = 228_600 * (block.depth + 1)
    properties.set("marL", str(indent))
    properties.set("indent", "-228600" if block.kind in ("bullet", "number") else "0")
    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    if block.kind == "bullet":
        etree.SubElement(properties, f"{space}buChar", char="•")
    elif block.kind == "number":
        etree.SubElement(properties, f"{space}buAutoNum", type="arabicPeriod")


def notes_of(story: Story, told: Told) -> list[str]:
    """What the speaker has before them: the text, who says so, what speaks against it, and what it rests on."""
    lines = [f"Step {told.number} of {len(story.steps)}: {told.title}. {told.when}."]
    lines += [*told.remarks, *(block.text for block in told.blocks)]
    lines += [f"Who says so: {told.whose}", *(block.text for block in told.against), told.silent]
    for note, rests in told.notes:
        lines.append(f"Editor’s note, not in the source: {' '.join(block.text for block in note)} [{rests}]")
    for statement, witnesses in told.statements:
        lines += [statement, *(f"– {each}" for each in witnesses)]
    lines += heard(told.step)
    lines.append(f"On the map: {told.shows}")
    lines.append(fit(credit_line(story, basemap_of(story).attribution)))
    return lines
