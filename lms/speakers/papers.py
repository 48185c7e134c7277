"""The facts of a speaker's paper, frozen when it is issued: everything that it prints (pure).

The statement of service says what lecturers file as *pengabdian kepada masyarakat* (Kepdirjen Dikti 12/E/KPT/2021, on
their workload): number, who, as what, when, how long, whom it reached, signed by the office that was served.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from lms.org.signing import Letterhead, OfficeKind, Signer
from lms.platform.documents.words import Language
from lms.speakers.reach import Reach

SHAPE = 1


class PaperKind(StrEnum):
    """What is issued to a speaker."""

    REQUEST = "request"
    SERVICE = "service"
    CERTIFICATE = "certificate"


WORDS_IN_NUMBERS = {PaperKind.REQUEST: "SPN", PaperKind.SERVICE: "SKN", PaperKind.CERTIFICATE: "SN"}
"""What stands in numbers where those of certificates have the course."""


@dataclass(frozen=True)
class PaperFacts:
    """All that is printed. `addressee` is the head of the speaker's institution, for a request only; `minutes` and
    `courses` are what was given and reached in the period."""

    kind: PaperKind
    language: Language
    number: str
    letterhead: Letterhead
    organiser: str
    place: str
    issued_on: date
    signer: Signer
    signature: str
    name: str
    position: str
    institution: str
    field: str
    topic: str
    addressee: str
    first_day: date
    last_day: date
    minutes: int
    courses: tuple[Reach, ...] = ()

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces, dates as ISO. Equal facts give equal text."""
        data = {"shape": SHAPE, **asdict(self)}
        return json.dumps(data, default=str, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "PaperFacts":
        """The facts that `to_json` wrote. Raises: ValueError when the text has another shape."""
        data: dict[str, Any] = json.loads(text)
        if data.pop("shape", None) != SHAPE:
            raise ValueError("facts of an unknown shape")
        for name in ("issued_on", "first_day", "last_day"):
            data[name] = date.fromisoformat(data[name])
        signer, head = data["signer"], data["letterhead"]
        data["kind"], data["language"] = PaperKind(data["kind"]), Language(data["language"])
        data["signer"] = Signer(**{**signer, "office": OfficeKind(signer["office"])})
        data["letterhead"] = Letterhead(**{**head, "lines": tuple(head["lines"])})
        data["courses"] = tuple(
            Reach(**{**course, "published_on": date.fromisoformat(course["published_on"])})
            for course in data["courses"]
        )
        return cls(**data)
