"""The number of a civil servant (NIP, NI PPPK): 18 digits that say birth, appointment, sex and a serial number (pure).

Source: Perka BKN 22/2007 and 43/2007. It has no check digit, and old data are often wrong in it: what looks wrong
is warned about and never refused. It changes in the course of a life, so it is never a key.
"""

from datetime import date

from lms.accounts.employment import EmploymentStatus

LENGTH = 18
APPOINTED_BETWEEN = (17, 60)  # years of age
_SEPARATORS = str.maketrans("", "", " .-\u00a0")


def plain_nip(text: str) -> str:
    """The digits of a NIP as people write it: 19900101 201501 2 999."""
    return text.translate(_SEPARATORS)


def spaced_nip(nip: str) -> str:
    """A NIP as people write it: 19900101 201501 2 999; no program takes that for a number."""
    return " ".join((nip[:8], nip[8:14], nip[14:15], nip[15:])) if is_nip(nip) else nip


def is_nip(text: str) -> bool:
    """Whether the text is 18 digits, which is all that makes a NIP."""
    return len(text) == LENGTH and text.isascii() and text.isdigit()


def warnings(nip: str, status: EmploymentStatus, today: date) -> tuple[str, ...]:
    """What looks wrong in a NIP of 18 digits, in English sentences; empty if nothing does.

    Digits 13 and 14 are the month of appointment, but of PPPK a count of contracts, which may pass 12.
    """
    born = _day(nip[:8])
    is_pppk = status in {EmploymentStatus.PPPK, EmploymentStatus.PPPK_PART_TIME}
    found = [
        "" if born else f"{nip[:8]} is no date of birth.",
        "" if is_pppk or 1 <= int(nip[12:14]) <= 12 else f"{nip[12:14]} is no month of appointment.",
        _about_appointment(nip, born, today, is_pppk=is_pppk),
        "" if nip[14] in "12" else f"The digit for the sex is {nip[14]}; 1 and 2 are known.",
        "The serial number is 000." if nip[15:] == "000" else "",
    ]
    return tuple(filter(None, found))


def _about_appointment(nip: str, born: date | None, today: date, *, is_pppk: bool) -> str:
    year, month = int(nip[8:12]), 1 if is_pppk else int(nip[12:14])
    if (year, month) > (today.year, today.month):
        return f"The appointment in {nip[8:12]} lies in the future."
    low, high = APPOINTED_BETWEEN
    if born is not None and not low <= year - born.year <= high:
        return f"Appointed {year - born.year} years after birth; {low} to {high} are usual."
    return ""


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
