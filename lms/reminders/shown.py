"""What the form of a page carries before something is sent: a token of its own, and whom it showed as ranges of keys.

Each range is the gap from the end of the one before and, where it is longer than one, its length: “5.3,2” in base 36 is
5, 6, 7 and 9.
"""

import re
import secrets
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lms.kernel.errors import Unprocessable

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_RANGE = "[0-9a-z]{1,7}(?:[.][0-9a-z]{1,7})?"
_FORM = re.compile(f"(?:{_RANGE}(?:,{_RANGE})*)?", re.ASCII)


LONGEST_TOKEN = 32


def new_token() -> str:
    """Of one form: whatever is sent with it twice is done once."""
    return secrets.token_hex(LONGEST_TOKEN // 2)


def sent_token(sent: Mapping[str, str]) -> str:
    """The token of a form. Raises Unprocessable for what no page of ours sends."""
    token = sent.get("token", "")
    if not (token.isascii() and token.isalnum() and len(token) <= LONGEST_TOKEN):
        raise Unprocessable("Open the page of the reminder again.")
    return token


@dataclass(frozen=True)
class Shown:
    """People by key; ranges in order, without their ends."""

    ranges: tuple[range, ...]

    def __contains__(self, key: int) -> bool:
        at = bisect_right(self.ranges, key, key=lambda one: one.start)
        return at > 0 and key in self.ranges[at - 1]

    def __len__(self) -> int:
        return sum(map(len, self.ranges))


def packed(keys: Iterable[int]) -> str:
    """The keys as a form carries them."""
    found: list[range] = []
    for key in sorted(set(keys)):
        if found and found[-1].stop == key:
            found[-1] = range(found[-1].start, key + 1)
        else:
            found.append(range(key, key + 1))
    ends = [0, *(one.stop for one in found)]
    parts = zip(found, ends, strict=False)
    return ",".join(_text(one.start - end) + (f".{_text(len(one))}" if len(one) > 1 else "") for one, end in parts)


def unpacked(sent: str) -> Shown:
    """What `packed` wrote. Raises Unprocessable for anything else."""
    if not _FORM.fullmatch(sent):
        raise Unprocessable("Open the page of the reminder again.")
    found, end = [], 0
    for part in filter(None, sent.split(",")):
        gap, _, length = part.partition(".")
        start = end + int(gap, 36)
        end = start + (int(length, 36) if length else 1)
        found.append(range(start, end))
    return Shown(tuple(found))


def _text(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
