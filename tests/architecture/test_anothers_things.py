"""Every address with a name or number in it, asked for by somebody to whom the thing there does not belong.

A new address needs a line in VERDICTS, and one in `things_of_ani` if its parameter is new.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.accounts.models import Person
from lms.assessment.models import AttemptQuestion
from lms.certificates.models import Certificate
from lms.feedback.letters import FAULT_ANSWERED
from lms.feedback.models import Fault
from lms.hours.models import JpEntry
from lms.notifications.models import Notification
from lms.notifications.operations import notify
from lms.permissions import Permission
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.accounts.twins import merge
from tests.architecture.test_rights import METHODS
from tests.assessment.quizzes import FINAL, PRACTICE, add_quizzes, answer, answer_all, begin, hand_in, learner
from tests.assignments.offices import assign_to
from tests.certificates.issuing import recognise, set_up_institution
from tests.exports.jobs import finished_export
from tests.programmes.making import make_programme
from tests.speakers.papers import things_of_a_speaker
from tests.support import people
from tests.support.drafts import add_draft, writer

SECRET = "jawaban-rahasia-ani"


class Verdict(Enum):
    """What somebody else finds at an address that leads to Ani's thing."""

    NOT_THERE = "404, and nothing changes"
    PUBLIC = "a page for everybody that says nothing of who learns there"
    CHECK = "the public check of certificates"
    HERS = "the person's own thing of that name; those of others stay as they are"
    NOBODYS = "what is there belongs to nobody"


NOT_THERE, PUBLIC, CHECK, HERS, NOBODYS = Verdict
VERDICTS = {
    "/certificates/<code>": NOT_THERE,
    "/certificates/<code>.pdf": NOT_THERE,
    "/courses/<slug>": PUBLIC,
    "/courses/<slug>/changes": NOT_THERE,
    "/courses/<slug>/enrol": HERS,
    "/courses/<slug>/figures": NOT_THERE,
    "/courses/<slug>/leave": NOT_THERE,
    "/courses/<slug>/move": NOT_THERE,
    "/courses/<slug>/questions": NOT_THERE,
    "/courses/<slug>/remarking": NOT_THERE,
    "/courses/<slug>/remarking/<int:question_id>": NOT_THERE,
    "/courses/<slug>/why": NOT_THERE,
    "/drafts/<int:draft>": NOT_THERE,
    "/drafts/<int:draft>/add/<path:file>": NOT_THERE,
    "/drafts/<int:draft>/bring-back/<path:file>": NOT_THERE,
    "/drafts/<int:draft>/describe/<path:file>": NOT_THERE,
    "/drafts/<int:draft>/media": NOT_THERE,
    "/drafts/<int:draft>/move/<path:file>": NOT_THERE,
    "/drafts/<int:draft>/page/<path:file>": NOT_THERE,
    "/drafts/<int:draft>/paste": NOT_THERE,
    "/drafts/<int:draft>/preview/<path:file>": NOT_THERE,
    "/drafts/<int:draft>/remove/<path:file>": NOT_THERE,
    "/drafts/<int:draft>/text/<path:file>": NOT_THERE,
    "/drafts/<int:draft>/authors": NOT_THERE,
    "/drafts/<int:draft>/authors/remove": NOT_THERE,
    "/drafts/<int:draft>/discard": NOT_THERE,
    "/drafts/<int:draft>/folder.zip": NOT_THERE,
    "/drafts/<int:draft>/history": NOT_THERE,
    "/drafts/<int:draft>/history/<int:number>": NOT_THERE,
    "/drafts/<int:draft>/history/<int:number>/restore": NOT_THERE,
    "/drafts/<int:draft>/history/<int:number>/undo": NOT_THERE,
    "/drafts/<int:draft>/published": NOT_THERE,
    "/assignments/<int:assignment_id>": NOT_THERE,
    "/assignments/<int:assignment_id>/dates": NOT_THERE,
    "/assignments/<int:assignment_id>/end": NOT_THERE,
    "/assignments/<int:assignment_id>/people/<int:person_id>": NOT_THERE,
    "/assignments/<int:assignment_id>/people/<int:person_id>/again": NOT_THERE,
    "/assignments/<int:assignment_id>/people/<int:person_id>/extend": NOT_THERE,
    "/assignments/<int:assignment_id>/people/<int:person_id>/waive": NOT_THERE,
    "/people/<int:person_id>/standing": NOT_THERE,
    "/people/<int:person_id>/standing/whatsapp": NOT_THERE,
    "/drafts/<int:draft>/outline": NOT_THERE,
    "/drafts/<int:draft>/outline/add": NOT_THERE,
    "/drafts/<int:draft>/outline/move": NOT_THERE,
    "/drafts/<int:draft>/read": NOT_THERE,
    "/drafts/<int:draft>/read/<path:file>": NOT_THERE,
    "/drafts/<int:draft>/remarks/<int:remark>/accept": NOT_THERE,
    "/drafts/<int:draft>/remarks/<int:remark>/close": NOT_THERE,
    "/drafts/<int:draft>/remarks/<int:remark>/reply": NOT_THERE,
    "/drafts/<int:draft>/report": NOT_THERE,
    "/drafts/<int:draft>/settings": NOT_THERE,
    "/drafts/<int:draft>/settings/<path:file>": NOT_THERE,
    "/courses/<slug>/check": NOT_THERE,
    "/courses/<slug>/reopen": NOT_THERE,
    "/courses/<slug>/versions": NOT_THERE,
    "/courses/<slug>/versions/roll-back": NOT_THERE,
    "/courses/<slug>/withdraw": NOT_THERE,
    "/drafts/<int:draft>/hand-in": NOT_THERE,
    "/drafts/<int:draft>/hand-in/take-back": NOT_THERE,
    "/drafts/<int:draft>/try": NOT_THERE,
    "/drafts/<int:draft>/try/<path:file>": NOT_THERE,
    "/reviews/<int:review>": NOT_THERE,
    "/reviews/<int:review>/changes": NOT_THERE,
    "/reviews/<int:review>/form": NOT_THERE,
    "/reviews/<int:review>/publish": NOT_THERE,
    "/reviews/<int:review>/questions": NOT_THERE,
    "/reviews/<int:review>/substance": NOT_THERE,
    "/reviews/<int:review>/unplan": NOT_THERE,
    "/exports/<int:job_id>/file": NOT_THERE,
    "/hours/<int:entry>": NOT_THERE,
    "/inbox/<int:letter>": NOT_THERE,
    "/inspection/<int:sample_id>": NOT_THERE,
    "/inspection/<int:sample_id>/lines/<int:place>": NOT_THERE,
    "/inspection/<int:sample_id>/sample.xlsx": NOT_THERE,
    "/learn/<course>/<module>/<item>": NOT_THERE,
    "/learn/<course>/<module>/<item>/check": NOT_THERE,
    "/learn/<course>/<module>/<item>/finish": NOT_THERE,
    "/learn/<course>/<module>/<item>/report": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz/<int:number>": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz/<int:number>/check": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz/<int:number>/reveal": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz/history": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz/list": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz/result": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz/review": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz/start": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz/submit": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz/try": NOT_THERE,
    "/learn/<course>/<module>/<item>/quiz/why": NOT_THERE,
    "/learn/<course>/pretest": NOT_THERE,
    "/marking/<int:asked_id>": NOT_THERE,
    "/marking/<int:asked_id>/draft": NOT_THERE,
    "/media/<name>": NOBODYS,
    "/programmes/<int:programme_id>": PUBLIC,
    "/programmes/<int:programme_id>/complete": NOBODYS,
    "/programmes/<int:programme_id>/end": NOT_THERE,
    "/people/<int:person_id>": NOT_THERE,
    "/people/<int:person_id>/change": NOT_THERE,
    "/people/<int:person_id>/correct": NOT_THERE,
    "/people/<int:person_id>/code": NOT_THERE,
    "/people/<int:person_id>/deputy": NOT_THERE,
    "/people/<int:person_id>/deputy/<int:deputy_key>/end": NOT_THERE,
    "/people/<int:person_id>/leave": NOT_THERE,
    "/people/<int:person_id>/merge": NOT_THERE,
    "/people/<int:person_id>/merge/<int:other_id>": NOT_THERE,
    "/people/<int:person_id>/roles": NOT_THERE,
    "/people/<int:person_id>/roles/<int:grant_id>/end": NOT_THERE,
    "/people/lists/<int:list_id>": NOT_THERE,
    "/people/lists/<int:list_id>/changes/<kind>": NOT_THERE,
    "/people/lists/<int:list_id>/columns": NOT_THERE,
    "/people/lists/<int:list_id>/drop": NOT_THERE,
    "/people/lists/<int:list_id>/lines.xlsx": NOT_THERE,
    "/people/lists/<int:list_id>/undo": NOT_THERE,
    "/people/merges/<int:merge_id>": NOT_THERE,
    "/people/merges/<int:merge_id>/undo": NOT_THERE,
    "/speakers/<int:speaker_id>": NOT_THERE,
    "/speakers/<int:speaker_id>/hours": NOT_THERE,
    "/speakers/<int:speaker_id>/hours/<int:entry_id>/take-back": NOT_THERE,
    "/speakers/<int:speaker_id>/papers": NOT_THERE,
    "/speakers/papers/<int:paper_id>.pdf": NOT_THERE,
    "/speakers/offers/<int:offer_id>": NOT_THERE,
    "/speakers/offers/<int:offer_id>/accept": NOT_THERE,
    "/speakers/offers/<int:offer_id>/card": NOT_THERE,
    "/speakers/offers/<int:offer_id>/code": NOT_THERE,
    "/speakers/offers/<int:offer_id>/decline": NOT_THERE,
    "/reports/<int:fault_id>": NOT_THERE,
    "/static/<name>": NOBODYS,
    "/units/<int:unit_id>": NOT_THERE,
    "/units/<int:unit_id>/cards": NOT_THERE,
    "/units/<int:unit_id>/change": NOT_THERE,
    "/units/<int:unit_id>/close": NOT_THERE,
    "/units/<int:unit_id>/head": NOT_THERE,
    "/verify/<code>": CHECK,
}
FORM = {
    "answer": "b",
    "alone": "1",
    "question": "kapan",
    "version": "1",
    "nip": "2999",
    "token": "t",
    "block": "1",
    "kind": "typo",
}
"""What is sent to each address: all that any of them reads."""


@pytest.fixture
def things_of_ani(app: Flask) -> Mapping[str, str]:
    """A value for each parameter."""
    return make_things(app)


def make_things(app: Flask) -> dict[str, str]:
    """A value for each parameter; Ani completed the course and takes it again, with a final and practice open."""
    ani = learns_twice(app)
    with door(writes=False):
        ani_id = db.session.scalars(select(Person.id).where(Person.username == "ani")).one()
    letter, learned = told(ani_id), keys_of_learning()
    draft = add_draft(writer(ani_id, "ani"))
    twin = people.add_person("astri", "Astri Umpama")
    names = {"slug": "ramah", "course": "ramah", "module": "keluhan", "number": "3", "name": "x"}
    first = dict.fromkeys(
        ("review", "remark", "unit_id", "list_id", "grant_id", "deputy_key", "sample_id", "place"), "1"
    )
    return {
        **names,
        **first,
        **learned,
        **things_of_a_speaker(app, ani),
        "draft": str(draft),
        "file": "course.md",
        "person_id": str(ani_id),
        "job_id": str(finished_export(app, ani_id)),
        "kind": "new",
        "letter": str(letter),
        "programme_id": str(make_programme(["ramah"])),
        "assignment_id": str(assign_to(ani_id)),
        "other_id": str(twin),
        "merge_id": str(merge(twin, people.add_person("asti", "Asti Umpama"), reason=SECRET)),
    }


def learns_twice(app: Flask) -> FlaskClient:
    """Ani's browser, in which she completed the course, began again and reported a fault."""
    set_up_institution()
    add_quizzes()
    recognise()
    ani = learner(app)
    for lesson in ("-/sapa", "keluhan/dengar"):
        ani.post(f"/learn/ramah/{lesson}/finish")
    begin(ani)
    answer_all(ani)
    assert hand_in(ani).status_code == 303
    ani.post("/courses/ramah/enrol")
    begin(ani)
    answer(ani, 3, SECRET)
    begin(ani, PRACTICE)
    ani.post("/learn/ramah/keluhan/dengar/report", data={"block": "1", "kind": "typo", "words": SECRET, "token": "t"})
    return ani


def told(person_id: int) -> int:
    """A letter to somebody; its key."""
    with door(writes=True):
        facts = {"course": "Ramah", "item": "Dengar", "version": 2, "words": SECRET}
        notify(person_id, FAULT_ANSWERED, facts, "t", people.NOW)
        db.session.flush()
        return db.session.scalars(select(Notification.id)).one()


def keys_of_learning() -> dict[str, str]:
    """What came of what Ani learned, by the parameters that name it."""
    with door(writes=False):
        asked = db.session.execute(select(AttemptQuestion.question_id, AttemptQuestion.id).limit(1)).one()
        return {
            "code": db.session.scalars(select(Certificate.code)).one(),
            "entry": str(db.session.scalars(select(JpEntry.id)).one()),
            "fault_id": str(db.session.scalars(select(Fault.id)).one()),
            "question_id": str(asked.question_id),
            "asked_id": str(asked.id),
        }


def parameters(rule: str) -> list[str]:
    """The names in an address."""
    return re.findall(r"<(?:\w+:)?(\w+)>", rule)


def path_to(rule: str, things: Mapping[str, str]) -> str:
    """The address filled in; an item is a lesson, a final, or practice where the address needs one."""
    name = "latihan" if rule.endswith(("/check", "/reveal", "/try")) else "ujian"
    filled = {**things, "item": name if "/quiz" in rule else "dengar"}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: filled[found[1]], rule)


def doors_with_things(app: Flask) -> Iterator[tuple[str, str, Permission | None]]:
    """Method, rule and right of every address that has a parameter."""
    for rule in app.url_map.iter_rules():
        right = getattr(app.view_functions[rule.endpoint], "permission", None)
        if parameters(rule.rule):
            yield from ((method, rule.rule, right) for method in METHODS if method in (rule.methods or ()))


def rows() -> Mapping[str, frozenset[Any]]:
    """Everything that is stored."""
    with door(writes=False):
        return {
            table.name: frozenset(map(tuple, db.session.execute(select(table)))) for table in db.metadata.sorted_tables
        }


def ask(browser: FlaskClient, method: str, path: str) -> tuple[int, str]:
    """Status and text."""
    found = browser.open(path, method=method, data=None if method == "GET" else FORM)
    return found.status_code, found.get_data(as_text=True)


def test_every_address_with_a_parameter_has_a_verdict(app: Flask) -> None:
    assert {rule for _, rule, _ in doors_with_things(app)} == set(VERDICTS)


def test_somebody_else_finds_nothing_and_changes_nothing(app: Flask, things_of_ani: Mapping[str, str]) -> None:
    wrong = []
    budi = people.signed_in(app, people.add_person("budi", "Budi Misal"))
    for method, rule, right in doors_with_things(app):
        before = rows()
        status, text = ask(budi, method, path_to(rule, things_of_ani))
        after, verdict = rows(), VERDICTS[rule]
        is_right = {
            NOT_THERE: status in (404, 404 if right is Permission.LEARN else 403) and after == before,
            PUBLIC: status == 200 and after == before,
            CHECK: status == 200 and after == before,
            HERS: status == 303 and all(before[name] <= after[name] for name in before),
            NOBODYS: after == before,
        }[verdict]
        is_silent = verdict is CHECK or ("Ani" not in text and SECRET not in text)
        wrong += [] if is_right and is_silent else [f"{method} {rule}: {status}"]
        with door(writes=True):
            db.session.execute(db.text("DELETE FROM enrolment WHERE person_id = (SELECT max(id) FROM person)"))
    assert wrong == []


def test_somebody_who_takes_the_same_course_finds_and_changes_only_her_own(
    app: Flask, things_of_ani: Mapping[str, str]
) -> None:
    wrong = []
    citra = learner(app, "citra", name="Citra Umpama")
    before = rows()
    of_ani = {
        name: before[name] for name in ("attempt", "answer", "item_progress", "certificate", "jp_entry", "fault_report")
    }
    for method, rule, _ in doors_with_things(app):
        if VERDICTS[rule] in (NOT_THERE, PUBLIC):
            status, text = ask(citra, method, path_to(rule, things_of_ani))
            after = rows()
            is_kept = all(of_ani[name] <= after[name] for name in of_ani)
            if status >= 500 or not is_kept or SECRET in text or "Ani Contoh" in text:
                wrong.append(f"{method} {rule}: {status}")
    assert wrong == []
    assert citra.get(FINAL + "/history").status_code in (200, 404)
