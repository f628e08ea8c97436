"""Word, OpenDocument, EPUB and PDF files, each made here of the smallest parts that a reader needs."""

from __future__ import annotations

import io
import zipfile

import pytest

from narrative.reading import documents
from narrative.reading.blocks import TextError
from narrative.reading.documents import kind_of
from narrative.reading.extract import SourceText, source_text

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def archive(**files: str) -> bytes:
    """A ZIP of files; in a name "__" is a slash and "_DOT_" a full stop."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as written:
        for name, text in files.items():
            written.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return body.getvalue()


def word() -> bytes:
    def paragraph(text: str, style: str = "") -> str:
        kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{kind}<w:r><w:t>{text}</w:t></w:r></w:p>"

    cells = "".join(f"<w:tc>{paragraph(each)}</w:tc>" for each in ("4 May", "Graz"))
    body = (
        paragraph("The Walk", "Heading1")
        + paragraph("They left Vienna on 3 May 1909.")
        + paragraph("South", "Heading2")
        + paragraph("They came to Trieste.")
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/></w:style>'
        for level in (1, 2)
    )
    body_file = io.BytesIO()
    with zipfile.ZipFile(body_file, "w") as written:
        written.writestr("[Content_Types].xml", TYPES)
        written.writestr("_rels/.rels", RELATIONS)
        written.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        written.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return body_file.getvalue()


def epub() -> bytes:
    package = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The Walk</dc:title></metadata>'
        '<manifest><item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    return archive(
        mimetype="application/epub+zip",
        **{
            "META-INF__container_DOT_xml": '<container><rootfile full-path="OPS/book.opf"/></container>',
            "OPS__book_DOT_opf": package,
            "OPS__one_DOT_xhtml": "<html><body><h2>First</h2><p>They left Vienna.</p></body></html>",
            "OPS__two_DOT_xhtml": "<html><body><h2>Second</h2><p>They came to Graz.</p></body></html>",
        },
    )


def open_document() -> bytes:
    odfdo = pytest.importorskip("odfdo", reason="odfdo, of the extra for documents, is not installed")
    document = odfdo.Document("text")
    document.body.clear()
    for part in (
        odfdo.Header(1, "The Walk"),
        odfdo.Paragraph("They left Vienna."),
        odfdo.Header(2, "South"),
        odfdo.Paragraph("They came to Trieste."),
    ):
        document.body.append(part)
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with these lines on its pages, in Helvetica."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, lines in enumerate(pages):
        drawn = "BT /F1 12 Tf 72 720 Td 16 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()


def told(source: SourceText) -> list[str]:
    return [source.paragraph(number) for number in range(1, len(source.paragraphs) + 1)]


def test_a_word_file_keeps_headings_and_tables() -> None:
    pytest.importorskip("mammoth", reason="mammoth, of the extra for documents, is not installed")
    source = source_text(word(), "walk.docx")
    assert source.title == "The Walk"
    assert [(each.text, each.paragraph) for each in source.headings] == [("South", 2)]
    assert told(source)[:2] == ["They left Vienna on 3 May 1909.", "They came to Trieste."]
    assert "Graz" in " ".join(told(source)[2:])
    assert source.media_type == "Word"


def test_an_open_document_keeps_its_headings() -> None:
    source = source_text(open_document(), "walk.odt")
    assert source.title == "The Walk"
    assert told(source) == ["They left Vienna.", "They came to Trieste."]
    assert [(each.text, each.level) for each in source.headings] == [("South", 2)]


def test_an_epub_is_read_in_the_order_of_its_spine() -> None:
    source = source_text(epub(), "walk.epub")
    assert source.title == "The Walk"
    assert told(source) == ["They left Vienna.", "They came to Graz."]
    assert [each.text for each in source.headings] == ["First", "Second"]


def test_a_pdf_has_pages_and_no_running_heads() -> None:
    pytest.importorskip("pypdf", reason="pypdf, of the extra for documents, is not installed")
    pages = [
        ["A WALK", "They left Vienna on the third of May and went", "by the old road to the south.", "1"],
        ["A WALK", "Then it rained for two days, so that nobody", "wanted to go on before the Sunday.", "2"],
        ["A WALK", "At Graz they took the train, which was late,", "and came to Trieste in the night.", "3"],
    ]
    source = source_text(pdf(pages), "walk.pdf")
    assert told(source) == [
        "They left Vienna on the third of May and went by the old road to the south.",
        "Then it rained for two days, so that nobody wanted to go on before the Sunday.",
        "At Graz they took the train, which was late, and came to Trieste in the night.",
    ]
    assert source.pages == (1, 2, 3)


def test_a_pdf_of_pictures_is_refused_with_the_cure() -> None:
    pytest.importorskip("pypdf", reason="pypdf, of the extra for documents, is not installed")
    with pytest.raises(TextError, match=r"whose pages are pictures; have its text recognised"):
        source_text(pdf([[""], [""]]), "scan.pdf")


@pytest.mark.parametrize("kind", ["Word", "PDF"])
def test_without_the_extra_one_sentence_says_what_is_missing(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "find_spec", lambda name: None)
    with pytest.raises(TextError, match=rf"^it is an? {kind}.*, which needs the extra .*make documents"):
        source_text(word() if kind == "Word" else pdf([["a"]]), "a")


@pytest.mark.parametrize("data", [b"%PDF-1.7 and nothing", word()[:300] + word()[340:]])
def test_a_broken_file_is_one_sentence(data: bytes) -> None:
    with pytest.raises(TextError):
        source_text(data, "a")


def test_an_archive_that_unpacks_to_a_flood_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_DOCUMENT_UNPACKED", 100)
    with pytest.raises(TextError, match="unpacks to over"):
        source_text(epub(), "a.epub")


def test_kinds_are_told_by_what_is_inside() -> None:
    assert (kind_of(word()), kind_of(epub()), kind_of(b"%PDF-1"), kind_of(archive(a="b"))) == (
        "Word",
        "EPUB",
        "PDF",
        "",
    )
