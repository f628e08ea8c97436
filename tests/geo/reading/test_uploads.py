"""A file as somebody gave it becomes text, rows or JSON, or one sentence that says what would cure it."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from geo.reading import uploads
from geo.reading.faults import Faults
from geo.reading.limits import MOST_FILE_BYTES
from geo.reading.uploads import Upload, cleaned, json_of_upload, line_of_text, rows_of_upload, text_of_upload


def table(text: str) -> Upload:
    return Upload("a.csv", text.encode())


def fault_of(upload: Upload) -> str:
    with pytest.raises(Faults) as caught:
        rows_of_upload(upload)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_in_each_encoding_that_says_what_it_is(encoding: str) -> None:
    assert text_of_upload(Upload("a.txt", "Évian\r\nNyon\rVevey\n".encode(encoding))) == "Évian\nNyon\nVevey\n"


def test_a_text_in_another_encoding_is_told_with_its_line() -> None:
    assert fault_of(Upload("a.csv", "Name\nÉvian".encode("latin-1"))) == (
        "a.csv:2: byte 5 is not UTF-8; save the file as UTF-8"
    )


def test_an_empty_file_and_one_that_is_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fault_of(table(" \n\n")) == "a.csv:1: the file is empty; export it again"
    assert MOST_FILE_BYTES == 20_000_000
    monkeypatch.setattr(uploads, "MOST_FILE_BYTES", 2_000_000)
    assert fault_of(table("x" * 2_100_000)) == "a.csv:1: the file has 2.1 MB; 2 MB is the most, so split it"


@pytest.mark.parametrize("apart", [",", ";", "\t"])
def test_a_table_is_apart_by_what_its_header_has_most_of(apart: str) -> None:
    (row,) = rows_of_upload(table(f"Name{apart}Note{apart}Lat\nGeneva{apart}by the lake{apart}46.2\n"))
    assert row.cells == {"name": "Geneva", "note": "by the lake", "lat": "46.2"}


def test_a_row_has_the_line_on_which_it_starts_and_rows_without_text_go() -> None:
    rows = rows_of_upload(table('name,note\n"A\nB",x\n , \n\nC,y\n'))
    assert [(row.line, row.get("name")) for row in rows] == [(2, "A\nB"), (6, "C")]


def test_a_cell_is_asked_for_in_any_case_and_one_that_is_missing_is_empty() -> None:
    (row,) = rows_of_upload(table("NAME,note\n  Geneva ,\n"))
    assert (row.get("Name"), row.get("note"), row.get("lat")) == ("Geneva", "", "")


def test_an_apostrophe_that_guards_a_formula_is_taken_away() -> None:
    (row,) = rows_of_upload(table("a,b,c\n'=1+1,'tis,''@x\n"))
    assert list(row.cells.values()) == ["=1+1", "'tis", "'@x"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b,a\n1,2,3\n", 'a.csv:1: the column "a" stands twice; keep one of them'),
        ("a,b\n1,2\n3,4,5\n", "a.csv:3: the row has 3 cells, the header 2; quote texts with commas"),
        ('a,b\n1,"2\n', "a.csv:2: not a table: unexpected end of data; see that every quotation mark is closed"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_its_line(text: str, message: str) -> None:
    assert fault_of(table(text)).startswith(message)


def test_a_cell_of_any_size_a_person_writes_is_read_and_the_limit_of_others_stays() -> None:
    before = csv.field_size_limit()
    (row,) = rows_of_upload(table(f"a\n{'x' * 199_999}\n"))
    assert len(row.get("a")) == 199_999
    assert "not a table" in fault_of(table(f"a\n{'x' * 200_001}\n"))
    assert csv.field_size_limit() == before


def test_json_may_have_a_list_at_its_top_and_control_characters_in_its_texts() -> None:
    assert json_of_upload(Upload("a.json", b'["a\\u0007"]')).value == ["a\x07"]


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (" a\n b\x00\tc ", "a b c"),
        (7, "7"),
        (1.5, "1.5"),
        (None, ""),
        (True, ""),
        ([1], ""),
        ({"a": 1}, ""),
    ],
)
def test_a_value_becomes_one_line(value: object, line: str) -> None:
    assert line_of_text(value) == line


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_one(end: str) -> None:
    assert cleaned(f"a{end}b\ufeff") == "a\nb"


def workbook(**sheets: list[list[object]]) -> bytes:
    """A workbook as XLSX, the smallest that there is: its cells are numbers or texts in place."""
    out = io.BytesIO()
    names = list(sheets)
    with zipfile.ZipFile(out, "w") as archive:
        kinds = "".join(
            f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.worksheet+xml"/>'
            for at in range(1, len(names) + 1)
        )
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'spreadsheetml.sheet.main+xml"/>{kinds}</Types>',
        )
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        rels = "http://schemas.openxmlformats.org/package/2006/relationships"
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="s{at}"/>' for at, name in enumerate(names, 1))
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>'
        )
        targets = "".join(
            f'<Relationship Id="s{at}" Type="{office}/worksheet" Target="worksheets/sheet{at}.xml"/>'
            for at in range(1, len(names) + 1)
        )
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{rels}">{targets}</Relationships>')
        for at, name in enumerate(names, 1):
            rows = "".join(f"<row>{''.join(cell(each) for each in row)}</row>" for row in sheets[name])
            archive.writestr(
                f"xl/worksheets/sheet{at}.xml", f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
            )
    return out.getvalue()


def cell(value: object) -> str:
    if isinstance(value, (int, float)):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def test_a_workbook_is_a_table_by_its_first_sheet_or_the_one_that_is_asked_for() -> None:
    data = workbook(
        Options=[["Setting", "Value"], ["Title", "A"]],
        Chapters=[["Chapter", "Latitude"], ["One", 35.9], ["", ""], ["Two", 36.0]],
    )
    upload = Upload("a.xlsx", data)
    assert [row.cells for row in rows_of_upload(upload)] == [{"setting": "Title", "value": "A"}]
    rows = rows_of_upload(upload, "chapters")
    assert [(row.line, row.get("chapter"), row.get("latitude")) for row in rows] == [
        (2, "One", "35.9"),
        (4, "Two", "36"),
    ]
    assert uploads.header_of_upload(upload) == "Setting,Value"


@pytest.mark.parametrize("data", [b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0 no workbook"])
def test_a_workbook_that_is_none_is_told(data: bytes) -> None:
    assert fault_of(Upload("a.xlsx", data)) == (
        "a.xlsx:1: the workbook cannot be read; save it as XLSX again, or its sheet as CSV"
    )


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_UNPACKED", 100)
    assert "unpacks to more than 0 MB; split it" in fault_of(Upload("a.xlsx", workbook(A=[["a"], ["b"]])))
    monkeypatch.undo()
    monkeypatch.setattr(uploads, "MOST_ROWS", 1)
    assert 'the sheet "A" has more than 1 rows; split it' in fault_of(Upload("a.xlsx", workbook(A=[["a"], ["b"]])))
