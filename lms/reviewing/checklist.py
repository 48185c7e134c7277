"""What a reviewer confirms before approving: dated facts of the institution, a line for each point.

A line is `name: words`; a built-in point may stand by its name alone and is then told in the language of the page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from lms.org.institution import Offered, UnusableFact
from lms.platform.web.i18n import gettext
from lms.reviewing.review import Aspect, Point

NEUTRAL = "neutral"
LONGEST_WORDS = 200
FACTS: Mapping[str, Aspect] = {"substance_points": Aspect.SUBSTANCE, "form_points": Aspect.FORM}
_LINE = re.compile(r"(?P<name>[a-z][a-z0-9-]{0,29})\s*(?P<said>:\s*(?P<words>.*))?")


@dataclass(frozen=True)
class _Line:
    name: str
    words: str | None  # None: as built in


def points_of(aspect: Aspect, said: str) -> tuple[Point, ...]:
    """The points of an aspect as the institution says them, in the language of the page."""
    built_in = _built_in(aspect)
    return tuple(Point(line.name, line.words or built_in[line.name]) for line in _lines(aspect, said))


def tick_of(point: Point) -> str:
    """What a ticked box sends: it tells the words too, so that nobody confirms other words than they saw."""
    return f"{point.name}-{sha256(point.words.encode()).hexdigest()[:8]}"


def require_points(fact: Offered) -> None:
    """Whether a fact that is offered can be read as points; other facts pass. Raises UnusableFact in words."""
    if fact.name in FACTS and fact.value:
        _lines(FACTS[fact.name], fact.value)


def _lines(aspect: Aspect, said: str) -> tuple[_Line, ...]:
    lines = tuple(_line(aspect, line.strip()) for line in said.splitlines())
    names = [line.name for line in lines]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UnusableFact("The point “%(name)s” stands there twice.", name=twice)
    if aspect is Aspect.SUBSTANCE and NEUTRAL not in names:
        raise UnusableFact(
            "The point “neutral” must stay, for civil servants are neutral by law (UU 20/2023). It may be reworded."
        )
    return lines


def _line(aspect: Aspect, text: str) -> _Line:
    found = _LINE.fullmatch(text)
    if found is None:
        raise UnusableFact("Write a point as “name: words”, its name in small letters: %(line)s", line=text[:80])
    words = found["words"]
    if (found["said"] and not words) or (words is None and found["name"] not in _built_in(aspect)):
        raise UnusableFact("Say in words what the point “%(name)s” asks.", name=found["name"])
    if words and len(words) > LONGEST_WORDS:
        raise UnusableFact("The words of the point “%(name)s” are too long.", name=found["name"])
    return _Line(found["name"], words)


def _built_in(aspect: Aspect) -> Mapping[str, str]:
    if aspect is Aspect.SUBSTANCE:
        return {
            "right": gettext("What it says is right and up to date."),
            "sources": gettext("Statements that need a source have one."),
            "tested": gettext("Every outcome is tested, and the keys are right."),
            NEUTRAL: gettext("It is neutral: no party, no product, no interest of its own."),
        }
    return {
        "language": gettext("The language is clear and polite."),
        "pictures": gettext("Pictures and recordings are described and may be used."),
        "time": gettext("The time fits its JP."),
        "people": gettext("Nobody is named or shown who did not agree."),
    }
