"""The encoding of a sheet of a few words."""

from __future__ import annotations

import pytest

from geo.reading.encodings import NAMES, encoding_of


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Chapter,Köln\n3 März 1874,Text — über alles", "cp1252"),
        ("Nom,Évian\nÀ la fin de l'été à Genève", "cp1252"),
        ("Имя,lat,lon\nКиев,50,30", "cp1251"),
        ("Имя,lat,lon\nКиев,50,30", "koi8_r"),
        ("이름,위도\n서울,37.5\n평양,39.0", "cp949"),
        ("Nazwa\nŁódź\nKraków jest piękny", "cp1250"),
        ("Όνομα,πλάτος\nΑθήνα,37.9", "cp1253"),
        ("Nom\nÀ la fin de l'été à Genève", "mac_roman"),
    ],
)
def test_a_sheet_of_a_few_words_is_read_as_it_was_saved(text: str, codec: str) -> None:
    found = encoding_of(text.encode(codec))
    assert found in NAMES
    assert text.encode(codec).decode(found) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_no_other_encoding(encoding: str) -> None:
    assert encoding_of("Köln, Киев".encode(encoding)) is None


def test_bytes_that_are_no_text_have_an_encoding_all_the_same() -> None:
    assert encoding_of(bytes(range(256))) is not None
