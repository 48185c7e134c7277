"""How many people completed what is assigned in which week, filled from what they did; accounts not used are indexed.

Revision ID: 0021
Revises: 0020
"""

from collections import Counter

import sqlalchemy as sa
from alembic import op

from lms.assignments.states import week_of
from lms.platform.db.model import UtcDateTime
from lms.platform.zone import local_zone

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BATCH = 1000


def upgrade() -> None:
    weeks = op.create_table(
        "duty_week",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False, comment="0: of people who are in no unit"),
        sa.Column("week", sa.Date(), nullable=False, comment="its Monday, where people live"),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_duty_week_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_week")),
        sa.UniqueConstraint("assignment_id", "unit_id", "week", name=op.f("uq_duty_week_assignment_id_unit_id_week")),
    )
    _fill(weeks)
    unused = sa.text("password_hash IS NULL")
    op.create_index("ix_person_unused", "person", ["id"], sqlite_where=unused, postgresql_where=unused)


def _fill(weeks: sa.Table) -> None:
    run, zone = op.get_bind(), local_zone()
    duty = sa.table(
        "duty",
        sa.column("assignment_id"),
        sa.column("unit_id"),
        sa.column("stage"),
        sa.column("done_at", UtcDateTime),
    )
    rows = sa.select(duty.c.assignment_id, sa.func.coalesce(duty.c.unit_id, 0), duty.c.done_at)
    done = run.execute(rows.where(duty.c.stage == "done"), execution_options={"yield_per": BATCH})
    counted = Counter((assignment, unit, week_of(at, zone)) for assignment, unit, at in done)
    if counted:
        names = ("assignment_id", "unit_id", "week", "people")
        run.execute(sa.insert(weeks), [dict(zip(names, (*place, n), strict=True)) for place, n in counted.items()])


def downgrade() -> None:
    op.drop_index("ix_person_unused", table_name="person")
    op.drop_table("duty_week")
