"""The layouts of the slides: where on a wide slide the map, the words and the credit stand, and in which letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from narrative.exports.told import fit

if TYPE_CHECKING:
    from pptx.presentation import Presentation

EMU = 914_400  # to the inch
WIDE_IN = (13.333, 7.5)  # PowerPoint's own 16:9
MAP_IN = (8.3, 7.5)
SPACES = 'xmlns:a="{a}" xmlns:r="{r}" xmlns:p="{p}"'.format(
    a="http://schemas.openxmlformats.org/drawingml/2006/main",
    r="http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    p="http://schemas.openxmlformats.org/presentationml/2006/main",
)
# The page's light palette (palette.css), in the slots of an office theme.
COLOURS = {
    "dk1": "1D1B18",
    "lt1": "FAF7F0",
    "dk2": "57524A",
    "lt2": "F2ECDF",
    "accent1": "A3201A",
    "accent2": "7A4A00",
    "accent3": "4D7287",
    "accent4": "8A7A55",
    "accent5": "456570",
    "accent6": "857B6B",
    "hlink": "A3201A",
    "folHlink": "57524A",
}
SERIF, SANS = "Georgia", "Arial"  # on every machine; scripts that they lack are the theme's own
TITLE, STEP, TEXT = 0, 1, 2  # the layouts, in their order
PICTURE, BODY, WHEN, WHOSE, NUMBER = 13, 14, 15, 16, 12  # indexes of placeholders


@dataclass(frozen=True)
class Spot:
    """A placeholder: its index, kind and name, where it stands (x, y, width and height in inches), and its letters."""

    idx: int
    kind: str
    name: str
    at: tuple[float, float, float, float]
    size_pt: float
    font: str = "+mj-lt"
    colour: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    columns: int = 1
    align: str = "l"


COLUMN_X, COLUMN_W = 8.68, 4.25
LAYOUTS: tuple[tuple[str, tuple[Spot, ...]], ...] = (
    (
        "Title",
        (
            Spot(0, "ctrTitle", "Title", (COLUMN_X, 1.5, COLUMN_W, 2.3), 34, bold=True, anchor="b"),
            Spot(WHEN, "body", "Publication", (COLUMN_X, 0.45, COLUMN_W, 0.8), 12, "+mn-lt", "accent1"),
            Spot(1, "subTitle", "Subtitle", (COLUMN_X, 3.95, COLUMN_W, 1.5), 16, colour="tx2"),
            Spot(PICTURE, "pic", "Map", (0, 0, *MAP_IN), 12),
            Spot(WHOSE, "body", "Source", (COLUMN_X, 5.5, COLUMN_W, 1.35), 11, "+mn-lt", "tx2", anchor="b"),
        ),
    ),
    (
        "Step",
        (
            Spot(0, "title", "Title", (COLUMN_X, 0.78, COLUMN_W, 1.12), 25, bold=True),
            Spot(WHEN, "body", "Date", (COLUMN_X, 0.36, COLUMN_W, 0.4), 13, "+mn-lt", "accent1"),
            Spot(PICTURE, "pic", "Map", (0, 0, *MAP_IN), 12),
            Spot(BODY, "body", "Text", (COLUMN_X, 1.95, COLUMN_W, 4.05), 16),
            Spot(WHOSE, "body", "Who says so", (COLUMN_X, 6.05, COLUMN_W, 0.8), 11, "+mn-lt", "tx2", anchor="b"),
            Spot(NUMBER, "sldNum", "Slide number", (12.2, 6.93, 0.75, 0.3), 9, "+mn-lt", "tx2", align="r"),
        ),
    ),
    (
        "Text",
        (
            Spot(0, "title", "Title", (0.7, 0.5, 11.9, 0.9), 28, bold=True),
            Spot(BODY, "body", "Text", (0.7, 1.5, 11.9, 5.2), 11, columns=2),
            Spot(NUMBER, "sldNum", "Slide number", (12.2, 6.93, 0.75, 0.3), 9, "+mn-lt", "tx2", align="r"),
        ),
    ),
)


def with_layouts(deck: Presentation, credit: str, language: str) -> None:
    """Make a library's own deck ours: wide, three layouts in the page's colours, the map's credit on each slide."""
    from lxml import etree

    deck.slide_width, deck.slide_height = (round(side * EMU) for side in WIDE_IN)  # type: ignore[assignment]
    for layout in list(deck.slide_layouts)[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    dress(deck.slide_master)
    for layout, (name, spots) in zip(deck.slide_layouts, LAYOUTS, strict=True):
        layout.name = name
        element = layout._element
        element.attrib.pop("type", None)  # it is none of PowerPoint's own any more
        tree = element.cSld.spTree
        for shape in list(tree)[2:]:
            tree.remove(shape)
        for number, spot in enumerate(spots, start=2):
            tree.append(etree.fromstring(placeholder(number, spot, language)))
        tree.append(etree.fromstring(credit_line(len(spots) + 2, credit, language)))


def dress(master: Any) -> None:
    """The theme's colours and letters, and a master without places for date and footer."""
    from lxml import etree

    theme = next(each for each in master.part.rels.values() if each.reltype.endswith("/theme")).target_part
    root = etree.fromstring(theme.blob)
    names = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for slot, colour in COLOURS.items():
        (holder,) = root.findall(f".//a:clrScheme/a:{slot}", names)
        holder[:] = [etree.SubElement(holder, f"{{{names['a']}}}srgbClr", val=colour)]
    for which, face in (("majorFont", SERIF), ("minorFont", SANS)):
        root.find(f".//a:{which}/a:latin", names).set("typeface", face)
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    tree = master._element.cSld.spTree
    for shape in list(tree)[2:]:
        kinds = shape.xpath(".//p:nvPr/p:ph/@type")
        if kinds and kinds[0] in ("dt", "ftr"):
            tree.remove(shape)
    for shape, spot in zip(list(tree)[2:], LAYOUTS[TEXT][1], strict=True):
        place(shape.find(".//{*}xfrm"), spot.at)


def place(frame: Any, at: tuple[float, float, float, float]) -> None:
    """Move a shape's frame to x, y, width and height in inches."""
    x, y, width, height = (str(round(each * EMU)) for each in at)
    off, ext = frame.find("{*}off"), frame.find("{*}ext")
    for element, name, value in ((off, "x", x), (off, "y", y), (ext, "cx", width), (ext, "cy", height)):
        element.set(name, value)


def frame_xml(at: tuple[float, float, float, float]) -> str:
    """Where a shape stands."""
    x, y, width, height = (round(each * EMU) for each in at)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def placeholder(id: int, spot: Spot, language: str) -> str:
    """A layout's placeholder. What stands in it is said by its own letters: none of the master's bullets."""
    index = f' idx="{spot.idx}"' if spot.idx else ""
    lang = quoteattr(language)
    words = (
        f'<a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum"><a:rPr lang={lang}/><a:t>1</a:t></a:fld>'
        if spot.kind == "sldNum"
        else f"<a:r><a:rPr lang={lang}/><a:t>{spot.name}</a:t></a:r>"
    )
    columns = f' numCol="{spot.columns}" spcCol="{EMU // 2}"' if spot.columns > 1 else ""
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{id}" name="{spot.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{spot.kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr>{frame_xml(spot.at)}</p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{spot.anchor}"{columns}><a:normAutofit/>'
        f'</a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{spot.align}"><a:lnSpc><a:spcPct val="100000"/>'
        f'</a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{round(spot.size_pt * 40)}"/>'
        f'</a:spcAft><a:buNone/><a:defRPr sz="{round(spot.size_pt * 100)}" b="{int(spot.bold)}"><a:solidFill>'
        f'<a:schemeClr val="{spot.colour}"/></a:solidFill><a:latin typeface="{spot.font}"/></a:defRPr></a:lvl1pPr>'
        f"</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def credit_line(id: int, credit: str, language: str) -> str:
    """Whose data the map is drawn from, on every slide, where no author's change of a slide can lose it."""
    from xml.sax.saxutils import escape

    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{id}" name="Credit"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/>'
        f"</p:nvSpPr><p:spPr>{frame_xml((COLUMN_X, 6.93, 3.5, 0.3))}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/><a:lstStyle/><a:p><a:r>'
        f'<a:rPr lang={quoteattr(language)} sz="800"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        f'<a:latin typeface="+mn-lt"/></a:rPr><a:t>{escape(fit(credit))}</a:t></a:r></a:p></p:txBody></p:sp>'
    )
