"""Turn the bytes of an uploaded file into JSON, rows or text, with the line of everything."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from geo.reading.faults import Fault, Faults
from geo.reading.json_lines import JsonDocument, parse_json

MOST_BYTES = 20_000_000
# What Excel, LibreOffice and Google Sheets may take for the start of a formula, in full width too.
FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
MOST_CELL = 200_000


@dataclass(frozen=True)
class Upload:
    """A file as it was given: its name, as messages say it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Row:
    """A row of a table: the line on which it starts, and its cells by the header's names in lower case."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """A cell without the spaces around it; "" where the table has no such column."""
        return self.cells.get(column.lower(), "").strip()


def text_of_upload(upload: Upload) -> str:
    r"""A file as text: UTF-8 with or without a mark, or UTF-16 with one; line ends are "\n".

    >>> text_of_upload(Upload("a.csv", b"\xef\xbb\xbfa\r\nb"))
    'a\nb'
    >>> text_of_upload(Upload("a.csv", "Évora".encode("latin-1")))
    Traceback (most recent call last):
    geo.reading.faults.Faults: a.csv:1: byte 0 is not UTF-8; save the file as UTF-8
    """
    data = upload.data
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1e6:.1f} MB"
        raise Faults([Fault(upload.name, 1, f"the file has {size}; {MOST_BYTES // 10**6} MB is the most, so split it")])
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = f"byte {error.start} is not UTF-8; save the file as UTF-8"
        raise Faults([Fault(upload.name, line, sentence)]) from None
    if not text.strip():
        raise Faults([Fault(upload.name, 1, "the file is empty; export it again")])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def json_of_upload(upload: Upload) -> JsonDocument:
    r"""A JSON file, whatever stands at its top. Raises Faults.

    Its texts may hold control characters, such as the "\r" of Windows: whoever takes a text takes them out.
    """
    return parse_json(text_of_upload(upload), upload.name, printable=False)


def rows_of_upload(upload: Upload) -> list[Row]:
    """A table with a header, apart by commas, semicolons or tabs; rows without any text are left out.

    An apostrophe that keeps a spreadsheet from running a cell as a formula is taken away.

    >>> rows_of_upload(Upload("a.csv", b'Name;Note\\n"A;\\nB";\\n;\\n'))
    [Row(line=2, cells={'name': 'A;\\nB', 'note': ''})]
    """
    text = text_of_upload(upload)
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = csv.field_size_limit(MOST_CELL)
    names: list[str] = []
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if not names:
                names = [cell.strip().lower() for cell in cells]
                repeated = next((name for at, name in enumerate(names) if name and name in names[:at]), None)
                if repeated is not None:
                    raise Faults([Fault(upload.name, line, f'the column "{repeated}" stands twice; keep one of them')])
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
                    sentence = f"the row has {len(cells)} cells, the header {len(names)}; quote texts with commas"
                    raise Faults([Fault(upload.name, line, sentence)])
                rows.append(Row(line, dict(zip(names, map(unguarded, cells), strict=False))))
            line = reader.line_num + 1
    except csv.Error as error:
        sentence = f"not a table: {error}; see that every quotation mark is closed, and save it as CSV again"
        raise Faults([Fault(upload.name, line, sentence)]) from None
    finally:
        csv.field_size_limit(before)
    return rows


def inert(text: str) -> str:
    """A text that no spreadsheet runs as a formula: an apostrophe before what starts like one.

    To get the text as it was, take one apostrophe from a cell that `FORMULA` matches at its start and that begins with
    one: a text that has an apostrophe there already gets a second. Source: OWASP, CSV Injection.

    >>> inert("=1+1"), inert(" -1"), inert("'=1+1"), inert("1-1"), inert("'tis")
    ("'=1+1", "' -1", "''=1+1", '1-1', "'tis")
    """
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that `inert` puts before a formula.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("-1")
    ('=1+1', "'tis", '-1')
    """
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def line_of_text(value: object) -> str:
    """A value as one line without control characters; "" for nothing."""
    if value is None or isinstance(value, (dict, list, bool)):
        return ""
    return " ".join(cleaned(str(value)).split())


def cleaned(text: str) -> str:
    r"""A text with "\n" for every line end that there is, and without control characters.

    >>> cleaned("a\r\nb\u2028c\x00")
    'a\nb\nc'
    """
    return CONTROL.sub("", LINE_ENDS.sub("\n", text))
