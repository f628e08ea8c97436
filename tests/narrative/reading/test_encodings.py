"""The encoding of a file is recognised and named."""

from __future__ import annotations

import pytest

from narrative.reading.blocks import TextError
from narrative.reading.encodings import decoded
from narrative.reading.extract import source_text
from tests.listed import together

RUSSIAN = "В мае 1812 года они покинули Вильну и пошли на Москву, а река была низкой."
KOREAN = "1949년 3월 김일성은 평양을 떠나 모스크바로 갔다."


@together(
    ("text", "codec", "name"),
    [
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (RUSSIAN, "cp866", "DOS 866"),
        (RUSSIAN, "utf-8", "UTF-8"),
        (RUSSIAN.upper(), "cp1251", "Windows-1251"),
        (RUSSIAN.upper(), "koi8-r", "KOI8-R"),
        (RUSSIAN, "utf-16", "UTF-16"),
        (RUSSIAN, "utf-16-le", "UTF-16"),
        (RUSSIAN, "utf-16-be", "UTF-16"),
        ("Plain words", "utf-16-be", "UTF-16"),
        (KOREAN, "euc-kr", "EUC-KR"),
        ("뷁 소리가 났다. " + KOREAN, "cp949", "Windows-949"),
        ("Évian et Genève, l’été", "cp1252", "Windows-1252"),
        ("Die Straße über München", "cp1252", "Windows-1252"),
        ("El señor Núñez viajó a España.", "cp1252", "Windows-1252"),
        ("He said “no” – twice.", "cp1252", "Windows-1252"),
        ("Lech Wałęsa, Łódź i Kraków, żółw", "cp1250", "Windows-1250"),
        ("東京から大阪へ行きました。", "shift_jis", "Windows-932 (Shift JIS)"),
    ],
)
def test_an_encoding_is_recognised_by_what_makes_words(text: str, codec: str, name: str) -> None:
    assert decoded(text.encode(codec)) == (text, name)


def test_what_a_page_declares_is_believed_where_its_bytes_are_such() -> None:
    page = '<html><head><meta charset="koi8-r"></head><body><p>Вильна</p></body></html>'
    assert decoded(page.encode("koi8-r")) == (page, "KOI8-R")
    wrong = page.replace("koi8-r", "utf-8").encode("cp1251")
    assert decoded(wrong.replace(b"</p>", b"</p><p>" + RUSSIAN.encode("cp1251") * 3))[1] == "Windows-1251"


def test_latin_1_is_read_as_browsers_read_it() -> None:
    page = '<meta charset="iso-8859-1"><p>“Évian”</p>'
    assert decoded(page.encode("cp1252")) == (page, "Windows-1252")


@pytest.mark.parametrize("name", ["x-klingon", "undefined", "idna", "unicode_escape"])
def test_an_encoding_that_nobody_knows_is_one_sentence_with_its_cure(name: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body><p>Words</p></body></html>'
    with pytest.raises(TextError, match=rf'^it declares the encoding "{name}", which nobody knows; write'):
        source_text(page.encode(), "a.html")


@pytest.mark.parametrize("name", ["rot13", "hex", "base64", "zlib"])
def test_a_codec_that_is_no_encoding_of_text_is_passed_over(name: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body><p>Words here</p></body></html>'
    assert source_text(page.encode(), "a.html").encoding == "UTF-8"


@pytest.mark.parametrize("data", [bytes(range(1, 32)) * 20, b"\xff\xfe\x00\xd8", b"\x00\x01\x02" * 50])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(TextError):
        decoded(data)


def test_the_source_says_its_encoding() -> None:
    assert source_text(RUSSIAN.encode("cp1251"), "a.txt").encoding == "Windows-1251"
