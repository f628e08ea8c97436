"""Fonts are cut to the page's characters, the same way each time."""

import base64
import io

from fontTools.ttLib import TTFont

from narrative.fonts import FACES, cut_fonts


def characters_of(face) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(base64.b64decode(face.data))).getBestCmap()}


def test_every_face_holds_the_characters_asked_for_and_few_others():
    faces = cut_fonts("Mukden ¶4–5")
    assert len(faces) == len(FACES)
    for face in faces:
        assert set("Mukden ¶4–5") <= characters_of(face)
        assert "Z" not in characters_of(face)


def test_cyrillic_names_are_set_in_the_pages_own_type():
    sans = [face for face in cut_fonts("Мукден") if face.family == "Source Sans Pro"]
    assert all(set("Мукден") <= characters_of(face) for face in sans)


def test_a_character_that_no_face_has_is_left_to_the_system():
    assert all("옹" not in characters_of(face) for face in cut_fonts("옹a"))


def test_the_order_of_characters_does_not_matter():
    assert cut_fonts("abc") == cut_fonts("cba")
