"""The analysis of a course's questions in the words in which authors read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from lms.assessment.analysis_queries import AnalysedQuestion, analysed_questions
from lms.assessment.item_analysis import FEWEST, UNUSED_DISTRACTOR, Analysis, Choice, Finding
from lms.assessment.remarking_page import waiting_words
from lms.assessment.remarking_queries import summaries
from lms.platform.web.i18n import gettext, ngettext
from lms.questions.showing import show


@dataclass(frozen=True)
class ChoiceLine:
    """An option with the share of learners who chose it, in percent."""

    html: Markup
    is_right: bool
    percent: int
    is_unused: bool


@dataclass(frozen=True)
class QuestionLine:
    """A question: what is to be done about it, then its figures."""

    title: Markup
    where: str
    advice: tuple[str, ...]
    figures: str
    choices: tuple[ChoiceLine, ...]


@dataclass(frozen=True)
class OutcomeGroup:
    """The questions that test one outcome; those to be mended stand first."""

    sentence: str
    lines: Sequence[QuestionLine]


@dataclass(frozen=True)
class AnalysisPage:
    """All questions of a course by outcome; the title is the finding."""

    slug: str
    title: str
    groups: Sequence[OutcomeGroup]
    waiting: str  # what is to be said of re-markings; "" if none waits
    fewest: int = FEWEST


def analysis_page(slug: str) -> AnalysisPage:
    """The page of a course. Raises NotFound."""
    found = analysed_questions(slug)
    by_outcome = sorted(found, key=lambda one: one.outcome)
    groups = [OutcomeGroup(outcome, _lines(list(some))) for outcome, some in groupby(by_outcome, lambda o: o.outcome)]
    waiting = sum(one.undecided > 0 for one in summaries(slug))
    return AnalysisPage(slug, _title(found), groups, waiting_words(waiting) if waiting else "")


def _title(found: Sequence[AnalysedQuestion]) -> str:
    bad = sum(bool(one.analysis.findings) for one in found)
    if bad:
        return ngettext("%(num)s question should be looked at", "%(num)s questions should be looked at", bad)
    if any(one.analysis.is_known for one in found):
        return gettext("No question stands out")
    return gettext("Too few answers to say anything yet")


def _lines(questions: Sequence[AnalysedQuestion]) -> list[QuestionLine]:
    return [_line(one) for one in sorted(questions, key=lambda one: not one.analysis.findings)]


def _line(asked: AnalysedQuestion) -> QuestionLine:
    shown = show(asked.question, (), None)
    texts = {option.id: option.html for option in shown.options}
    return QuestionLine(
        title=shown.title,
        where=f"{asked.item_title}, {asked.question.key}",
        advice=tuple(_advice(finding) for finding in asked.analysis.findings),
        figures=_figures(asked.analysis),
        choices=tuple(_choice(texts, choice, asked.analysis.n) for choice in asked.analysis.choices),
    )


def _choice(texts: dict[str, Markup], choice: Choice, n: int) -> ChoiceLine:
    is_unused = not choice.is_right and choice.chosen < UNUSED_DISTRACTOR * n
    return ChoiceLine(texts[choice.option], choice.is_right, round(100 * choice.chosen / n), is_unused)


def _figures(analysis: Analysis) -> str:
    if analysis.difficulty is None:
        return gettext("%(n)s first attempts; at least %(fewest)s are needed.", n=analysis.n, fewest=FEWEST)
    words = gettext(
        "%(n)s first attempts, %(percent)s%% of the points earned",
        n=analysis.n,
        percent=round(100 * analysis.difficulty),
    )
    if analysis.discrimination is None:
        return words
    figure = f"{analysis.discrimination:.2f}".replace(".", ",").replace("-", "−")
    return words + ", " + gettext("discrimination %(figure)s", figure=figure)


def _advice(finding: Finding) -> str:
    match finding:
        case Finding.KEY_IN_DOUBT:
            return gettext("Whoever does well elsewhere gets this wrong more often: check the key and the wording.")
        case Finding.TOO_HARD:
            return gettext("Hardly anybody gets it right: check the key, or teach it in a lesson first.")
        case Finding.STRONGER_DISTRACTOR:
            return gettext("A wrong option is chosen more often than the right one: is it wrong beyond doubt?")
        case Finding.TOO_EASY:
            return gettext("Nearly everybody gets it right: it tells little about who has learnt.")
        case Finding.POOR_DISCRIMINATION:
            return gettext("It hardly tells those who know the rest from those who do not: is it clear what is asked?")
        case Finding.UNUSED_DISTRACTOR:
            return gettext("Hardly anybody chooses one of the wrong options: make it plausible, or leave it out.")
