"""Questions about the institution, its signers; they change nothing."""

import hashlib
from base64 import b64decode
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from lms.org.institution import FACTS, Institution, institution_of
from lms.org.models import InstitutionFact, Signer
from lms.org.signing import OfficeKind
from lms.org.signing import Signer as FrozenSigner
from lms.platform.db.model import db


@dataclass(frozen=True)
class FactLine:
    """A fact as it stands on a day: its value, since when, or that the default holds (`since` is None)."""

    name: str
    value: str
    since: date | None


def institution_on(day: date) -> Institution:
    """What the institution says of itself on a day."""
    return institution_of({line.name: line.value for line in facts_on(day) if line.since is not None})


def facts_on(day: date) -> tuple[FactLine, ...]:
    """Every fact there can be, as it stands on a day."""
    rows = select(InstitutionFact).where(InstitutionFact.valid_from <= day)
    newest = {
        row.name: row for row in db.session.scalars(rows.order_by(InstitutionFact.valid_from, InstitutionFact.id))
    }
    return tuple(
        FactLine(name, newest[name].value, newest[name].valid_from)
        if name in newest
        else FactLine(name, fact.default or "", None)
        for name, fact in FACTS.items()
    )


def said_on(day: date, *names: str) -> dict[str, str]:
    """The values of a few facts on a day, defaults where nothing is said; one query, however large other facts are."""
    rows = select(InstitutionFact.name, InstitutionFact.value)
    rows = rows.where(InstitutionFact.name.in_(names), InstitutionFact.valid_from <= day)
    ordered = rows.order_by(InstitutionFact.valid_from, InstitutionFact.id)
    said = {row.name: row.value for row in db.session.execute(ordered)}
    return {name: said.get(name) or FACTS[name].default or "" for name in names}


def signer_on(day: date) -> Signer | None:
    """Who signs on a day: of those in office the one who came last, so that an acting one stands before the holder."""
    rows = select(Signer).where(Signer.valid_from <= day, or_(Signer.valid_to.is_(None), Signer.valid_to >= day))
    return db.session.scalar(rows.order_by(Signer.valid_from.desc(), Signer.id.desc()).limit(1))


def signer_of(row: Signer) -> FrozenSigner:
    """A signer as documents keep them."""
    return FrozenSigner(row.name, row.position, row.rank, row.nip, OfficeKind(row.office))


def all_signers() -> tuple[Signer, ...]:
    """Everybody who ever signed or will, by the day on which they begin."""
    return tuple(db.session.scalars(select(Signer).order_by(Signer.valid_from, Signer.id)))


def arms_by_hash(sha256: str) -> bytes | None:
    """The arms that a certificate was issued with, also when others have come since."""
    for value in db.session.scalars(select(InstitutionFact.value).where(InstitutionFact.name == "arms")):
        arms = b64decode(value)
        if hashlib.sha256(arms).hexdigest() == sha256:
            return arms
    return None
