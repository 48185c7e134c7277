"""Samples are drawn, and what was found is written down. The door commits."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert

from lms.inspection.drawing import draw
from lms.inspection.models import InspectionFinding, InspectionLine, InspectionSample
from lms.inspection.queries import completions, line_key
from lms.kernel.errors import Conflict, NotFound
from lms.platform.audit.operations import record
from lms.platform.db.model import db


@dataclass(frozen=True)
class NewSample:
    """From which completions how many are drawn: of a period of local days, of a unit with those below (None: all)."""

    first_day: date
    last_day: date
    unit_id: int | None
    size: int
    seed: str


def draw_sample(new: NewSample, now: datetime, *, by: str) -> int:
    """Draws and keeps a sample; all of them where there are fewer. Raises Conflict where there is none."""
    keys = completions(new.first_day, new.last_day, new.unit_id)
    if not keys:
        raise Conflict("Nobody completed a course in these days.")
    drawn = draw(keys, new.seed, new.size)
    row = InspectionSample(**{**vars(new), "size": len(drawn)}, population=len(keys), drawn_at=now, drawn_by=by)
    db.session.add(row)
    db.session.flush()
    lines = [{"sample_id": row.id, "place": place, "enrolment_id": key} for place, key in enumerate(drawn, 1)]
    db.session.execute(insert(InspectionLine), lines)
    record(by, "inspection.draw", f"sample:{row.id}", now, rows=len(drawn), of=len(keys))
    return row.id


def find(sample_id: int, place: int, verdict: str, note: str, now: datetime, *, by: str) -> None:
    """Writes down what was found of one completion. Raises NotFound."""
    key = line_key(sample_id, place)
    if key is None:
        raise NotFound
    db.session.add(InspectionFinding(line_id=key, verdict=verdict, note=note, at=now, by=by))
    record(by, "inspection.find", f"sample:{sample_id}", now, place=place, words=note)
