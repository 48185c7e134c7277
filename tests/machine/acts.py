"""What learners and operators do, through the doors that they use; each act is answered as the model says."""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.certificates.issuing import set_up_institution
from tests.machine import course
from tests.machine.model import FORMS, Given, Item, World
from tests.machine.pages import pages_of, promised
from tests.machine.stored import Row, expected, published, stored
from tests.support import apps, people

NAMES = {"ani": "Ani Contoh", "budi": "Budi Misal"}
RIGHT, WRONG, NOTHING, UNREADABLE = range(len(FORMS[0]))
VERSIONS = 5
"""So many are published at most."""

_ENTRY = """SELECT j.id FROM jp_entry j JOIN enrolment e ON e.id = j.enrolment_id JOIN person p ON p.id = e.person_id
    WHERE p.username = :learner AND e.sequence = :turn AND j.reverses_id IS NULL"""

learners = st.sampled_from(sorted(NAMES))
quizzes = st.sampled_from(course.QUIZZES)
numbers = st.integers(1, len(FORMS) + 1)
choices = st.integers(RIGHT, UNREADABLE)
tokens = st.sampled_from(["new", "again", ""])
taps = st.integers(1, 2)
mostly_right = st.tuples(*[st.sampled_from([RIGHT, RIGHT, RIGHT, WRONG, NOTHING])] * len(FORMS))


class AnyOrder(RuleBasedStateMachine):
    """A portal with one course and two learners, and the model beside it."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        apps.empty(app)
        set_up_institution()
        self.app, self.world, self.token = app, World(), 0
        self.published: frozenset[Row] = frozenset()
        self.browsers: dict[str, FlaskClient] = {
            name: people.signed_in(app, people.add_person(name, whole)) for name, whole in NAMES.items()
        }

    @initialize(shape=st.sampled_from(course.SHAPES))
    def begins(self, shape: Sequence[Item]) -> None:
        """One learner finds a recognised course and begins it."""
        self.publish(shape, 60, "b")
        self.recognise(4)
        self.enrol("ani")

    @rule(shape=st.sampled_from(course.SHAPES), pass_mark=st.sampled_from([30, 60, 100]), right=st.sampled_from("bc"),
          movers=st.sampled_from([[], ["ani"], ["ani", "budi"]]))  # fmt: skip
    @precondition(lambda self: len(self.world.versions) < VERSIONS)
    def publish(self, shape: Sequence[Item], pass_mark: int, right: str, movers: Sequence[str] = ()) -> None:
        """Some learners go on with it at once; what was published before stays."""
        course.publish(self.world.publish(shape, pass_mark, right))
        assert self.published <= published()
        self.published = published()
        for learner in movers:
            self.move(learner)

    @rule(learner=learners)
    def enrol(self, learner: str) -> None:
        """Also comes back, or takes the course again."""
        self._post(learner, f"/courses/{course.SLUG}/enrol", self.world.enrol(learner))

    @rule(learner=learners)
    def leave(self, learner: str) -> None:
        self._post(learner, f"/courses/{course.SLUG}/leave", self.world.leave(learner))

    @rule(learner=learners, back=st.sampled_from([0, 0, 0, 1]))
    def move(self, learner: str, back: int = 0) -> None:
        """By the button of a page that is perhaps a version old."""
        number = max(1, len(self.world.versions) - back)
        self._post(learner, f"/courses/{course.SLUG}/move", self.world.move(learner, number), version=number)

    @rule(learner=learners, key=st.sampled_from(course.KEYS))
    def finish(self, learner: str, key: str) -> None:
        """A lesson, or what is none; perhaps by a page of another version."""
        self._post(learner, f"{_path(key)}/finish", self.world.finish(learner, key))

    @rule(learner=learners, key=quizzes)
    def begin(self, learner: str, key: str) -> None:
        self._post(learner, f"{_path(key)}/quiz/start", self.world.begin(learner, key), alone="1")

    @rule(learner=learners, key=quizzes, number=numbers, choice=choices, token=tokens, taps=taps)
    def save(self, learner: str, key: str, number: int, choice: int, token: str = "new", taps: int = 1) -> None:
        """Answers a question of a final, perhaps by Back after handing in."""
        given = Given(number, self._token(token), "save", _form(number, choice))
        for _ in range(taps):
            self._give(learner, f"{_path(key)}/quiz/{number}", given, self.world.save(learner, key, given))

    @rule(learner=learners, key=quizzes, number=numbers, choice=choices, act=st.sampled_from(["check", "reveal"]),
          token=tokens, taps=taps)  # fmt: skip
    def practise(
        self, learner: str, key: str, number: int, choice: int, act: str = "check", token: str = "new", taps: int = 1
    ) -> None:
        """Checks an answer, or looks at the key."""
        given = Given(number, self._token(token), act, _form(number, choice) if act == "check" else "")
        for _ in range(taps):
            self._give(learner, f"{_path(key)}/quiz/{number}/{act}", given, self.world.practise(learner, key, given))

    @rule(learner=learners, key=quizzes)
    def submit(self, learner: str, key: str) -> None:
        self._post(learner, f"{_path(key)}/quiz/submit", self.world.submit(learner, key))

    @rule(learner=learners, key=quizzes, given=mostly_right)
    def sit(self, learner: str, key: str, given: Sequence[int] = (RIGHT,) * len(FORMS)) -> None:
        """A whole final."""
        self.begin(learner, key)
        for number, choice in enumerate(given, 1):
            self.save(learner, key, number, choice)
        self.submit(learner, key)

    @rule(learner=learners, given=mostly_right)
    def practise_all(self, learner: str, given: Sequence[int]) -> None:
        """To its end: each question is answered, and then its key is looked at."""
        self.begin(learner, course.LATIHAN.key)
        for number, choice in enumerate(given, 1):
            self.practise(learner, course.LATIHAN.key, number, choice)
            self.practise(learner, course.LATIHAN.key, number, NOTHING, "reveal")

    @rule(learner=learners)
    def complete(self, learner: str) -> None:
        """All that is asked for."""
        self.enrol(learner)
        held = self.world.held(learner)
        for item in held.version.items if held else ():
            if item.role == "final":
                self.sit(learner, item.key, (RIGHT if held and held.version.right == "b" else WRONG, RIGHT, RIGHT))
            elif not item.role:
                self.finish(learner, item.key)

    @rule(jp=st.integers(1, 9))
    def recognise(self, jp: int) -> None:
        """The course is worth so much from now on."""
        self.world.recognise(jp)
        decision = ("--jp", str(jp), "--form", "mandiri", "--decision", f"800/{jp}", "--date", "2026-01-05")
        self._command(True, "courses", "recognise", course.SLUG, *decision, "--office", "BKPSDM")

    @rule(data=st.data())
    @precondition(lambda self: self.world.certificates)
    def a_certificate_is_ended(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, len(self.world.certificates)))
        data.draw(st.sampled_from([self.revoke, self.reissue]))(number)

    def revoke(self, number: int) -> None:
        """By its number."""
        self._command(self.world.revoke(number), "certificates", "revoke", self._code(number), "--reason", "keliru")

    def reissue(self, number: int) -> None:
        """By its number."""
        self._command(self.world.reissue(number), "certificates", "reissue", self._code(number), "--reason", "gelar")

    @rule(data=st.data())
    @precondition(lambda self: any(one.jp for one in self.world.takings))
    def jp_are_taken_back(self, data: st.DataObject) -> None:
        taking = data.draw(st.sampled_from([one for one in self.world.takings if one.jp]))
        with door(writes=False):
            whose = {"learner": taking.learner, "turn": taking.turn}
            entry = db.session.execute(db.text(_ENTRY), whose).scalar_one()
        self._command(self.world.take_back(taking), "hours", "correct", str(entry), "--reason", "salah keputusan")

    @invariant()
    def what_is_stored_is_what_the_model_says(self) -> None:
        found, due = stored(), expected(self.world)
        for name in due:
            assert found[name] == due[name], name

    @rule(learner=learners)
    def look(self, learner: str) -> None:
        """The pages of a learner say what the model says."""
        browser = self.browsers[learner]
        for path, words in pages_of(self.world, learner):
            page = browser.get(path)
            assert page.status_code == 200, path
            assert [some for some in words if some not in page.text] == [], path

    def teardown(self) -> None:
        """At the end all look, the public too, and the doctor counts."""
        for learner in NAMES if self.world.versions else ():
            self.look(learner)
        public = people.browser(self.app)
        for number, certificate in enumerate(self.world.certificates, 1):
            assert promised(certificate) in public.get(f"/verify/{self._code(number)}").text
        assert self.published <= published()
        self._command(True, "doctor")

    def _post(self, learner: str, path: str, due: int, **form: object) -> None:
        answer = self.browsers[learner].post(path, data=form)
        assert answer.status_code == due, f"{answer.status_code} instead of {due}: {path}"

    def _give(self, learner: str, path: str, given: Given, due: int) -> None:
        answer: dict[str, Any] = {"answer": given.value} if given.value else {}
        self._post(learner, path, due, token=given.token, **answer)

    def _command(self, due: bool, *words: str) -> None:
        done = self.app.test_cli_runner().invoke(args=list(words))
        assert (done.exit_code == 0) is due, f"{' '.join(words)}: {done.output}"

    def _token(self, token: str) -> str:
        """A token as the page's script makes it, the one before, or none as without script."""
        self.token += token == "new"
        return token and f"t{self.token}"

    def _code(self, number: int) -> str:
        with door(writes=False):
            found = db.text("SELECT code FROM certificate WHERE sequence = :number")
            return str(db.session.execute(found, {"number": number}).scalar_one())


def _path(key: str) -> str:
    module, _, name = key.rpartition("/")
    return f"/learn/{course.SLUG}/{module or '-'}/{name}"


def _form(number: int, choice: int) -> str:
    """What is chosen; the last number is of no question."""
    return FORMS[min(number, len(FORMS)) - 1][choice]
