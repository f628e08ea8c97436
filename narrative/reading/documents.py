"""Turn a Word, OpenDocument, EPUB or PDF file into a title and blocks, with the pages of a PDF.

EPUB needs nothing besides the app; the others need the extra for documents: mammoth, odfdo and pypdf.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PurePosixPath

from bs4 import BeautifulSoup

from geo.reading.shipped import install_words
from geo.reading.uploads import DAMAGED
from narrative.reading import markup
from narrative.reading.blocks import Block, TextError, clean
from narrative.story.limits import MOST_DOCUMENT_PAGES, MOST_DOCUMENT_PARTS, MOST_DOCUMENT_UNPACKED

Plain = Callable[[str], Iterable[Block]]
WORD, OPEN_DOCUMENT, EPUB, PDF = "Word", "OpenDocument", "EPUB", "PDF"
SAID = {WORD: "a Word file", OPEN_DOCUMENT: "an OpenDocument file", EPUB: "an EPUB", PDF: "a PDF"}
NEEDS = {WORD: "mammoth", OPEN_DOCUMENT: "odfdo", PDF: "pypdf"}
LEAST_LETTERS = 20  # of a PDF page with text, on average: below it the pages are pictures
PAGE_NUMBER = re.compile(r"^\W*(?:page\s)?\d{1,4}\W*$|^\W*[ivxlc]{1,6}\W*$", re.IGNORECASE)
ENDS = re.compile(r"[.!?:;”\"’)]\s*$")
REPEATED = 3  # pages on which a line at the edge stands before it is a running head


@dataclass(frozen=True)
class Document:
    """What a file holds; ``pages`` has for each block that is a paragraph the page it begins on, of a PDF alone."""

    kind: str
    title: str
    blocks: tuple[Block, ...]
    pages: tuple[int, ...] = ()


def kind_of(data: bytes) -> str:
    """Which kind of document some bytes are, by their first letters and what an archive holds; "" for none."""
    if data.startswith(b"%PDF-"):
        return PDF
    if not data.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            said = archive.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in names else ""
    except DAMAGED:
        return ""
    if "opendocument.text" in said:
        return OPEN_DOCUMENT
    if said.startswith("application/epub") or "META-INF/container.xml" in names:
        return EPUB
    return WORD if "word/document.xml" in names else ""


def read_document(data: bytes, plain: Plain) -> Document:
    """Read a document; `plain` turns the text of a PDF into blocks.

    Raises
    ------
    TextError
        With one sentence, where the extra is missing, the file is broken, locked, too large, or of pictures.
    """
    kind = kind_of(data)
    need = NEEDS.get(kind, "")
    if need and find_spec(need) is None:
        cure = f"({install_words('documents')}); or save it as text"
        raise TextError(f"it is {SAID[kind]}, which needs the extra for documents {cure}")
    if kind != PDF:
        check_size(data, kind)
    try:
        if kind == PDF:
            return read_pdf(data, plain)
        return {WORD: read_word, OPEN_DOCUMENT: read_open_document, EPUB: read_epub}[kind](data)
    except TextError:
        raise
    except Exception as error:  # whatever a library says of a broken file
        raise TextError(f"it is {SAID[kind]} that cannot be read ({type(error).__name__}); save it anew") from error


def check_size(data: bytes, kind: str) -> None:
    """Refuse an archive that unpacks to more than a book, before anything of it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_DOCUMENT_PARTS or sum(each.file_size for each in parts) > MOST_DOCUMENT_UNPACKED:
        raise TextError(
            f"it is {SAID[kind]} that unpacks to over {MOST_DOCUMENT_UNPACKED // 1_000_000} MB; take a part"
        )


def read_word(data: bytes) -> Document:
    """A Word file by way of mammoth's HTML: headings by their styles, tables, lists and footnotes."""
    import mammoth

    html = str(mammoth.convert_to_html(io.BytesIO(data)).value)
    soup = BeautifulSoup(html, "html.parser")
    for item in soup.select('li[id^="footnote-"], li[id^="endnote-"]'):
        for back in item.select('a[href^="#"]'):
            back.decompose()
        item["class"] = "footnote"
    title, blocks = markup.html_blocks(f"<html><body>{soup}</body></html>")
    return Document(WORD, title, tuple(blocks))


def read_open_document(data: bytes) -> Document:
    """An OpenDocument text: headings with their levels, paragraphs, rows of tables, footnotes."""
    import odfdo

    document = odfdo.Document(io.BytesIO(data))
    blocks = list(blocks_of(document.body))
    title = clean(str(document.meta.title or "")) or next((each.text for each in blocks if each.level == 1), "")
    return Document(OPEN_DOCUMENT, title, tuple(blocks))


def blocks_of(element: object) -> Iterator[Block]:
    """The blocks of an element of OpenDocument, in order."""
    for child in element.children:  # type: ignore[attr-defined]
        tag = child.tag
        if tag in ("text:p", "text:h"):
            notes = list(child.get_elements("descendant::text:note"))
            said = [clean(str(body.text_recursive)) for note in notes for body in note.get_elements("text:note-body")]
            for note in notes:
                note.delete()
            level = min(int(child.get_attribute("text:outline-level") or 1), 6) if tag == "text:h" else 0
            yield Block(clean(str(child.text_recursive)), level)
            yield from (Block(each, note=True) for each in said)
        elif tag == "table:table-row":
            cells = [clean(str(each.text_recursive)) for each in child.get_elements("table:table-cell")]
            yield Block(markup.CELLS.join(each for each in cells if each))
        elif tag not in ("text:tracked-changes", "text:table-of-content", "office:annotation", "text:sequence-decls"):
            yield from blocks_of(child)


def read_epub(data: bytes) -> Document:
    """An EPUB: the documents of its spine, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        container = BeautifulSoup(archive.read("META-INF/container.xml"), "html.parser")
        root = container.find("rootfile")
        if root is None:
            raise TextError("it is an EPUB that does not say where its book is; save it anew")
        path = PurePosixPath(str(root["full-path"]))
        package = BeautifulSoup(archive.read(str(path)), "html.parser")
        files = {str(each["id"]): str(each["href"]) for each in package.find_all("item") if each.get("href")}
        named = package.find("dc:title")
        found: list[Block] = []
        for part in package.find_all("itemref"):
            name = files.get(str(part.get("idref")), "")
            if name and part.get("linear") != "no":
                page = archive.read(str(path.parent / name) if str(path.parent) != "." else name)
                found += markup.html_blocks(page.decode("utf-8", "replace"))[1]
    return Document(EPUB, clean(named.get_text()) if named else "", tuple(found))


def read_pdf(data: bytes, plain: Plain) -> Document:
    """The text of a PDF by its pages, without running heads and page numbers; a paragraph goes on across pages.

    Raises
    ------
    TextError
        Where it is locked, has too many pages, or its pages are pictures.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise TextError("it is a PDF that is locked with a password; save it without one")
    if len(reader.pages) > MOST_DOCUMENT_PAGES:
        raise TextError(
            f"it is a PDF of {len(reader.pages):,} pages; give {MOST_DOCUMENT_PAGES:,} at most, in parts if need be"
        )
    pages = [(page.extract_text() or "").splitlines() for page in reader.pages]
    if sum(len(line.strip()) for lines in pages for line in lines) < LEAST_LETTERS * max(len(pages), 1):
        raise TextError("it is a PDF whose pages are pictures; have its text recognised (OCR), or give it as text")
    said = reader.metadata.title if reader.metadata else ""
    text, starts = joined_pages([without_edges(lines, pages) for lines in pages], plain)
    return Document(PDF, clean(str(said or "")), tuple(text), tuple(starts))


def without_edges(lines: list[str], pages: list[list[str]]) -> list[str]:
    """A page's lines without its number and running heads: lines at the edge of three pages or more."""
    edges: dict[str, int] = {}
    for each in pages:
        for line in {re.sub(r"\d+", "", one).strip() for one in (*each[:1], *each[-1:])}:
            edges[line] = edges.get(line, 0) + 1
    kept = [line.rstrip() for line in lines]
    for at in (0, -1):
        while kept and (
            not kept[at].strip()
            or PAGE_NUMBER.match(kept[at])
            or (len(pages) >= REPEATED and edges.get(re.sub(r"\d+", "", kept[at]).strip(), 0) >= REPEATED)
        ):
            kept.pop(at)
    return kept


def joined_pages(pages: list[list[str]], plain: Plain) -> tuple[list[Block], list[int]]:
    """The blocks of some pages' lines, and for each paragraph the page, from 1, on which it begins."""
    whole: list[str] = []
    begins: list[tuple[int, str]] = []  # of each page the first letters of its lines
    for number, lines in enumerate(pages, 1):
        if whole and lines and ENDS.search(whole[-1]):
            whole.append("")
        whole += lines
        begins += [(number, " ".join(line.split())) for line in lines if line.strip()]
    blocks, starts, at = list(plain("\n".join(whole))), list[int](), 0
    for block in blocks:
        opening = block.text.split("\n")[0]
        for further in range(at, len(begins)):
            if begins[further][1] and opening.startswith(begins[further][1][:40].rstrip("-")):
                at = further
                break
        if not block.level and not block.note:
            starts.append(begins[at][0] if begins else 1)
    return blocks, starts
