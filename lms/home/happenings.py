"""What happened to somebody in a course, from its beginning to the certificate, in words and in order."""

from collections.abc import Iterator

from lms.certificates.queries import CertificatePage, State
from lms.home.course_facts import CourseFacts
from lms.hours.models import JpEntry
from lms.platform.web.dated_facts import DatedFact
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import url


def happened_in(facts: CourseFacts) -> tuple[DatedFact, ...]:
    """All of it, the first thing first; what was done at the same time stands in the order of its cause."""
    found = [*_taken(facts), *(_entered(entry) for entry in facts.entries)]
    found += [fact for page in facts.certificates for fact in _certified(page)]
    return tuple(sorted(found, key=lambda fact: fact.at))


def _taken(facts: CourseFacts) -> Iterator[DatedFact]:
    enrolment = facts.enrolment
    begun_under = facts.moves[0].from_number if facts.moves else facts.number
    yield DatedFact(enrolment.enrolled_at, gettext("Begun under version %(number)s", number=begun_under), symbol="book")
    for move in facts.moves:
        words = gettext(
            "Went on from version %(older)s to version %(newer)s", older=move.from_number, newer=move.to_number
        )
        yield DatedFact(move.at, words, symbol="next")
    if enrolment.completed_at is not None:
        yield DatedFact(enrolment.completed_at, gettext("Nothing was missing any more: course completed"))
    if enrolment.left_at is not None:
        yield DatedFact(enrolment.left_at, gettext("Left; what was done is kept"), symbol="x")


def _entered(entry: JpEntry) -> DatedFact:
    href = url("hours.entry", entry=entry.id)
    if entry.reverses_id is None:
        return DatedFact(entry.recorded_at, gettext("%(jp)s JP entered", jp=entry.jp), href, "hour")
    words = gettext("%(jp)s JP taken back. Reason: %(reason)s", jp=-entry.jp, reason=entry.reason)
    return DatedFact(entry.recorded_at, words, href, "redo")


def _certified(page: CertificatePage) -> Iterator[DatedFact]:
    href, number = url("certificates.show", code=page.line.code), page.line.number
    yield DatedFact(page.line.issued_at, gettext("Certificate %(number)s issued", number=number), href, "cert")
    if page.ended_at is None:
        return
    if page.line.state is State.REVOKED:
        words = gettext("Certificate %(number)s revoked. Reason: %(reason)s", number=number, reason=page.reason)
    else:
        words = gettext("Certificate %(number)s replaced. Reason: %(reason)s", number=number, reason=page.reason)
    yield DatedFact(page.ended_at, words, href, "x" if page.line.state is State.REVOKED else "redo")
