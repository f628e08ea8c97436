"""Find the paragraphs of a text again in a changed version of it, by digests of their letters and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

Digested = tuple[str, tuple[str, ...]]  # of the paragraph, of each of its sentences


def paragraph_map(before: Sequence[Digested], after: Sequence[Digested]) -> dict[int, int]:
    """{number before: number after}, counted from 1; a paragraph that is gone lacks.

    Found are unchanged paragraphs in order, then those that stand elsewhere, then changed ones: by a sentence that both
    have, or by standing between the same neighbours.

    >>> old = [("a", ("s",)), ("b", ("t", "u")), ("c", ("v",)), ("d", ("w",))]
    >>> new = [("x", ("y",)), ("a", ("s",)), ("e", ("t", "z")), ("d", ("w",))]
    >>> paragraph_map(old, new)
    {1: 2, 2: 3, 4: 4}
    """
    wholes, others = [whole for whole, _ in before], [whole for whole, _ in after]
    matcher = SequenceMatcher(None, wholes, others, autojunk=False)
    found = {
        block.a + offset: block.b + offset for block in matcher.get_matching_blocks() for offset in range(block.size)
    }
    used = set(found.values())
    for old, whole in enumerate(wholes):  # moved
        if old not in found:
            new = next((each for each, other in enumerate(others) if other == whole and each not in used), None)
            if new is not None:
                found[old] = new
                used.add(new)
    by_sentence: dict[str, list[int]] = {}
    for new, (_, sentences) in enumerate(after):
        for each in set(sentences):
            by_sentence.setdefault(each, []).append(new)
    for old, (_, sentences) in enumerate(before):  # changed
        if old not in found:
            near = [new for each in sentences for new in by_sentence.get(each, ()) if new not in used]
            if near:
                found[old] = max(set(near), key=lambda new: (near.count(new), -abs(new - old)))
                used.add(found[old])
    for kind, start, end, first, last in matcher.get_opcodes():  # changed throughout, between the same neighbours
        if kind == "replace" and end - start == last - first:
            for old, new in zip(range(start, end), range(first, last), strict=True):
                if old not in found and new not in used:
                    found[old] = new
                    used.add(new)
    return {old + 1: new + 1 for old, new in sorted(found.items())}
