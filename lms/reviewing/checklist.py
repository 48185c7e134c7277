"""What a reviewer confirms before approving (pure). An institution that checks more adds its lines here."""

from collections.abc import Mapping

from lms.reviewing.review import Aspect

CHECKLIST: Mapping[Aspect, Mapping[str, str]] = {
    Aspect.SUBSTANCE: {
        "right": "What it says is right and up to date.",
        "sources": "Statements that need a source have one.",
        "tested": "Every outcome is tested, and the keys are right.",
        "neutral": "It is neutral: no party, no product, no interest of its own (netralitas).",
    },
    Aspect.FORM: {
        "language": "The language is clear and polite.",
        "pictures": "Pictures and recordings are described and may be used.",
        "time": "The time fits its JP.",
        "people": "Nobody is named or shown who did not agree.",
    },
}
"""Aspect → name of each point, kept with the approval → its words, an English message id."""


def missing_points(aspect: Aspect, ticked: frozenset[str]) -> tuple[str, ...]:
    """The points of an aspect that were not ticked."""
    return tuple(name for name in CHECKLIST[aspect] if name not in ticked)
