"""The words of Linked Places for how sure a place's location is, and how each is said and drawn: their one table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Certainty:
    """One word for how sure a location is; a place that is not certain says why.

    ``id`` is what ``geometry.certainty`` writes, ``word`` stands within a sentence, ``title`` opens a card. On a map a
    doubtful place wears a halo of ``halo_px`` in place of its ring, an ``open`` one is hollow besides, and ``sign``
    stands behind its name. ``kml_colour`` is aabbggrr, as KML writes it. A geoparser's place is called so from
    ``least_probability`` on; a word without one is an author's only.

    >>> [each.title for each in CERTAINTIES.values() if each.doubtful]
    ['Less certain', 'Uncertain']
    """

    id: str
    word: str
    title: str
    doubtful: bool = True
    open: bool = False
    sign: str = ""
    halo_px: float = 16
    kml_colour: str = "cc2b6fc8"
    kml_width_px: float = 2.0
    least_probability: float | None = None


SURE_FROM = 0.9  # a geoparser's place of at least this probability is called certain

# In KML red as the map's own, paler and thinner the less certain a place is.
CERTAINTIES: dict[str, Certainty] = {
    each.id: each
    for each in (
        Certainty(
            "certain",
            word="certain",
            title="Location certain",
            doubtful=False,
            halo_px=0,
            kml_colour="ff2b2bb0",
            kml_width_px=3.0,
            least_probability=SURE_FROM,
        ),
        Certainty("less-certain", word="less certain", title="Less certain", least_probability=0.6),
        Certainty(
            "uncertain",
            word="uncertain",
            title="Uncertain",
            open=True,
            sign="?",
            halo_px=24,
            kml_colour="99606060",
            kml_width_px=1.5,
            least_probability=0.0,
        ),
    )
}
CERTAIN = "certain"  # of a place whose file has no word for doubt


def certainty_of(probability: float) -> str:
    """The word for a place that a geoparser chose with a probability, 0 to 1.

    >>> certainty_of(0.95), certainty_of(0.9), certainty_of(0.7), certainty_of(0.2)
    ('certain', 'certain', 'less-certain', 'uncertain')
    """
    earned = [each for each in CERTAINTIES.values() if (each.least_probability or 0.0) <= probability]
    ranked = [each for each in earned if each.least_probability is not None]
    return max(ranked, key=lambda each: each.least_probability or 0.0).id
