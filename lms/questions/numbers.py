"""How people write numbers: decimal comma or point, grouped thousands, ranges and tolerances (pure).

`1.500` is 1500 to one reader and 1.5 to another; where a text can be read both ways, both readings are kept.
"""

import re
from decimal import Decimal

from lms.questions.question import NumberRange

LONGEST_NUMBER = 40  # characters; longer ones are no answer that a person typed

_GROUPED = r"[1-9]\d{{0,2}}(?:{group}\d{{3}})+"
_COMMA_DECIMAL = re.compile(rf"[+-]?(?:\d+|{_GROUPED.format(group='[.]')})(?:,\d+)?")
_POINT_DECIMAL = re.compile(rf"[+-]?(?:\d+|{_GROUPED.format(group=',')})(?:[.]\d+)?")
_SPACE_BETWEEN_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_TOLERANCE = re.compile(r"\s*(?:±|\+/-|\+-)\s*")
_TO = re.compile(r"\s*\.\.\s*")
# `021` or `007` is a code, not a number: nobody would accept 21 for it.
_CODE = re.compile(r"[+-]?0\d")


def readings(text: str) -> tuple[Decimal, ...]:
    """Every number that `text` can mean, one or two; none if it is no number, or one beyond all reason."""
    found = [value for value in _both(text) if value is not None]
    return tuple(dict.fromkeys(found))


def key_ranges(text: str) -> tuple[NumberRange, ...]:
    """The accepted ranges of `20`, `20 ± 0,5` or `10 .. 12`, one for each way to read it; none if it is neither.

    A range whose ends stand in the wrong order is returned so, for the caller to complain about.
    """
    center, *tolerance = _TOLERANCE.split(text, maxsplit=1)
    if tolerance:
        return _around(center, tolerance[0])
    low, *high = _TO.split(text, maxsplit=1)
    if high:
        return _unique(_pairs(low, high[0]))
    return () if _CODE.match(text) else _unique([(value, value) for value in readings(text)])


def is_between(value: Decimal, span: NumberRange) -> bool:
    """Whether `value` lies in the range, both ends included."""
    return Decimal(span.low) <= value <= Decimal(span.high)


def _around(center: str, tolerance: str) -> tuple[NumberRange, ...]:
    pairs = [(middle, abs(margin)) for middle, margin in _pairs(center, tolerance)]
    # 20.000 ± 500 is not 20 ± 500: a margin beyond the number shows that the reading is the wrong one.
    likely = [(middle, margin) for middle, margin in pairs if margin <= abs(middle)] or pairs
    return _unique([(middle - margin, middle + margin) for middle, margin in likely])


def _pairs(first: str, second: str) -> list[tuple[Decimal, Decimal]]:
    """Both texts read in the same way; if no way reads both, each in its own."""
    same = [(a, b) for a, b in zip(_both(first), _both(second), strict=True) if a is not None and b is not None]
    return same or [(a, b) for a in readings(first) for b in readings(second)]


def _both(text: str) -> tuple[Decimal | None, Decimal | None]:
    """The number with decimal comma and with decimal point."""
    plain = _SPACE_BETWEEN_GROUPS.sub("", text.strip().replace("\u2212", "-"))
    if len(plain) > LONGEST_NUMBER or not plain.isascii():
        return None, None
    comma = Decimal(plain.replace(".", "").replace(",", ".")) if _COMMA_DECIMAL.fullmatch(plain) else None
    point = Decimal(plain.replace(",", "")) if _POINT_DECIMAL.fullmatch(plain) else None
    return comma, point


def _unique(pairs: list[tuple[Decimal, Decimal]]) -> tuple[NumberRange, ...]:
    return tuple(dict.fromkeys(NumberRange(_text(low), _text(high)) for low, high in pairs))


def _text(value: Decimal) -> str:
    """Without exponent and without needless zeros, so that equal numbers are equal texts."""
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"
