"""Essays in finals: what people give them, drafts of that, and quizzes that wait to be marked.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WAITING = "mark IS NULL AND submitted_at IS NOT NULL"


def upgrade() -> None:
    _add_essay_mark()
    _add_essay_draft()
    waits_since = sa.Column(
        "waits_since",
        sa.DateTime(timezone=True),
        nullable=True,
        comment="of a quiz: when answers were handed in that a person has yet to mark",
    )
    op.add_column("item_progress", waits_since)
    where = {"sqlite_where": sa.text(WAITING), "postgresql_where": sa.text(WAITING)}
    op.create_index("ix_attempt_waiting", "attempt", ["submitted_at"], unique=False, **where)


def downgrade() -> None:
    op.drop_index("ix_attempt_waiting", table_name="attempt")
    with op.batch_alter_table("item_progress") as batch_op:
        batch_op.drop_column("waits_since")
    op.drop_table("essay_draft")
    op.drop_table("essay_mark")


def _add_essay_mark() -> None:
    op.create_table(
        "essay_mark",
        *_keys("essay_mark"),
        sa.Column("sequence", sa.Integer(), nullable=False, comment="1 for the first mark, then its corrections"),
        sa.Column("fraction", sa.Numeric(6, 5), nullable=False, comment="of the points"),
        sa.Column("comment", sa.String(4000), nullable=False, comment="for the learner; may be empty"),
        sa.Column("reason", sa.String(500), nullable=False, comment="of a correction; empty for the first mark"),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("fraction BETWEEN 0 AND 1", name=op.f("ck_essay_mark_fraction")),
        sa.CheckConstraint("(sequence = 1) = (reason = '')", name=op.f("ck_essay_mark_reason")),
        sa.UniqueConstraint(
            "attempt_question_id", "sequence", name=op.f("uq_essay_mark_attempt_question_id_sequence")
        ),
    )
    op.create_index(op.f("ix_essay_mark_marker_id_id"), "essay_mark", ["marker_id", "id"], unique=False)


def _add_essay_draft() -> None:
    op.create_table(
        "essay_draft",
        *_keys("essay_draft"),
        sa.Column("points", sa.String(40), nullable=False, comment="as typed"),
        sa.Column("comment", sa.String(4000), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint(
            "attempt_question_id", "marker_id", name=op.f("uq_essay_draft_attempt_question_id_marker_id")
        ),
    )


def _keys(table: str) -> list[sa.Column[int] | sa.Constraint]:
    """The key of a table, and its ways to the question of an attempt and to the marker."""
    return [
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("attempt_question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("marker_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_question_id"],
            ["attempt_question.id"],
            name=op.f(f"fk_{table}_attempt_question_id_attempt_question"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["marker_id"], ["person.id"], name=op.f(f"fk_{table}_marker_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]
