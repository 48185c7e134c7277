"""Two records of one person, before they are merged, after it, and after it was undone."""

from collections.abc import Callable, Mapping

from flask import Flask
from sqlalchemy import select

from lms.accounts.models import Person, PersonMerge
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.journeys.learners import Learner, new_learner

STANDS, UNDONE = "Umpamasari Kembar Contohwati", "Laras Kembar Misal"
REASON = "Tercatat lagi dengan NIP yang salah ketik setelah pindah dari kecamatan."


def let_them_be_merged(app: Flask, office: Learner) -> None:
    """One merge that stands, one that was undone, and a record that only an operator may merge."""
    new_learner(app, "inspektur", "Ani Contoh", role=Role.INSPECTOR)
    for name in (STANDS, UNDONE):
        kept, gone = (new_learner(app, f"{name.split()[0].lower()}{number}", name) for number in (1, 2))
        gone.enrol().read()
        form = {"reason": REASON, "stay": str(kept.id)}
        office.post(f"/people/{kept.id}/merge/{gone.id}", **form)
    with app.app_context():
        office.post(f"{merge_of(UNDONE)({})}/undo")


def pair_named(first: str, second: str) -> Callable[[Mapping[str, Learner]], str]:
    """The page of two records, known by their user names."""

    def address(_cast: Mapping[str, Learner]) -> str:
        with door(writes=False):
            found = dict(db.session.execute(select(Person.username, Person.id)).all())
        return f"/people/{found[first]}/merge/{found[second]}?stay={found[first]}"

    return address


def merge_of(name: str) -> Callable[[Mapping[str, Learner]], str]:
    """The page of a merge."""

    def address(_cast: Mapping[str, Learner]) -> str:
        with door(writes=False):
            rows = select(PersonMerge.id).join(Person, Person.id == PersonMerge.kept_id).where(Person.name == name)
            return f"/people/merges/{db.session.scalar(rows)}"

    return address


def kept_page(name: str) -> Callable[[Mapping[str, Learner]], str]:
    """The page of the person whose records were merged."""

    def address(_cast: Mapping[str, Learner]) -> str:
        with door(writes=False):
            rows = select(PersonMerge.kept_id).join(Person, Person.id == PersonMerge.kept_id)
            return f"/people/{db.session.scalar(rows.where(Person.name == name))}"

    return address
