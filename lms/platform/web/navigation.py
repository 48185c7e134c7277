"""The navigation: which places a person sees, by right; the list itself is handed over by `create_app`."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.permissions import Permission

MOST_IN_BAR = 4
"""Entries that fit beside each other on a phone; the others stand on the page of the profile."""


@dataclass(frozen=True)
class Place:
    """One entry of the navigation, for everybody who holds `permission`."""

    label: str  # English message id
    endpoint: str
    icon: str
    permission: Permission


@dataclass(frozen=True)
class NavItem:
    """An entry as a page shows it."""

    label: str
    href: str
    icon: str
    current: bool


Places = Sequence[Place]
