"""What certificates ask of facts of the institution before they are kept: glyphs, number pattern, usable arms."""

from base64 import b64decode

from lms.certificates.glyphs import printable
from lms.org.institution import Offered, UnusableFact
from lms.org.number_pattern import pattern_problems
from lms.platform.documents.arms import UnusableArms
from lms.platform.documents.typesetting import check_arms


def check_offered(fact: Offered) -> None:
    """Refuses what no certificate could print. Raises UnusableFact; arms take some tenths of a second."""
    if fact.name == "arms":
        _check_arms(fact.value)
        return
    problems = pattern_problems(fact.value) if fact.name == "number_pattern" else ()
    for problem in (*problems, *printable(fact.value.replace("\n", " "))):
        words = f"{problem.say(problem.message)} {problem.say(problem.remedy)}"
        raise UnusableFact(words)


def _check_arms(value: str) -> None:
    try:
        if value:
            check_arms(b64decode(value))
    except UnusableArms as problem:
        raise UnusableFact("These arms cannot be printed: %(reason)s.", reason=problem) from problem
