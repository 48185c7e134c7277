"""Where a block has gone after an edit around it or in it (pure).

What stays the same is found by its text; what was changed in place stays where it was; of a run that grew or shrank,
each old block goes to the new one that is most like it.
"""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

ALIKE = 0.5
"""How much of two texts must be the same (0 to 1) for one to count as the other, changed."""

_COMPARED = 2_000  # characters of each text; enough to recognise it, and bounded


def moved_blocks(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """For each block of `before` its place in `after`; None for one that was taken out."""
    places: list[int | None] = [None] * len(before)
    free: set[int] = set()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            places[i1:i2] = range(j1, j2)
            continue
        free |= set(range(j1, j2))
        for i in range(i1, i2 if i2 - i1 == j2 - j1 else i1):  # as many as before: changed in place
            if _alike(before[i], after[j1 + i - i1]):
                places[i] = j1 + i - i1
    free -= {place for place in places if place is not None}
    left = [index for index, place in enumerate(places) if place is None]
    for index in left:
        places[index] = _most_alike(before[index], after, free)
        free -= {places[index]}
    return places


def moved_files(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> dict[str, str]:
    """Old path → new path of each file that was renamed: taken out under one name, put in under another."""
    gone = {path: text for path, text in before.items() if text is not None and after.get(path) is None}
    come = {path: text for path, text in after.items() if text is not None and before.get(path) is None}
    found: dict[str, str] = {}
    for path, text in gone.items():
        paths = [other for other in come if other not in found.values()]
        place = _most_alike(text, [come[other] or "" for other in paths], set(range(len(paths))))
        if place is not None:
            found[path] = paths[place]
    return found


def _most_alike(text: str, others: Sequence[str], free: set[int]) -> int | None:
    same = next((place for place in sorted(free) if others[place] == text), None)
    if same is not None:
        return same
    ratios = {place: _ratio(text, others[place]) for place in sorted(free)}
    best = max(ratios, key=lambda place: ratios[place], default=None)
    return best if best is not None and ratios[best] >= ALIKE else None


def _alike(text: str, other: str) -> bool:
    return _ratio(text, other) >= ALIKE


def _ratio(text: str, other: str) -> float:
    matcher = SequenceMatcher(None, text[:_COMPARED].split(), other[:_COMPARED].split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0
