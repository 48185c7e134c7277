"""Why a duty is waived, put off, given again or taken back: codes, none of which names an illness (pure).

A note beside the code is not asked for: people would write there what nobody needs to know.
"""

from collections.abc import Mapping

WAIVING: Mapping[str, str] = {
    "leave": "On leave",
    "other-duties": "Other duties in this time",
    "retiring": "Retires soon",
    "already-trained": "Trained already elsewhere",
    "not-for-post": "Not for this post",
}
EXTENDING: Mapping[str, str] = {
    "leave": "On leave",
    "other-duties": "Other duties in this time",
    "new-here": "New in this post",
    "no-access": "No device or no signal",
}
GIVING_AGAIN: Mapping[str, str] = {
    "mistake": "It was waived by mistake",
    "reason-over": "The reason is over",
}
LEFT, ELSEWHERE, MERGED = "left", "elsewhere", "merged"
RELEASING: Mapping[str, str] = {
    LEFT: "No longer at the institution",
    ELSEWHERE: "No longer among those it is for",
    MERGED: "Held by another record of the same person",
}
CAME_BACK = "came-back"
ALL: Mapping[str, str] = {
    **WAIVING,
    **EXTENDING,
    **GIVING_AGAIN,
    **RELEASING,
    CAME_BACK: "Among those it is for again",
}
"""Code → English message id."""
