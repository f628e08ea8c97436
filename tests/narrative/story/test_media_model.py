"""Licences, and what a medium says of itself."""

from __future__ import annotations

import pytest

from narrative.story.media_model import LICENCES, Media, licence_key


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-sa-3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("Public domain", "https://creativecommons.org/publicdomain/mark/1.0/"),
        ("By permission of the town", None),
    ],
)
def test_common_terms_lead_to_where_they_can_be_read(written: str, address: str | None) -> None:
    assert LICENCES.get(licence_key(written)) == address
    assert Media("picture", "A boat", written).licence_url == address


def test_rights_are_said_in_words() -> None:
    assert Media("picture", "A boat", "CC BY 4.0", credit="Anna Rochat").rights == "Anna Rochat, CC BY 4.0"
    assert Media("picture", "A boat", "public domain").rights == "Public domain"
    assert Media("picture", "A boat", "not known").rights == "Licence not known"
