"""Dates in other languages than English."""

from __future__ import annotations

import pytest

from narrative.reading.foreign_dates import foreign_dates, months_of


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("de", "Am 7. Juni 1910 fuhr er ab, am 9. Juni kam er an.", ["1910-06-07", "1910-06-09"]),
        ("de", "Im Frühjahr 1911 und im Jahre 1912, dann um 1915.", ["1911-21", "1912", "1915~"]),
        ("de", "12.-14. Mai 1913; 3.4.1914; in den 1920er Jahren; 19. Jahrhundert", None),
        ("de", "Der Krieg (1914–1918) und 1812 Mann.", ["1914/1918"]),
        ("de", "Am 2. Jänner 1848 in Wien.", ["1848-01-02"]),
        ("fr", "Le 1er mai 1812 il partit, le 4 mai il arriva.", ["1812-05-01", "1812-05-04"]),
        (
            "fr",
            "Du 12 au 14 août 1816, vers 1820, au printemps de 1821.",
            ["1816-08-12/1816-08-14", "1820~", "1821-21"],
        ),
        ("fr", "Au XIXe siècle et dans les années 1920.", ["18XX", "192X"]),
        ("es", "El 3 de mayo de 1808 salieron; el 5 de mayo volvieron.", ["1808-05-03", "1808-05-05"]),
        ("es", "En junio de 1809, hacia 1815, en el siglo XIX.", ["1809-06", "1815~", "18XX"]),
        ("ru", "В мае 1812 года, 28 июня и 5–7 августа.", ["1812-05", "1812-06-28", "1812-08-05/1812-08-07"]),
        ("ru", "Весной 1813 года, около 1820 года, в XIX веке, в 1940-е годы.", ["1813-21", "1820~", "18XX", "194X"]),
        ("ru", "Это было 12 сентября 1812 г. и в 1814 году.", ["1812-09-12", "1814"]),
        ("ko", "1949년 3월 5일 떠나 3월 9일에 왔다.", ["1949-03-05", "1949-03-09"]),
        (
            "ko",
            "1950년 봄, 1940년대, 1949년경, 6월 25일부터 28일",
            ["1950-21", "194X", "1949~", "1949-06-25/1949-06-28"],
        ),
        ("pl", "3 maja 1812 roku", []),
    ],
)
def test_dates_are_read_as_the_language_writes_them(language: str, text: str, dates: list[str] | None) -> None:
    expected = dates if dates is not None else ["1913-05-12/1913-05-14", "1914-04-03", "192X", "18XX"]
    assert [each.edtf for each in foreign_dates(text, language)] == expected


def test_a_date_stands_where_it_says() -> None:
    text = "Das war, glaube ich, am 9. Juni 1910."
    (date,) = foreign_dates(text, "de")
    assert text[date.start : date.end] == date.name == "9. Juni 1910"


def test_a_date_without_a_year_needs_one_from_before_or_the_author() -> None:
    assert foreign_dates("Am 7. Juni fuhr er.", "de") == []
    assert foreign_dates("Am 7. Juni fuhr er.", "de", year=1910)[0].edtf == "1910-06-07"


def test_a_day_that_never_was_is_left_out() -> None:
    assert foreign_dates("Am 31. Juni 1910 und am 30.2.1911.", "de") == []


def test_months_have_their_cases_and_short_forms() -> None:
    assert {months_of("ru")[name] for name in ("мае", "мая", "май", "маю")} == {5}
    assert months_of("de")["märz"] == 3
    assert months_of("fr")["févr"] == 2
