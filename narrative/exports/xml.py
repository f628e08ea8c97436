"""Turn an element with texts of a story in it into an XML document that any parser reads."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

# What XML 1.0 forbids even where it is escaped (section 2.2, Char). The readers of a story refuse control signs, but
# neither U+FFFE nor U+FFFF.
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_document(root: Element) -> bytes:
    """A document in UTF-8 with its declaration, indented; what XML forbids becomes the replacement character.

    >>> root = Element("gpx")
    >>> add_text(root, "name", "a\\ufffe & <b>")
    >>> print(xml_document(root).decode("utf-8"), end="")
    <?xml version="1.0" encoding="UTF-8"?>
    <gpx>
     <name>a� &amp; &lt;b&gt;</name>
    </gpx>
    """
    ElementTree.indent(root, " ")
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
    return UNFIT.sub("�", text).encode("utf-8")


def add_text(parent: Element, tag: str, value: str) -> None:
    """Append an element that holds text."""
    SubElement(parent, tag).text = value
