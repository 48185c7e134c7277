"""The facts of a certificate, frozen when it is issued: everything that its two sheets print (pure).

Later changes of names, posts, signers or course versions leave a certificate as it was. The fields follow
PerLAN 5/2020 and the practice of ministries (Permensos 9/2019, annex): identity of the learner, result, period, JP in
figures and words, number, signer.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lms.certificates.apportionment import shares_of_jp
from lms.kernel.jp import Jp
from lms.org.signing import Letterhead, OfficeKind, Signer
from lms.platform.documents.words import Language

SHAPE = 1


class Result(StrEnum):
    """What is attested: a final was passed, or all was done where there is none."""

    PASSED = "passed"
    COMPLETED = "completed"


@dataclass(frozen=True)
class Learner:
    """Who receives it, as recorded that day: name with titles; all but the name may be "". A kind is NIP or NI PPPK."""

    name: str
    nip: str = ""
    nip_kind: str = "NIP"
    rank: str = ""
    position: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Recognition:
    """The decision by which the course's JP are recognised; `decision` names its kind and issuer."""

    decision: str
    number: str
    on: date


@dataclass(frozen=True)
class Material:
    """A row of sheet 2. `jp` has at most two decimals; all rows add up to the certificate's JP."""

    title: str
    minutes: int
    jp: Decimal
    speaker: str = ""


@dataclass(frozen=True)
class Exam:
    """How it was tested: questions drawn and the least mark, in percent, that passes."""

    questions: int
    pass_mark: int


@dataclass(frozen=True)
class CertificateFacts:
    """All that is printed. `form` is the form of learning in words; `signature` says in the institution's words how
    it is signed; `check_address` is the whole address in the QR; `mark` is in percent.
    Without a recognition `jp` is 0. Of a programme, the materials are its parts, and `jp` is counted with them."""

    language: Language
    title: str
    number: str
    code: str
    check_address: str
    letterhead: Letterhead
    learner: Learner
    result: Result
    mark: int | None
    course: str
    version: int
    organiser: str
    first_day: date
    last_day: date
    jp: Jp
    form: str
    recognition: Recognition | None
    place: str
    issued_on: date
    signer: Signer
    signature: str
    materials: tuple[Material, ...]
    speakers: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    exam: Exam | None = None
    is_programme: bool = False

    def __post_init__(self) -> None:
        if self.materials and sum(material.jp for material in self.materials) != self.jp:
            raise ValueError("the JP of the materials do not add up to the JP of the certificate")

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces, dates as ISO, decimals as text. Equal facts give equal text."""
        data = {"shape": SHAPE, **asdict(self)}
        return json.dumps(data, default=str, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "CertificateFacts":
        """The facts that `to_json` wrote.

        Raises: ValueError when the text has another shape; KeyError or TypeError when it is not such a text.
        """
        data: dict[str, Any] = json.loads(text)
        if data.pop("shape", None) != SHAPE:
            raise ValueError("facts of an unknown shape")
        for name in ("first_day", "last_day", "issued_on"):
            data[name] = date.fromisoformat(data[name])
        for name in ("speakers", "outcomes"):
            data[name] = tuple(data[name])
        data["language"] = Language(data["language"])
        data["result"] = Result(data["result"])
        data["letterhead"] = Letterhead(**{**data["letterhead"], "lines": tuple(data["letterhead"]["lines"])})
        data["learner"] = Learner(**data["learner"])
        data["signer"] = Signer(**{**data["signer"], "office": OfficeKind(data["signer"]["office"])})
        data["recognition"] = _recognition(data["recognition"])
        data["materials"] = tuple(Material(**{**row, "jp": Decimal(row["jp"])}) for row in data["materials"])
        data["exam"] = data["exam"] and Exam(**data["exam"])
        return cls(**data)


def materials_of(rows: tuple[tuple[str, int, str], ...], jp: Jp) -> tuple[Material, ...]:
    """Rows of sheet 2 from (title, minutes, speaker), with `jp` divided among them."""
    shares = shares_of_jp(jp, [minutes for _, minutes, _ in rows])
    return tuple(
        Material(title, minutes, share, speaker) for (title, minutes, speaker), share in zip(rows, shares, strict=True)
    )


def _recognition(data: dict[str, str] | None) -> Recognition | None:
    if data is None:
        return None
    return Recognition(data["decision"], data["number"], date.fromisoformat(data["on"]))
