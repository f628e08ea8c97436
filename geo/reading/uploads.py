"""Turn the bytes of an uploaded file into JSON, rows or text, with the line of everything.

A table is CSV, or a sheet of a workbook (XLSX, XLS, ODS), which python-calamine reads.
"""

from __future__ import annotations

import csv
import datetime
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook

from geo.reading.encodings import encoding_of
from geo.reading.faults import Fault, Faults
from geo.reading.json_lines import JsonDocument, parse_json
from geo.reading.limits import MOST_CELL, MOST_COLUMNS, MOST_FILE_BYTES, MOST_ROWS, MOST_UNPACKED

# What Excel, LibreOffice and Google Sheets may take for the start of a formula, in full width too.
FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
DAMAGED = (  # what reading a ZIP raises whose bytes are not what they should be: these have no common class
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError),
    *(OSError, EOFError, ValueError, LookupError),
)
ZIPPED, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # how XLSX and ODS, and how XLS begin


@dataclass(frozen=True)
class Upload:
    """A file as it was given: its name, as messages say it, its bytes, and a codec where it is not Unicode."""

    name: str
    data: bytes
    encoding: str = ""


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
    check_bytes(upload)
    if upload.encoding:
        return data.decode(upload.encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = f"byte {error.start} is not UTF-8; save the file as UTF-8"
        raise Faults([Fault(upload.name, line, sentence)]) from None
    if not text.strip():
        raise Faults([Fault(upload.name, 1, "the file is empty; export it again")])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_bytes(upload: Upload) -> None:
    """Refuse a file that is too large. Raises Faults."""
    if len(upload.data) > MOST_FILE_BYTES:
        size, most = f"{len(upload.data) / 1e6:.1f} MB", f"{MOST_FILE_BYTES // 10**6} MB"
        raise Faults([Fault(upload.name, 1, f"the file has {size}; {most} is the most, so split it")])


def in_its_encoding(upload: Upload) -> Upload:
    """A file with the encoding that it seems to have, where it is not Unicode.

    >>> in_its_encoding(Upload("a.csv", "Köln".encode("cp1252"))).encoding
    'cp1252'
    """
    check_bytes(upload)
    if is_workbook(upload) or upload.encoding:
        return upload
    return Upload(upload.name, upload.data, encoding_of(upload.data) or "")


def is_workbook(upload: Upload) -> bool:
    """Whether a file is a workbook: XLS, or a ZIP that is one of XLSX or ODS."""
    if upload.data.startswith(OLE):
        return True
    if not upload.data.startswith(ZIPPED):
        return False
    if upload.name.lower().endswith((".xlsx", ".xlsm", ".ods")):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
            names = set(archive.namelist())
    except DAMAGED:
        return False
    return "xl/workbook.xml" in names or "content.xml" in names or "xl/workbook.bin" in names


def json_of_upload(upload: Upload) -> JsonDocument:
    r"""A JSON file, whatever stands at its top. Raises Faults.

    Its texts may hold control characters, such as the "\r" of Windows: whoever takes a text takes them out.
    """
    return parse_json(text_of_upload(upload), upload.name, printable=False)


def rows_of_upload(upload: Upload, sheet: str = "") -> list[Row]:
    """A table with a header, apart by commas, semicolons or tabs; rows without any text are left out.

    Of a workbook it is the sheet of that name (in any case) where there is one, or the first that has a text.
    An apostrophe that keeps a spreadsheet from running a cell as a formula is taken away.

    >>> rows_of_upload(Upload("a.csv", b'Name;Note\\n"A;\\nB";\\n;\\n'))
    [Row(line=2, cells={'name': 'A;\\nB', 'note': ''})]
    """
    if is_workbook(upload):
        return rows_of_lines(upload, chosen_sheet(sheets_of_upload(upload), sheet))
    text = text_of_upload(upload)
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = csv.field_size_limit(MOST_CELL)
    lines: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            lines.append((line, cells))
            line = reader.line_num + 1
            check_table(upload, len(lines), len(cells))
    except csv.Error as error:
        sentence = f"not a table: {error}; see that every quotation mark is closed, and save it as CSV again"
        raise Faults([Fault(upload.name, line, sentence)]) from None
    finally:
        csv.field_size_limit(before)
    return rows_of_lines(upload, lines)


def check_table(upload: Upload, rows: int, columns: int) -> None:
    """Refuse a table of too many rows or columns, while it is read. Raises Faults."""
    for count, most, word in ((rows, MOST_ROWS, "rows"), (columns, MOST_COLUMNS, "columns")):
        if count > most:
            raise Faults([Fault(upload.name, rows, f"the table has more than {most:,} {word}; split it")])


def rows_of_lines(upload: Upload, lines: Sequence[tuple[int, Sequence[str]]]) -> list[Row]:
    """Lines of cells as rows by the names of the first. Raises Faults."""
    names: list[str] = []
    rows: list[Row] = []
    for line, cells in lines:
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
    return rows


def header_of_upload(upload: Upload, sheet: str = "") -> str:
    """The first line of a table, the cells of a workbook's with commas between."""
    if is_workbook(upload):
        lines = chosen_sheet(sheets_of_upload(upload), sheet)
        return ",".join(lines[0][1]) if lines else ""
    return text_of_upload(upload).lstrip().split("\n", 1)[0]


Sheet = list[tuple[int, list[str]]]  # the number of each row that has a text, and its cells


def sheets_of_upload(upload: Upload) -> dict[str, Sheet]:
    """The sheets of a workbook that hold a text, by their names. Raises Faults."""
    check_bytes(upload)
    unreadable = "the workbook cannot be read; save it as XLSX again, or its sheet as CSV"
    found: dict[str, Sheet] = {}
    try:
        if upload.data.startswith(ZIPPED):
            with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
                unpacked = sum(each.file_size for each in archive.infolist())
            if unpacked > MOST_UNPACKED:
                unreadable = f"the workbook unpacks to more than {MOST_UNPACKED // 10**6} MB; split it"
                raise ValueError(unreadable)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(upload.data))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            rows = [[cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            if len(rows) > MOST_ROWS:
                unreadable = f'the sheet "{name}" has more than {MOST_ROWS:,} rows; split it'
                raise ValueError(unreadable)
            lines = [(number, row) for number, row in enumerate(rows, 1) if any(each.strip() for each in row)]
            if lines:
                found[name] = lines
    except (CalamineError, *DAMAGED):
        raise Faults([Fault(upload.name, 1, unreadable)]) from None
    if not found:
        raise Faults([Fault(upload.name, 1, "the workbook is empty; export it again")])
    return found


def chosen_sheet(sheets: dict[str, Sheet], name: str) -> Sheet:
    """The sheet of a name, in any case, or the first."""
    wanted = next((each for each in sheets if each.strip().lower() == name.lower()), None)
    return sheets[wanted or next(iter(sheets))]


def cell_text(value: object) -> str:
    """A cell of a workbook as a table in CSV would have it.

    >>> cell_text(1854.0), cell_text(46.48), cell_text(datetime.date(1854, 11, 26)), cell_text(None), cell_text(True)
    ('1854', '46.48', '1854-11-26', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


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
