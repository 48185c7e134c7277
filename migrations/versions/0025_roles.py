"""Deputies for absence; samples of completions for the inspector.

Revision ID: 0025
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _add_deputy()
    _add_sample()
    _add_line()
    _add_finding()


def _add_deputy() -> None:
    op.create_table(
        "deputy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False, comment="who is absent"),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False, comment="a code of lms/accounts/deputies.py"),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(120), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("ended_by", sa.String(120), nullable=True),
        sa.CheckConstraint("deputy_id <> person_id", name=op.f("ck_deputy_other")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_deputy_dates")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_deputy_ended")),
        *(
            sa.ForeignKeyConstraint(
                [column], ["person.id"], name=op.f(f"fk_deputy_{column}_person"), ondelete="RESTRICT"
            )
            for column in ("person_id", "deputy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputy")),
    )
    is_open = {"sqlite_where": sa.text("ended_at IS NULL"), "postgresql_where": sa.text("ended_at IS NULL")}
    op.create_index("uq_deputy_open", "deputy", ["person_id"], unique=True, **is_open)
    op.create_index(op.f("ix_deputy_person_id"), "deputy", ["person_id"], unique=False)
    op.create_index("ix_deputy_open_of", "deputy", ["deputy_id"], unique=False, **is_open)


def downgrade() -> None:
    for table in ("inspection_finding", "inspection_line", "inspection_sample", "deputy"):
        op.drop_table(table)


def _add_sample() -> None:
    op.create_table(
        "inspection_sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True, comment="people who are there and below; NULL: everybody"),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False, comment="completions from which it was drawn"),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("drawn_at", INSTANT, nullable=False),
        sa.Column("drawn_by", sa.String(120), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_inspection_sample_dates")),
        sa.CheckConstraint("size BETWEEN 1 AND population", name=op.f("ck_inspection_sample_size")),
        _key("inspection_sample", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_sample")),
    )


def _add_line() -> None:
    op.create_table(
        "inspection_line",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="from 1"),
        sa.Column("enrolment_id", BIG_KEY, nullable=False),
        _key("inspection_line", "sample_id", "inspection_sample"),
        _key("inspection_line", "enrolment_id", "enrolment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_line")),
        *(
            sa.UniqueConstraint("sample_id", column, name=op.f(f"uq_inspection_line_sample_id_{column}"))
            for column in ("place", "enrolment_id")
        ),
    )


def _add_finding() -> None:
    op.create_table(
        "inspection_finding",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("line_id", BIG_KEY, nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.CheckConstraint("verdict IN ('in-order', 'to-clarify')", name=op.f("ck_inspection_finding_verdict")),
        _key("inspection_finding", "line_id", "inspection_line"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_finding")),
    )
    op.create_index(op.f("ix_inspection_finding_line_id"), "inspection_finding", ["line_id"], unique=False)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete="RESTRICT")
