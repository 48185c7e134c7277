"""What an institution says of itself and its rules: which facts there are, which are needed, what they may be (pure).

Each fact holds from a day on; what was printed before that day stays as it was. What only others can judge (glyphs,
number pattern, arms; the points of a review) is asked by the fact `Offered`, before anything is kept.
"""

import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass

from lms.kernel import facts
from lms.kernel.errors import Unprocessable

SIGNER = "signer"
MOST_LINES = 4
LONGEST_OFFICE = 30
LONGEST_ANSWER = 60
LONGEST_NOTICE = 365
MOST_POINTS = 20
LEAST_SMALL, LARGEST_SMALL = 5, 1_000
_HOUR = r"(?:1?[0-9]|2[0-3])"
_LONGEST = 300
_LONGEST_POINTS = 5_000
_LONGEST_ARMS = 400_000  # in base64: a file of 300 KB


@dataclass(frozen=True)
class FactName:
    """A fact by name and what it is; `default` is None where the institution must say it itself."""

    name: str
    meaning: str
    default: str | None = None


FACTS = {
    fact.name: fact
    for fact in (
        FactName("letterhead", "lines of the institution's name, the last one printed bold"),
        FactName("address", "address line of the letterhead", ""),
        FactName("arms", "picture file (SVG, PNG, JPEG or WebP); a plain shield until it is set", ""),
        FactName("organiser", "who holds the courses, in a sentence: BKPSDM Kota Contoh"),
        FactName("office", "short word of the office in certificate numbers: BKPSDM"),
        FactName("place", "where certificates are signed"),
        FactName("contact", "whom to ask about a certificate, shown on the check page", ""),
        FactName("title", "heading of the certificate", "SERTIFIKAT"),
        FactName("number_pattern", "of certificate numbers", "{seq:04}/{course}/{office}/{roman_month}/{year}"),
        FactName("signature", "how certificates are signed, in a sentence", "Ditandatangani secara basah."),
        FactName("speaker_answer_days", "within how many days volunteers get an answer to their offer", "7"),
        FactName("mail_quiet_hours", "from and to which full hour no mail leaves: 20-6; 0-0 for never", "20-6"),
        FactName("mail_digest_hour", "at which full hour the letters of a day leave in one mail", "7"),
        FactName("due_soon_days", "for how many days before its last one a duty is due soon", "14"),
        FactName("joiner_days", "how many days at least people have who come after a course was assigned", "30"),
        FactName("unit_head_start_days", "how many days units see who is late before the city ranks by it", "3"),
        FactName("reminder_gap_days", "for how many days nobody is reminded of the same assignment again", "3"),
        FactName(
            "reminder_days",
            "on which days before the last one people are reminded; negative: after it",
            "14 7 3 1 -3 -30",
        ),
        FactName("memo_people", "how many people a memo lists itself; more stand in its attachment", "10"),
        FactName("reminder_hour", "from which full hour on these reminders are written", "8"),
        FactName("pace_months", "months in which people behind an even pace of JP are told so; 0 for none", "7 9"),
        FactName("small_unit_people", "units with fewer people are in no order of shares", "10"),
        FactName("training_spend", "rupiah spent on learning so far in the year of that day", ""),
        FactName("speaker_rate", "rupiah that a speaker would be paid for a clock hour", ""),
        FactName("export_kept_days", "for how many days a file that was made in the background is kept", "7"),
        FactName("export_rows_at_once", "up to how many rows a file is made while the person waits", "2000"),
        FactName("export_most_open", "how many files one person may have made at the same time", "5"),
        FactName("language", "of certificates: id or en", "id"),
        FactName(
            "substance_points",
            "what reviewers confirm of the substance, a line each: name: words",
            "right\nsources\ntested\nneutral",
        ),
        FactName(
            "form_points",
            "what they confirm of the form; a built-in point by its name alone",
            "language\npictures\ntime\npeople",
        ),
    )
}

_LONGEST_OF = {
    "arms": _LONGEST_ARMS,
    "office": LONGEST_OFFICE,
    "substance_points": _LONGEST_POINTS,
    "form_points": _LONGEST_POINTS,
}
_MOST_OF = {"memo_people": 100, "export_kept_days": 90, "export_rows_at_once": 20_000, "export_most_open": 50}
_MOST_LINES_OF = {"letterhead": MOST_LINES, "substance_points": MOST_POINTS, "form_points": MOST_POINTS}


@dataclass(frozen=True)
class Offered:
    """A fact: somebody wants to set this, or to enter a signer. Whoever could not print it refuses."""

    name: str
    value: str


class UnusableFact(Unprocessable):
    """The institution cannot say this of itself."""


@dataclass(frozen=True)
class Institution:
    """The institution on one day; every fact "" that is not said and has no default."""

    letterhead: tuple[str, ...]
    address: str
    arms: bytes | None
    organiser: str
    office: str
    place: str
    contact: str
    title: str
    number_pattern: str
    signature: str
    speaker_answer_days: str
    mail_quiet_hours: str
    mail_digest_hour: str
    due_soon_days: str
    joiner_days: str
    unit_head_start_days: str
    reminder_gap_days: str
    reminder_days: str
    memo_people: str
    reminder_hour: str
    pace_months: str
    small_unit_people: str
    training_spend: str
    speaker_rate: str
    export_kept_days: str
    export_rows_at_once: str
    export_most_open: str
    language: str
    substance_points: str  # lines, as `lms/reviewing/checklist.py` reads them
    form_points: str
    missing: tuple[str, ...]  # names of the facts without which no certificate can be issued


def institution_of(values: Mapping[str, str]) -> Institution:
    """The institution that these facts describe; defaults fill what is not said."""
    said = {name: values.get(name) or fact.default or "" for name, fact in FACTS.items()}
    missing = tuple(name for name, fact in FACTS.items() if fact.default is None and not said[name])
    letterhead, arms = tuple(said.pop("letterhead").splitlines()), said.pop("arms")
    return Institution(letterhead, arms=b64decode(arms) if arms else None, missing=missing, **said)


def offer(name: str, value: str) -> None:
    """Asks everybody who would have to print it whether they can; may take a moment, so no transaction should wait.

    Raises UnusableFact in words.
    """
    check(name, value)
    facts.publish(Offered(name, value))


def check(name: str, value: str) -> None:
    """Whether a fact may have this value, as far as can be said here. Raises UnusableFact in words."""
    fact = FACTS.get(name)
    if fact is None:
        raise UnusableFact("There is no fact “%(name)s”. There are: %(names)s.", name=name, names=", ".join(FACTS))
    if fact.default is None and not value.strip():
        raise UnusableFact("“%(name)s” cannot be empty: certificates need it.", name=name)
    if len(value) > _LONGEST_OF.get(name, _LONGEST):
        raise UnusableFact("“%(name)s” is too long.", name=name)
    lines = value.splitlines()
    if len(lines) > _MOST_LINES_OF.get(name, 1) or not all(line.strip() for line in lines):
        raise UnusableFact("“%(name)s” has too many lines, or an empty one.", name=name)
    if name == "speaker_answer_days" and value not in map(str, range(1, LONGEST_ANSWER + 1)):
        raise UnusableFact("Volunteers are answered within 1 to %(limit)s days.", limit=LONGEST_ANSWER)
    if name == "mail_quiet_hours" and not re.fullmatch(rf"{_HOUR}-{_HOUR}", value, re.ASCII):
        raise UnusableFact("Quiet hours are two full hours from 0 to 23, such as 20-6.")
    if name in ("mail_digest_hour", "reminder_hour") and not re.fullmatch(_HOUR, value, re.ASCII):
        raise UnusableFact("Give a full hour from 0 to 23, such as 7.")
    if name == "reminder_days" and not _are_steps(value):
        raise UnusableFact("Give different days with spaces between, the earliest first, such as 14 7 3 1 -3 -30.")
    if name in ("due_soon_days", "joiner_days", "reminder_gap_days") and value not in map(
        str, range(1, LONGEST_NOTICE + 1)
    ):
        raise UnusableFact("Choose 1 to %(limit)s days.", limit=LONGEST_NOTICE)
    if name == "unit_head_start_days" and value not in map(str, range(LONGEST_NOTICE + 1)):
        raise UnusableFact("Choose 0 to %(limit)s days.", limit=LONGEST_NOTICE)
    if name == "pace_months" and not re.fullmatch("0|(?:[1-9]|1[0-2])(?: (?:[1-9]|1[0-2]))*", value, re.ASCII):
        raise UnusableFact("Give months as numbers with spaces between, such as 7 9; 0 for none.")
    if name == "small_unit_people" and value not in map(str, range(LEAST_SMALL, LARGEST_SMALL + 1)):
        raise UnusableFact("Choose %(least)s to %(limit)s people.", least=LEAST_SMALL, limit=LARGEST_SMALL)
    if name in ("training_spend", "speaker_rate") and not re.fullmatch("[0-9]{0,15}", value, re.ASCII):
        raise UnusableFact("Give whole rupiah in digits, such as 412000000.")
    if name in _MOST_OF and value not in map(str, range(1, _MOST_OF[name] + 1)):
        raise UnusableFact("Choose a whole number from 1 to %(limit)s.", limit=_MOST_OF[name])
    if name == "language" and value not in ("id", "en"):
        raise UnusableFact("The language of certificates is id or en.")


def _are_steps(value: str) -> bool:
    words = value.split(" ")
    if not all(re.fullmatch("0|-?[1-9][0-9]{0,2}", word, re.ASCII) for word in words):
        return False
    days = [int(word) for word in words]
    return days == sorted(set(days), reverse=True) and max(map(abs, days)) <= LONGEST_NOTICE
