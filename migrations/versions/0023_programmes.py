"""Programmes, their parts, and who completed them.

Revision ID: 0023
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0021"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "token", sa.String(length=64), nullable=False, comment="of the form: sent twice, it is one programme"
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=False),
        sa.Column(
            "needed",
            sa.Integer(),
            nullable=False,
            comment="how many of its parts complete it; as many as it has: all, in order",
        ),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("ended_at", TIME, nullable=True, comment="from then on nobody completes it"),
        sa.Column("ended_by", sa.String(length=120), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_programme_ended")),
        sa.CheckConstraint("needed >= 1", name=op.f("ck_programme_needed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("token", name=op.f("uq_programme_token")),
    )
    op.create_index(op.f("ix_programme_ended_at"), "programme", ["ended_at"])
    op.create_table(
        "programme_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        _foreign("programme_part", "programme_id", "programme"),
        _foreign("programme_part", "course_id", "course"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_part")),
        sa.UniqueConstraint("programme_id", "course_id", name=op.f("uq_programme_part_programme_id_course_id")),
        sa.UniqueConstraint("programme_id", "position", name=op.f("uq_programme_part_programme_id_position")),
    )
    op.create_index(op.f("ix_programme_part_course_id"), "programme_part", ["course_id"])
    op.create_table(
        "programme_completion",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("completed_at", TIME, nullable=False),
        _foreign("programme_completion", "programme_id", "programme"),
        _foreign("programme_completion", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_completion")),
        sa.UniqueConstraint("programme_id", "person_id", name=op.f("uq_programme_completion_programme_id_person_id")),
    )
    op.create_index(op.f("ix_programme_completion_person_id"), "programme_completion", ["person_id"])


def _foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="RESTRICT")


def downgrade() -> None:
    for table in ("programme_completion", "programme_part", "programme"):
        op.drop_table(table)
