"""Pre-tests: how many questions a version asks before the first lesson, and what was answered to them.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    comment = "questions of its first final before the first lesson"
    op.add_column("course_version", sa.Column("pretest", sa.Integer(), nullable=False, server_default="0", comment=comment))
    op.create_table(
        "pretest",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("enrolment_id", BIG_KEY, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False, comment="the final, in the version of that time"),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        _key("pretest", "enrolment_id", "enrolment"),
        _key("pretest", "item_id", "course_item"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pretest")),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_pretest_enrolment_id")),
    )
    op.create_table(
        "pretest_answer",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("pretest_id", BIG_KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="from 1"),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("option_order", sa.Text(), nullable=False, comment="JSON list of option ids as shown"),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False, comment="JSON; null is no answer"),
        sa.Column("fraction", sa.Numeric(6, 5), nullable=False, comment="of the points"),
        sa.CheckConstraint("fraction BETWEEN 0 AND 1", name=op.f("ck_pretest_answer_fraction")),
        _key("pretest_answer", "pretest_id", "pretest"),
        _key("pretest_answer", "question_id", "question"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pretest_answer")),
        sa.UniqueConstraint("pretest_id", "position", name=op.f("uq_pretest_answer_pretest_id_position")),
        sa.UniqueConstraint("pretest_id", "question_id", name=op.f("uq_pretest_answer_pretest_id_question_id")),
    )


def downgrade() -> None:
    op.drop_table("pretest_answer")
    op.drop_table("pretest")
    op.drop_column("course_version", "pretest")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(name), ondelete="RESTRICT")
