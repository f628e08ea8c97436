"""Read XML of other programs as a tree: no entity of theirs is followed, and nothing is fetched."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from geo.reading.faults import Fault, Faults
from geo.reading.limits import MOST_ELEMENTS, MOST_UNPACKED
from geo.reading.uploads import DAMAGED, ZIPPED, Upload, text_of_upload

COMMENT = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)


def tree_of_upload(upload: Upload) -> Element:
    """The first element of an XML file, without the names of namespaces. Raises Faults.

    >>> tree_of_upload(Upload("a.kml", b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>'))[0].tag
    'Document'
    """
    text = text_of_upload(upload)
    declaration = text.find("?>") + 2 if text.lstrip().startswith("<?xml") else 0
    lines = text.count("\n", 0, declaration)
    try:
        root: Element = fromstring(text[declaration:], forbid_dtd=True)
    except ParseError as error:
        line = error.position[0] + lines
        raise Faults([Fault(upload.name, line, "the XML cannot be read here; export the file again")]) from None
    except (DefusedXmlException, ValueError):
        raise Faults(
            [Fault(upload.name, 1, "the XML declares entities or a document type; export it without")]
        ) from None
    for count, element in enumerate(root.iter()):
        element.tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if count > MOST_ELEMENTS:
            raise Faults([Fault(upload.name, 1, f"the file has more than {MOST_ELEMENTS:,} elements; split it")])
    return root


def lines_of(upload: Upload, tag: str) -> list[int]:
    """The lines, from 1, on which the elements of a name begin, in their order.

    >>> lines_of(Upload("a.xml", b"<a>\\n<b/><x:b>\\n</x:b><!-- <b> --><b c='1'/></a>"), "b")
    [2, 2, 3]
    """
    text = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text_of_upload(upload))
    starts = [found.start() for found in re.finditer(rf"<(?:[\w.-]+:)?{tag}(?=[\s/>])", text)]
    lines, line, at = [], 1, 0
    for start in starts:
        line += text.count("\n", at, start)
        lines.append(line)
        at = start
    return lines


def is_zip(upload: Upload) -> bool:
    """Whether a file is a ZIP."""
    return upload.data.startswith(ZIPPED)


def unzipped(upload: Upload, ending: str) -> Upload:
    """The first file of a ZIP whose name ends so. Raises Faults."""
    most = MOST_UNPACKED // 10
    body: bytes | None = None
    try:
        with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
            inside = next((each for each in archive.infolist() if each.filename.lower().endswith(ending)), None)
            if inside is not None:
                with archive.open(inside) as file:
                    body = file.read(most + 1)
    except DAMAGED:
        raise Faults([Fault(upload.name, 1, "the file is damaged; export it again")]) from None
    if body is None:
        raise Faults([Fault(upload.name, 1, f"there is no file *{ending} in it; export it again")])
    if len(body) > most:
        raise Faults([Fault(upload.name, 1, f"it unpacks to more than {most // 10**6} MB; split it")])
    return Upload(upload.name, body)


def text_at(element: Element, *names: str) -> str:
    """The text of the first child of one of some names; "" where there is none."""
    for name in names:
        child = element.find(name)
        if child is not None and "".join(child.itertext()).strip():
            return "".join(child.itertext()).strip()
    return ""
