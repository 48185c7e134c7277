"""What differs between two versions of a course for whoever learns it (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class VersionItem:
    """An item of a version. It is the same item in another version under the same key, kind and role."""

    id: int
    number: int
    key: str
    kind: str
    role: str
    title: str
    fingerprint: str

    @property
    def identity(self) -> tuple[str, str, str]:
        """What it is recognised by: a lesson that became a quiz, or practice that became a final, is another item."""
        return self.key, self.kind, self.role


@dataclass(frozen=True)
class VersionChanges:
    """The items of the newer version that are added or changed, and those of the older one that are gone."""

    added: tuple[VersionItem, ...]
    changed: tuple[VersionItem, ...]
    removed: tuple[VersionItem, ...]


def compare(older: Sequence[VersionItem], newer: Sequence[VersionItem]) -> VersionChanges:
    """What became of the items, each in the order of its course."""
    before = {item.identity: item for item in older}
    kept = {item.identity for item in newer}
    return VersionChanges(
        added=tuple(item for item in newer if item.identity not in before),
        changed=tuple(
            item for item in newer if item.identity in before and item.fingerprint != before[item.identity].fingerprint
        ),
        removed=tuple(item for item in older if item.identity not in kept),
    )
