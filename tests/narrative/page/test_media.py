"""What a page has of its story's media: addresses or bytes, words and terms, and a policy that allows no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.page import render_page
from narrative.page.media import Gallery, Placement, check_pictures, has_media, over_budget
from narrative.page.render import in_one
from narrative.page.value import Page
from narrative.story import Story, load_story
from tests.media import photograph, write_media_story
from tests.stories import write_story

BARE = re.compile(r"<(script|style)\b.*?</\1>", re.S)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return load_story(write_media_story(tmp_path_factory.mktemp("media")))


@pytest.fixture(scope="module")
def pages(lake: Story) -> dict[Placement, Page]:
    return {each: render_page(lake, placement=each) for each in Placement}


def test_a_page_beside_its_files_names_each_of_them_once_and_holds_none(pages: dict[Placement, Page]) -> None:
    page = pages[Placement.BESIDE]
    html = BARE.sub("", page.html)
    named = set(re.findall(r"media/lake-crossing/[a-z0-9.-]+", html))
    assert named == set(page.files)
    assert len(named) == 12
    assert "data:image/webp" not in html and "data:audio" not in html
    assert "img-src 'self' data:; media-src 'self' data:;" in page.policy


def test_a_single_page_holds_each_file_once_behind_all_else(pages: dict[Placement, Page]) -> None:
    page = pages[Placement.INSIDE]
    html = page.html
    assert page.files == {}
    assert re.findall(r'(?:src|href|poster)="media/', html) == []
    assert [html.count(f'id="file-{number}"') for number in range(7)] == [1, 1, 1, 1, 1, 1, 0]
    assert html.index('class="media-files"') > max(html.index(f'id="part-{part.name}"') for part in page.parts)
    assert "img-src data:; media-src data:;" in page.policy
    assert "'self'" not in page.policy


def test_pictures_of_the_page_need_no_recordings(pages: dict[Placement, Page]) -> None:
    html = pages[Placement.STILLS].html
    assert "data:audio" not in html and "data:video" not in html
    assert html.count('<img src="data:image/webp') + html.count('<img class="later" src="data:image/webp') == 6
    assert "media-files" not in BARE.sub("", html)


def test_the_first_view_of_a_single_page_has_no_picture_in_it(pages: dict[Placement, Page]) -> None:
    beside, inside = (pages[each].html for each in (Placement.BESIDE, Placement.INSIDE))
    first = [html.index('id="part-borders"') for html in (beside, inside)]
    assert first[1] - first[0] < 3_000  # glances of some hundred bytes each


def test_identical_input_gives_identical_bytes(lake: Story, pages: dict[Placement, Page]) -> None:
    for placement, page in pages.items():
        assert render_page(lake, placement=placement).body == page.body


def test_a_story_without_media_has_neither_style_nor_script_nor_policy_of_it(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path))
    pages = [render_page(story, placement=each) for each in Placement]
    assert not has_media(story)
    assert len({page.body for page in pages}) == 1
    assert (
        'class="medium"' not in pages[0].html and ".medium" not in pages[0].html and "media-src" not in pages[0].policy
    )
    assert in_one(story, pages[0], Placement.INSIDE) is pages[0]


def test_a_card_says_what_it_shows_who_made_it_and_under_which_terms(pages: dict[Placement, Page]) -> None:
    html = pages[Placement.BESIDE].html
    assert 'width="1600" height="1067" alt="A stone bridge over a lake." loading="lazy"' in html
    assert (
        '<span class="caption">The bridge at Geneva</span> <small><time datetime="1949-05">May 1949</time>. '
        'Anna Rochat, <a href="https://creativecommons.org/licenses/by/4.0/"' in html
    )
    assert '<audio controls preload="none" src="media/lake-crossing/oars-' in html
    assert "autoplay" not in BARE.sub("", html)
    assert '<track kind="captions" srclang="en" label="Captions" src="data:text/vtt;base64,' in html
    assert "<p><strong>Anna:</strong> The oars, and nothing else. Then a bell.</p>" in html
    assert 'href="https://example.org/film" target="_blank" rel="noopener noreferrer"' in html
    assert "<iframe" not in html


def test_markup_in_words_is_text(tmp_path: Path) -> None:
    from tests.media import WITH_MEDIA

    bad = WITH_MEDIA.replace("caption: The letter\n", "caption: '</small><script>1</script>'\n").replace(
        "alt: Oars in water, then a bell.", "alt: 'Oars\" onplay=\"1'"
    )
    html = render_page(load_story(write_media_story(tmp_path, bad))).html
    assert "<script>1</script>" not in html
    assert 'onplay="1' not in html


def test_what_is_too_heavy_for_one_page_is_named_with_the_cure(lake: Story) -> None:
    assert over_budget(lake, 12_000_000) == []
    faults = over_budget(lake, 100_000)
    assert [Path(each.file).name for each in sorted(faults)] == ["bridge.jpg", "letter.png"]
    assert "MB of a single page, whose media have 0.5 MB where 0.1 MB are the most" in faults[-1].message
    assert "--folder" in faults[-1].message


def test_a_picture_that_breaks_off_is_told_when_its_pixels_are_read(tmp_path: Path) -> None:
    folder = write_media_story(tmp_path)
    (folder / "media" / "bridge.jpg").write_bytes(photograph()[:-20_000])
    story = load_story(folder)
    (fault,) = check_pictures(story)
    assert (Path(fault.file).name, fault.line) == ("bridge.jpg", 1)
    with pytest.raises(Faults, match="is broken"):
        render_page(story, placement=Placement.INSIDE)


def test_a_file_that_is_shown_twice_is_stored_once(lake: Story) -> None:
    gallery = Gallery(lake, Placement.INSIDE)
    for step in lake.steps:
        gallery.of_step(step)
    names = [asset.file.name for _, asset, _ in gallery.stored.values()]
    assert names == [
        "media/bridge.jpg",
        "media/then.png",
        "media/now.png",
        "media/letter.png",
        "media/oars.wav",
        "media/lake.webm",
    ]
