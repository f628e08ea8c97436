"""Fonts are cut to the page's characters, the same way each time; what Source lacks comes from a sixth face."""

import base64
import io

from fontTools.ttLib import TTFont

from narrative.page.fonts import EAST_ASIAN, FACES, Face, cut_fonts, missing_glyphs

NO_FACE_HAS = "𐎀"  # Ugaritic


def characters_of(face: Face) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(base64.b64decode(face.data))).getBestCmap()}


def test_every_face_holds_the_characters_asked_for_and_few_others() -> None:
    faces = cut_fonts("Mukden ¶4–5")
    assert len(faces) == len(FACES)
    for face in faces:
        assert set("Mukden ¶4–5") <= characters_of(face)
        assert "Z" not in characters_of(face)


def test_cyrillic_names_are_set_in_the_pages_own_type() -> None:
    sans = [face for face in cut_fonts("Мукден") if face.family == "Source Sans Pro"]
    assert all(set("Мукден") <= characters_of(face) for face in sans)


def test_hangul_hanja_and_kana_come_in_one_face_with_nothing_else() -> None:
    *western, last = cut_fonts("Ongjin 옹진 甕津, Mukden 奉天 沈阳, Мукден, ほうてん ↗")
    assert last.family == EAST_ASIAN[1]
    assert characters_of(last) == set("옹진甕津奉天沈阳ほうてん")
    assert len(western) == len(FACES)


def test_eighty_names_cost_a_few_kilobytes() -> None:
    last = cut_fonts("삼팔선조선민주주의인민공화국三八線朝鮮民主主義人民共和國")[-1]
    assert len(base64.b64decode(last.data)) < 6_000


def test_a_page_without_east_asian_characters_does_not_carry_their_face() -> None:
    assert {face.family for face in cut_fonts("Seoul, Сеул")} == {"Source Serif Pro", "Source Sans Pro"}


def test_a_character_that_no_face_has_is_left_to_the_system_and_named() -> None:
    assert all(NO_FACE_HAS not in characters_of(face) for face in cut_fonts(NO_FACE_HAS + "옹a"))
    assert missing_glyphs(NO_FACE_HAS + "옹a") == NO_FACE_HAS


def test_spaces_joiners_and_control_characters_need_no_glyph() -> None:
    assert missing_glyphs("\t\n\u00a0\u200b\u200d\u2028\u3000\ufeff") == ""


def test_the_order_of_characters_does_not_matter() -> None:
    assert cut_fonts("abc옹진") == cut_fonts("진옹cba")
