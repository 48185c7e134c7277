"""Every way in which what clients were told and what the database holds can disagree (pure)."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise

from tests.chaos.history import Given, Heard, Kind, Stored, Taking, Told, Try


def judge(told: Sequence[Told], states: Sequence[Stored]) -> list[str]:
    """All violations: of each state by itself, of the steps between them, and of what was told against the last."""
    found = [words for state in states for words in (*_doubles(state), *_completions(state), *_numbers(state))]
    found += [words for before, after in pairwise(states) for words in _steps_back(before, after)]
    found += [*_lost(told, states[-1]), *_unasked(told, states[-1]), *_marks(states[-1])]
    return list(dict.fromkeys(found))


def _twice(things: Iterable[Hashable]) -> Iterator[Hashable]:
    return (thing for thing, times in Counter(things).items() if times > 1)


def _doubles(state: Stored) -> Iterator[str]:
    """What may exist once, and is there twice."""
    once: dict[str, Iterable[Hashable]] = {
        "answer": (one.token for one in state.answers),
        "enrolment": (one.taking for one in state.enrolments),
        "active enrolment": (one.taking.learner for one in state.enrolments if one.state == "active"),
        "progress": ((one.taking, one.item) for one in state.progress),
        "attempt": (attempt for attempt, _ in state.marks),
        "open attempt": (attempt.taking for attempt, mark in state.marks if mark is None),
        "certificate": (one.taking for one in state.certificates if one.in_force),
        "JP entry": state.jp,
    }
    for name, things in once.items():
        yield from (f"{name} twice: {thing}" for thing in _twice(things))


def _completions(state: Stored) -> Iterator[str]:
    """Whoever completed has a certificate and JP, nobody else; what is counted is what is done."""
    completed = {one.taking for one in state.enrolments if one.is_completed}
    for name, those in (("certificate", {one.taking for one in state.certificates}), ("JP entry", set(state.jp))):
        yield from (f"completed without {name}: {taking}" for taking in sorted(completed - those))
        yield from (f"{name} without completion: {taking}" for taking in sorted(those - completed))
    done = Counter(one.taking for one in state.progress if one.is_done)
    for one in state.enrolments:
        if one.done_count != done[one.taking]:
            yield f"counts {one.done_count} items done instead of {done[one.taking]}: {one.taking}"


def _numbers(state: Stored) -> Iterator[str]:
    """Numbers run from 1 to the counter of their year."""
    counters = dict(state.counters)
    for year in sorted({one.year for one in state.certificates} | set(counters)):
        numbers = sorted(one.sequence for one in state.certificates if one.year == year)
        if numbers != list(range(1, counters.get(year, 0) + 1)):
            yield f"numbers of {year} are not 1 to {counters.get(year, 0)}: {numbers}"


def _steps_back(before: Stored, after: Stored) -> Iterator[str]:
    """What was there and is gone or less."""
    kept: list[tuple[str, set[Hashable], set[Hashable]]] = [
        ("answer", set(before.answers), set(after.answers)),
        ("certificate", {one.code for one in before.certificates}, {one.code for one in after.certificates}),
        ("JP entry", set(before.jp), set(after.jp)),
        ("mark", {one for one in before.marks if one[1] is not None}, set(after.marks)),
        ("completion", *({one.taking for one in state.enrolments if one.is_completed} for state in (before, after))),
    ]
    for name, old, new in kept:
        yield from (f"{name} was there and is gone: {thing}" for thing in old - new)
    later = {(one.taking, one.item): one for one in after.progress}
    for one in before.progress:
        now = later.get((one.taking, one.item))
        if now is None or (one.is_done and not now.is_done) or (one.best_mark or 0) > (now.best_mark or 0):
            yield f"progress went back: {one} became {now}"


def _lost(told: Sequence[Told], state: Stored) -> Iterator[str]:
    """What was called saved and is not there, or not as it was sent."""
    enrolled = {one.taking for one in state.enrolments}
    done = {(one.taking, one.item) for one in state.progress if one.is_done}
    marks, answers = dict(state.marks), set(state.answers)
    for act in dict.fromkeys(one.act for one in told if one.heard is Heard.SAVED):
        attempt = Try(act.taking, act.attempt)
        is_there = {
            Kind.ENROL: act.taking in enrolled,
            Kind.FINISH: (act.taking, act.item) in done,
            Kind.START: attempt in marks,
            Kind.ANSWER: Given(attempt, act.token, act.value) in answers,
            Kind.SUBMIT: marks.get(attempt) is not None,
        }[act.kind]
        if not is_there:
            yield f"called saved, but lost: {act}"
        elif act.kind is Kind.SUBMIT and marks[attempt] != act.mark:
            yield f"mark {marks[attempt]} instead of {act.mark}: {attempt}"


def _unasked(told: Sequence[Told], state: Stored) -> Iterator[str]:
    """Answers that are stored though nobody sent them, or though every time they were refused."""
    heard: dict[str, set[Heard]] = {}
    for one in told:
        if one.act.kind is Kind.ANSWER:
            heard.setdefault(one.act.token, set()).add(one.heard)
    for given in state.answers:
        if given.token not in heard:
            yield f"stored, but never sent: {given}"
        elif heard[given.token] == {Heard.REFUSED}:
            yield f"refused, but stored: {given}"


def _marks(state: Stored) -> Iterator[str]:
    """The best mark is that of the best attempt."""
    best: dict[Taking, int] = {}
    for attempt, mark in state.marks:
        if mark is not None:
            best[attempt.taking] = max(mark, best.get(attempt.taking, 0))
    kept = {one.taking: one.best_mark for one in state.progress if one.best_mark is not None}
    for taking in sorted(set(best) | set(kept)):
        if best.get(taking) != kept.get(taking):
            yield f"best mark is {kept.get(taking)} instead of {best.get(taking)}: {taking}"
