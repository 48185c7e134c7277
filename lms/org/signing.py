"""How the institution heads and signs its documents, frozen into the facts of each of them (pure)."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from lms.org.institution import Institution


class OfficeKind(StrEnum):
    """How the signer holds the office: appointed, acting for a vacant post (Plt.), or for an absent holder (Plh.)."""

    DEFINITIVE = "definitive"
    ACTING = "plt"
    DAILY = "plh"


_OFFICE_PREFIX = {OfficeKind.DEFINITIVE: "", OfficeKind.ACTING: "Plt. ", OfficeKind.DAILY: "Plh. "}


@dataclass(frozen=True)
class Letterhead:
    """Head of the first sheet: `lines` of the institution's name, the last one bold; `arms` is a sha256 or ""."""

    lines: tuple[str, ...]
    address: str = ""
    arms: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signs, holding `position` (without Plt. or Plh., which `office` adds)."""

    name: str
    position: str
    rank: str = ""
    nip: str = ""
    office: OfficeKind = OfficeKind.DEFINITIVE


def letterhead_of(institution: Institution) -> Letterhead:
    """The letterhead as it is printed now."""
    arms = sha256(institution.arms).hexdigest() if institution.arms else ""
    return Letterhead(institution.letterhead, institution.address, arms)


def signer_position(signer: Signer) -> str:
    """The signer's post, with "Plt." or "Plh." where the office is held without appointment."""
    return _OFFICE_PREFIX[signer.office] + signer.position
