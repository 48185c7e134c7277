"""Marks that come after handing in: when an attempt was marked, and when it came to be passed.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


BEFORE = {"marked_when_submitted": "(submitted_at IS NULL) = (mark IS NULL)"}
AFTER = {
    "marked_when_submitted": "mark IS NULL OR submitted_at IS NOT NULL",
    "marked": "(mark IS NULL) = (passed IS NULL) AND (mark IS NULL) = (marked_at IS NULL)",
    "passed_at": "coalesce(passed, false) = (passed_at IS NOT NULL)",
}


def upgrade() -> None:
    at = sa.DateTime(timezone=True)
    op.add_column("attempt", sa.Column("marked_at", at, nullable=True, comment="when this mark came to be"))
    op.add_column("attempt", sa.Column("passed_at", at, nullable=True, comment="when it came to be passed"))
    op.execute("UPDATE attempt SET marked_at = submitted_at, passed_at = CASE WHEN passed THEN submitted_at END")
    _exchange(BEFORE, AFTER)
    _say_when_fractions_are_set("set when handed in", "set when it is marked")


def downgrade() -> None:
    """What waits for a person to mark it is given no points."""
    waits = "submitted_at IS NOT NULL AND mark IS NULL"
    op.execute(f"UPDATE attempt SET mark = 0, passed = false, marked_at = submitted_at WHERE {waits}")
    _say_when_fractions_are_set("set when it is marked", "set when handed in")
    _exchange(AFTER, BEFORE)
    with op.batch_alter_table("attempt") as batch_op:
        batch_op.drop_column("passed_at")
        batch_op.drop_column("marked_at")


def _exchange(before: dict[str, str], after: dict[str, str]) -> None:
    with op.batch_alter_table("attempt") as batch_op:
        for name in before:
            batch_op.drop_constraint(op.f(f"ck_attempt_{name}"), type_="check")
        for name, rule in after.items():
            batch_op.create_check_constraint(op.f(f"ck_attempt_{name}"), rule)


def _say_when_fractions_are_set(before: str, after: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        kept = {"existing_type": sa.Numeric(6, 5), "existing_comment": f"of the points; {before}"}
        op.alter_column("attempt_question", "fraction", comment=f"of the points; {after}", **kept)
