"""What looks wrong in a NIP; nothing of it is refused."""

from datetime import date

import pytest

from lms.accounts.employment import EmploymentStatus
from lms.accounts.nip import is_nip, plain_nip, warnings

TODAY = date(2026, 11, 24)
PNS, PPPK = EmploymentStatus.PNS, EmploymentStatus.PPPK

CASES = [
    ("198609262015051001", PNS, []),
    ("198609262015051001", PPPK, []),
    ("200002292020121001", PNS, []),
    ("199002302015051001", PNS, ["19900230 is no date of birth."]),
    ("198609262015131001", PNS, ["13 is no month of appointment."]),
    ("198609262015001001", PNS, ["00 is no month of appointment."]),
    ("198609262015211001", PPPK, []),
    ("198609262027011001", PNS, ["The appointment in 2027 lies in the future."]),
    ("198609262026121001", PNS, ["The appointment in 2026 lies in the future."]),
    ("198609262026211001", PPPK, []),
    ("200509262015051001", PNS, ["Appointed 10 years after birth; 17 to 60 are usual."]),
    ("195009262015051001", PNS, ["Appointed 65 years after birth; 17 to 60 are usual."]),
    ("198609262015053001", PNS, ["The digit for the sex is 3; 1 and 2 are known."]),
    ("198609262015051000", PNS, ["The serial number is 000."]),
    ("199013322015017000", PNS, ["19901332 is no date of birth.", "The digit for the sex is 7; 1 and 2 are known.",
                                 "The serial number is 000."]),
]  # fmt: skip


@pytest.mark.parametrize(("nip", "status", "found"), CASES, ids=[f"{nip}-{status}" for nip, status, _ in CASES])
def test_a_nip_is_warned_about(nip: str, status: EmploymentStatus, found: list[str]) -> None:
    assert list(warnings(nip, status, TODAY)) == found


@pytest.mark.parametrize("typed", ["19860926 201505 1 001", "19860926.201505.1.001", "198609262015051001"])
def test_a_nip_may_be_written_with_spaces_dots_and_hyphens(typed: str) -> None:
    assert plain_nip(typed) == "198609262015051001" and is_nip(plain_nip(typed))


@pytest.mark.parametrize(
    "typed",
    ["", "1986092620150510012", "19860926201505100", "19860926201505100x", "１２３４５６７８９０１２３４５６７８"],
)
def test_what_is_not_eighteen_digits_is_no_nip(typed: str) -> None:
    assert not is_nip(typed)
