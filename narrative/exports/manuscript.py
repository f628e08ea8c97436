"""Turn a story and pictures of its maps into a document (Word, ECMA-376): steps with maps, then what they rest on."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from narrative.exports.office import describe, packed, without_leftovers
from narrative.exports.plates import heard, plates
from narrative.exports.slide_layouts import COLOURS
from narrative.exports.told import Block, Kind, Run, Told, fit, sentence, statement_lines, told
from narrative.page.picture import Picture
from narrative.page.stage import short_credit
from narrative.page.story_map import basemap_of
from narrative.page.texts import appendix_context
from narrative.story import Story
from narrative.story.describe import byline, draft_words
from narrative.story.prose import plain_text, typographic
from narrative.story.references import source_citation

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

PAPER_IN = (8.27, 11.69)  # A4
PICTURE_IN = (6.2, 3.49)  # about 16:9, as wide as the text
MARGIN_IN = 1.0
SERIF, SANS = "Georgia", "Arial"
STYLE_OF: dict[Kind, str] = {
    "paragraph": "Normal",
    "bullet": "List Bullet",
    "number": "List Number",
    "quote": "Quote",
}
MOST_DEPTH = 3  # of the template's list styles
# Of each style: its face, size in points, colour, whether it is bold, and the room before and after it in points.
STYLES: dict[str, tuple[str, float, str, bool, float, float]] = {
    "Normal": (SERIF, 11, "dk1", False, 0, 6),
    "Title": (SERIF, 28, "dk1", True, 0, 4),
    "Subtitle": (SERIF, 14, "dk2", False, 0, 12),
    "Heading 1": (SERIF, 18, "dk1", True, 24, 2),
    "Heading 2": (SERIF, 13, "dk1", True, 14, 2),
    "Caption": (SANS, 8.5, "dk2", False, 0, 8),
}
DATE, SOURCE, NOTE = "Date of the step", "Who says so", "Editor’s note"
OWN_STYLES: dict[str, tuple[str, float, str, bool, float, float]] = {
    DATE: (SANS, 10, "accent1", False, 0, 6),
    SOURCE: (SANS, 9, "dk2", False, 0, 4),
    NOTE: (SERIF, 10, "dk2", False, 4, 4),
}


def manuscript(story: Story, pictures: Mapping[str, Picture]) -> bytes:
    """The story as a DOCX file: title, each step under a heading with its map and who says so, then what it rests on.

    Each picture has its text alternative, the document its language, and words that name a step lead there. The same
    story and pictures give the same bytes.

    Parameters
    ----------
    pictures : a picture for every step, by the step's id.
    """
    import docx
    from docx.shared import Inches

    file = docx.Document()
    without_leftovers(file.part.package)
    without_leftovers(file.part)
    describe(file.core_properties, story)
    dress(file, story.language)
    for section in file.sections:
        section.page_width, section.page_height = (Inches(side) for side in PAPER_IN)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(MARGIN_IN)
    writer = Writer(file)
    writer.front(story)
    credit = f"Map: {short_credit(basemap_of(story).attribution)}."
    for step in story.steps:
        writer.step(told(story, step), pictures[step.id], credit)
    writer.back(story)
    return packed(lambda out: save(file, out))


def save(file: Document, out: io.BytesIO) -> None:
    """The document as its library writes it."""
    file.save(out)


def dress(file: Document, language: str) -> None:
    """The styles' letters and colours, as on the page, and the language of all of them."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt, RGBColor

    for name in OWN_STYLES:
        file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = file.styles["Normal"]
    for name, (face, size, colour, bold, before, after) in (STYLES | OWN_STYLES).items():
        style: Any = file.styles[name]
        style.font.name, style.font.size, style.font.bold = face, Pt(size), bold
        style.font.color.rgb = RGBColor.from_string(COLOURS[colour])
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        faces = style.element.rPr.rFonts
        for script in ("asciiTheme", "hAnsiTheme", "cstheme"):  # the template's own faces would be used before ours
            faces.attrib.pop(qn(f"w:{script}"), None)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    file.styles["Heading 1"].paragraph_format.keep_with_next = True
    file.styles[DATE].paragraph_format.keep_with_next = True
    defaults = file.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    lang = OxmlElement("w:lang")
    for script in ("val", "eastAsia", "bidi"):
        lang.set(qn(f"w:{script}"), language)
    defaults.append(lang)


@dataclass
class Writer:
    """Writes words and pictures into a document, one after the other."""

    file: Document
    bookmarks: list[str] = field(default_factory=list)

    def front(self, story: Story) -> None:
        """Title, subtitle, summary, and after what it is told."""
        self.line("Title", typographic(story.title))
        if story.subtitle:
            self.line("Subtitle", typographic(story.subtitle))
        if draft := draft_words(story):
            self.line(SOURCE, f"{draft}.")
        self.line("Normal", typographic(story.summary))
        self.line(SOURCE, byline(story))

    def step(self, told: Told, picture: Picture, credit: str) -> None:
        """One step: heading, date, map, text, who says so, what speaks against it, the editor's notes."""
        self.bookmark(self.line("Heading 1", f"{told.number}. {told.title}"), told.step.id)
        self.line(DATE, told.when)
        for remark in told.remarks:
            self.line(SOURCE, remark).paragraph_format.keep_with_next = True
        self.picture(picture)
        self.line("Caption", f"{told.caption} {credit}")
        self.blocks(told.blocks)
        for plate in plates(told.step):
            self.picture(plate.picture, "Picture")
            self.line("Caption", f"{plate.caption.rstrip('.')}. {plate.rights}.")
        for line in heard(told.step):
            self.line(SOURCE, line)
        self.blocks([Block((Run(told.whose),)), *told.against], SOURCE)
        if told.silent:
            self.line(SOURCE, told.silent)
        for note, rests in told.notes:
            first, *more = note
            self.blocks([Block((Run("Editor’s note, not in the source. ", bold=True), *first.runs)), *more], NOTE)
            if rests:
                self.line(SOURCE, rests)

    def back(self, story: Story) -> None:
        """Who says what, the places and people with the steps that name them, and what all of it rests on."""
        context = appendix_context(story, basemap_of(story))
        statements = [each["id"] for each in context["statements"]]
        if statements:
            self.line("Heading 1", "Statements")
        for id in statements:
            line, witnesses = statement_lines(story, id)
            self.line("Normal", line)
            for witness in witnesses:
                self.line("List Bullet", witness)
        self.entries("Places", context["places"], "title", lambda each: each["modern"] and f"Today {each['modern']}.")
        self.entries("People", context["people"], "name", lambda each: sentence(each["role"]) if each["role"] else "")
        self.line("Heading 1", "Sources")
        self.line("Normal", f"{source_citation(story.source)}. {typographic(story.source.provenance)}")
        for work in story.works.values():
            self.line("List Bullet", f"{plain_text(work.citation)}{f' {work.url}' if work.url else ''}")
        self.line("Normal", f"Map: {context['attribution']}.")

    def entries(self, heading: str, entries: Sequence[dict[str, Any]], name: str, first: Any) -> None:
        """Places or people: each with what there is to say of it, and the steps that name it."""
        if entries:
            self.line("Heading 1", heading)
        for entry in sorted(entries, key=lambda each: str(each[name]).casefold()):
            self.line("Heading 2", str(entry[name]))
            said = [first(entry), entry.get("description"), entry.get("note")]
            if entry.get("reason"):
                said.append(f"{entry['certainty_words']}. {entry['reason']}")
            self.line("Normal", " ".join(typographic(str(each)) for each in said if each))
            named = [Run(each["title"], step=each["id"]) for each in entry["steps"]]
            runs = [part for each in named for part in (Run("; "), each)][1:]
            self.blocks([Block((Run("Steps: "), *runs))] if runs else [], SOURCE)

    def line(self, style: str, text: str) -> Paragraph:
        """A paragraph of one run; none where there is nothing to say."""
        paragraph = self.file.add_paragraph(style=style)
        self.run(paragraph, Run(text))
        return paragraph

    def blocks(self, blocks: Iterable[Block], style: str = "") -> None:
        """Paragraphs and items of lists, in their own styles or all in one."""
        for block in blocks:
            own = STYLE_OF[block.kind]
            deep = f" {min(block.depth + 1, MOST_DEPTH)}" if block.depth and own.startswith("List") else ""
            paragraph = self.file.add_paragraph(style=style if style and block.kind == "paragraph" else own + deep)
            for run in block.runs:
                self.run(paragraph, run)

    def run(self, paragraph: Paragraph, run: Run) -> None:
        """Letters with their look and where they lead."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn
        from docx.oxml.parser import OxmlElement
        from docx.shared import RGBColor

        made = paragraph.add_run(fit(run.text))
        made.bold, made.italic = run.bold or None, run.italic or None
        if run.mark:
            made.font.color.rgb = RGBColor.from_string(COLOURS["accent1"])
        if not run.url and not run.step:
            return
        made.font.underline = True
        link: Any = OxmlElement("w:hyperlink")
        if run.url:
            link.set(qn("r:id"), paragraph.part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        else:
            link.set(qn("w:anchor"), anchor(run.step))
        made._r.addprevious(link)
        link.append(made._r)

    def bookmark(self, paragraph: Paragraph, id: str) -> None:
        """A heading as the end of links to its step."""
        from docx.oxml.ns import qn
        from docx.oxml.parser import OxmlElement

        self.bookmarks.append(id)
        for name, at in (("w:bookmarkStart", 0), ("w:bookmarkEnd", None)):
            mark: Any = OxmlElement(name)
            mark.set(qn("w:id"), str(len(self.bookmarks)))
            if at is None:
                paragraph._p.append(mark)
            else:
                mark.set(qn("w:name"), anchor(id))
                paragraph._p.insert_element_before(mark, "w:r")

    def picture(self, picture: Picture, name: str = "Map") -> None:
        """The map, or another picture, as wide as the text, with what it shows in words for who does not see it."""
        from docx.shared import Inches

        width, height = PICTURE_IN
        scale = min(width / picture.width_px, height / picture.height_px)
        paragraph = self.file.add_paragraph(style="Normal")
        paragraph.paragraph_format.keep_with_next = True
        placed = paragraph.add_run().add_picture(io.BytesIO(picture.data), Inches(picture.width_px * scale))
        for side in ("distT", "distB", "distL", "distR"):  # LibreOffice would keep an eighth of an inch free
            placed._inline.set(side, "0")
        placed._inline.docPr.set("descr", fit(picture.alt))
        placed._inline.docPr.set("name", name)


def anchor(id: str) -> str:
    """A step's id as the name of a bookmark: letters, digits and underscores, 40 at most (Word's rule).

    >>> anchor("fighting-at-ongjin"), len(anchor("a" * 80))
    ('step_fighting_at_ongjin', 40)
    """
    from hashlib import sha256

    name = "step_" + id.replace("-", "_")
    return name if len(name) <= 40 else f"{name[:31]}_{sha256(id.encode()).hexdigest()[:8]}"
