"""The portal in small: what each act is answered with and what is so afterwards, said once more by itself (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

DONE, NOT_FOUND, CONFLICT, UNREADABLE = 303, 404, 409, 422
CHANCES = 3
"""So often a final may be handed in."""
FORMS: Sequence[Sequence[str]] = (("b", "c", "", "z"), ("selasa", "rabu", "", "x" * 501), ("47,5", "1", "", "sepuluh"))
"""What a form may send for each question: the right answer of most versions, another, nothing, what cannot be read."""
NUMBERS = range(1, len(FORMS) + 1)
UNREADABLE_FORMS = frozenset(forms[-1] for forms in FORMS)


class Item(NamedTuple):
    """An item of a course; a lesson that became a quiz, or practice that became a final, is another item."""

    key: str
    role: str = ""

    @property
    def name(self) -> str:
        """The last part of its key."""
        return self.key.rpartition("/")[2]


@dataclass(frozen=True)
class Version:
    """A version of the course; in one with another `right` the first question has another right answer."""

    number: int
    items: tuple[Item, ...]
    pass_mark: int
    right: str = "b"

    def is_right(self, number: int, value: str) -> bool:
        """Whether this answers the question of this number."""
        return value == (self.right, FORMS[1][0], FORMS[2][0])[number - 1]


class Given(NamedTuple):
    """An answer, or a look at the key; `act` is save, check or reveal."""

    number: int
    token: str
    act: str
    value: str


@dataclass
class Attempt:
    """A try at a quiz, by the questions and the rule of the version it began under."""

    quiz: Item
    number: int
    version: Version
    given: list[Given] = field(default_factory=list)
    is_over: bool = False
    mark: int | None = None

    @property
    def passed(self) -> bool | None:
        """Practice is passed by being done."""
        if self.mark is None:
            return None
        return self.quiz.role == "practice" or self.mark >= self.version.pass_mark

    def of(self, number: int) -> list[Given]:
        """What was given to a question."""
        return [one for one in self.given if one.number == number]

    def is_right(self, number: int) -> bool:
        """Whether the newest answer to a question is right."""
        given = self.of(number)
        return bool(given) and given[-1].act != "reveal" and self.version.is_right(number, given[-1].value)

    def is_settled(self, number: int) -> bool:
        """Whether practice asks this question no more: it is right, missed twice, or its key was seen."""
        given = self.of(number)
        return self.is_right(number) or len(given) > 1 or any(one.act == "reveal" for one in given)

    @property
    def is_all_settled(self) -> bool:
        """Whether practice asks nothing any more."""
        return all(self.is_settled(number) for number in NUMBERS)

    def append(self, given: Given) -> bool:
        """Keeps an answer unless the same was sent before; without a token, unless it is the newest."""
        before = self.of(given.number)
        if given.token and any(one.token == given.token for one in before):
            return False
        if not given.token and before and before[-1][2:] == given[2:]:
            return False
        self.given.append(given)
        return True

    def close(self) -> None:
        """Marks it."""
        right = sum(self.is_right(number) for number in NUMBERS)
        self.is_over, self.mark = True, right * 100 // len(NUMBERS)


@dataclass
class Taking:
    """A learner takes the course for the `turn`th time: an enrolment. `jp` is what its completion earned."""

    learner: str
    turn: int
    version: Version
    state: str = "active"
    done: set[Item] = field(default_factory=set)
    best: dict[Item, int] = field(default_factory=dict)
    attempts: list[Attempt] = field(default_factory=list)
    moves: list[tuple[int, int]] = field(default_factory=list)
    jp: int | None = None
    is_jp_taken_back: bool = False

    @property
    def done_count(self) -> int:
        """How many items of its version are done."""
        return len(self.done.intersection(self.version.items))

    def has_all(self, done: set[Item]) -> bool:
        """Whether all lessons are done and every final is passed."""
        return all(item in done or item.role == "practice" for item in self.version.items)

    def newest(self, quiz: Item) -> Attempt | None:
        """The newest attempt at a quiz, in whatever version it began."""
        return next((one for one in reversed(self.attempts) if one.quiz == quiz), None)

    def item(self, key: str) -> Item | None:
        """The item that its version has under this key."""
        return next((item for item in self.version.items if item.key == key), None)


@dataclass
class Certificate:
    """What was issued for an enrolment; its number is its place in the list of all."""

    taking: Taking
    edition: int
    jp: int
    state: str = "valid"


@dataclass
class World:
    """Everything; each method is an act and gives the status that answers it."""

    versions: list[Version] = field(default_factory=list)
    takings: list[Taking] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    worth: list[int] = field(default_factory=list)

    def publish(self, items: Sequence[Item], pass_mark: int, right: str) -> Version:
        """A further version."""
        self.versions.append(Version(len(self.versions) + 1, tuple(items), pass_mark, right))
        return self.versions[-1]

    def of(self, learner: str) -> list[Taking]:
        """What a learner took, the newest last."""
        return [one for one in self.takings if one.learner == learner]

    def held(self, learner: str) -> Taking | None:
        """What the learner takes, else completed last."""
        return next((one for one in reversed(self.of(learner)) if one.state != "left"), None)

    def enrol(self, learner: str) -> int:
        """Begins the course, comes back to it, or takes it once more."""
        before = self.of(learner)
        if before and before[-1].state == "left":
            before[-1].state = "active"
        elif not before or before[-1].state == "completed":
            self.takings.append(Taking(learner, len(before) + 1, self.versions[-1]))
        return DONE

    def leave(self, learner: str) -> int:
        """Leaves the course; what was done is kept."""
        held = self.held(learner)
        if held is None:
            return NOT_FOUND
        if held.state == "completed":
            return CONFLICT
        held.state = "left"
        return DONE

    def move(self, learner: str, number: int) -> int:
        """Goes on with a version, in which what was ever done of its items is done."""
        held = self.held(learner)
        if held is None:
            return NOT_FOUND
        if number == held.version.number:
            return DONE
        is_open = any(one.quiz.role == "final" and not one.is_over for one in held.attempts)
        if number != len(self.versions) or held.state != "active" or is_open:
            return CONFLICT if held.version is not self.versions[-1] or held.moves else NOT_FOUND
        held.moves.append((held.version.number, number))
        held.version = self.versions[-1]
        self._complete(held)
        return DONE

    def finish(self, learner: str, key: str) -> int:
        """Finishes a lesson."""
        held = self.held(learner)
        item = held.item(key) if held else None
        if held is None or item is None:
            return NOT_FOUND
        if item.role:
            return UNREADABLE
        if held.state == "active":
            held.done.add(item)
            self._complete(held)
        return DONE

    def begin(self, learner: str, key: str) -> int:
        """Begins an attempt at a quiz; one that is open goes on."""
        held, quiz = self._quiz(learner, key)
        if held is None or quiz is None:
            return NOT_FOUND
        if quiz.role == "final" and held.state == "completed":
            return CONFLICT
        mine = [one for one in held.attempts if one.quiz == quiz]
        if mine and not mine[-1].is_over:
            return DONE
        if quiz.role == "final" and len(mine) >= CHANCES:
            return CONFLICT
        held.attempts.append(Attempt(quiz, len(mine) + 1, held.version))
        return DONE

    def save(self, learner: str, key: str, given: Given) -> int:
        """Answers a question of a final."""
        taking, attempt = self._asked(learner, key, given.number)
        if taking is None or attempt is None or attempt.quiz.role != "final":
            return NOT_FOUND
        is_here = taking is self.held(learner)
        if given.value in UNREADABLE_FORMS and is_here and not attempt.is_over:
            return UNREADABLE
        if given.value in UNREADABLE_FORMS or taking.state != "active" or attempt.is_over:
            return CONFLICT if is_here or self._quiz(learner, key)[1] else NOT_FOUND
        attempt.append(given)
        return DONE

    def practise(self, learner: str, key: str, given: Given) -> int:
        """Checks an answer to a question of practice, or looks at its key; the last one ends the practice."""
        taking, attempt = self._asked(learner, key, given.number)
        if taking is None or attempt is None or attempt.quiz.role != "practice":
            return NOT_FOUND
        if given.act == "check" and given.value in {"", *UNREADABLE_FORMS}:
            return UNREADABLE if taking is self.held(learner) else NOT_FOUND
        if attempt.is_over or attempt.is_settled(given.number):
            return DONE
        before = attempt.of(given.number)
        kept = before[-1].value if given.act == "reveal" and before else given.value
        if attempt.append(given._replace(value=kept)) and attempt.is_all_settled:
            attempt.close()
            self._record(taking, attempt)
        return DONE

    def submit(self, learner: str, key: str) -> int:
        """Hands a final in; a second time changes nothing."""
        held, quiz = self._quiz(learner, key)
        if held is None or quiz is None or quiz.role != "final":
            return NOT_FOUND
        attempt = held.newest(quiz)
        if attempt is None or attempt.is_over:
            return DONE
        if held.state != "active":
            return CONFLICT
        attempt.close()
        self._record(held, attempt)
        return DONE

    def recognise(self, jp: int) -> None:
        """The office decides what completing is worth from now on."""
        self.worth.append(jp)

    def take_back(self, taking: Taking) -> bool:
        """Takes the JP of a completion back, once."""
        if taking.jp is None or taking.is_jp_taken_back:
            return False
        taking.is_jp_taken_back = True
        return True

    def revoke(self, number: int) -> bool:
        """Withdraws a certificate that is in force."""
        return self._end(number, "revoked")

    def reissue(self, number: int) -> bool:
        """Puts a new one in the place of a certificate that is in force."""
        if not self._end(number, "replaced"):
            return False
        old = self.certificates[number - 1]
        self._issue(old.taking, old.edition + 1)
        return True

    def _end(self, number: int, state: str) -> bool:
        row = self.certificates[number - 1]
        if row.state != "valid":
            return False
        row.state = state
        return True

    def _quiz(self, learner: str, key: str) -> tuple[Taking | None, Item | None]:
        held = self.held(learner)
        item = held.item(key) if held else None
        return held, item if item and item.role else None

    def _asked(self, learner: str, key: str, number: int) -> tuple[Taking | None, Attempt | None]:
        """The newest attempt at the quiz of a key, of the newest taking that has one: a tab may be an old one."""
        for taking in reversed(self.of(learner)):
            quiz = taking.item(key)
            attempt = taking.newest(quiz) if quiz else None
            if taking.state != "left" and attempt is not None and number in NUMBERS:
                return taking, attempt
        return None, None

    def _record(self, taking: Taking, attempt: Attempt) -> None:
        if taking.state != "active":
            return
        if attempt.quiz.role == "final" and attempt.mark is not None:
            taking.best[attempt.quiz] = max(attempt.mark, taking.best.get(attempt.quiz, 0))
        if attempt.passed:
            taking.done.add(attempt.quiz)
        self._complete(taking)

    def _complete(self, taking: Taking) -> None:
        if taking.has_all(taking.done):
            taking.state = "completed"
            taking.jp = self.worth[-1] if self.worth else None
            self._issue(taking, 1)

    def _issue(self, taking: Taking, edition: int) -> None:
        jp = 0 if taking.is_jp_taken_back else taking.jp or 0
        self.certificates.append(Certificate(taking, edition, jp))
