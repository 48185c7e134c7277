"""Re-marking after a key is corrected: decisions, which question a fraction was counted by, how marks changed.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTED_BY = "fk_attempt_question_remark_id_remark"


def upgrade() -> None:
    at = sa.DateTime(timezone=True)
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("lowers", sa.Boolean(), nullable=False, comment="whether marks also become less"),
        sa.Column("seen", sa.String(64), nullable=False, comment="SHA-256 of what the preview listed"),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", at, nullable=False),
        sa.CheckConstraint("length(reason) BETWEEN 1 AND 500", name=op.f("ck_remark_reason")),
        _key("remark", "question_id", "question"),
        _key("remark", "decided_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
        sa.UniqueConstraint("seen", name=op.f("uq_remark_seen")),
    )
    op.create_index(op.f("ix_remark_question_id"), "remark", ["question_id"])
    op.create_table(
        "mark_change",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("attempt_id", BIG_KEY, nullable=False),
        sa.Column("remark_id", sa.Integer(), nullable=False),
        sa.Column("from_mark", sa.Integer(), nullable=False),
        sa.Column("to_mark", sa.Integer(), nullable=False),
        sa.Column("from_passed", sa.Boolean(), nullable=False),
        sa.Column("to_passed", sa.Boolean(), nullable=False),
        sa.Column("changed_at", at, nullable=False),
        sa.CheckConstraint(
            "from_mark BETWEEN 0 AND 100 AND to_mark BETWEEN 0 AND 100", name=op.f("ck_mark_change_marks")
        ),
        sa.CheckConstraint(
            "from_mark <> to_mark OR from_passed <> to_passed", name=op.f("ck_mark_change_changes")
        ),
        _key("mark_change", "attempt_id", "attempt"),
        _key("mark_change", "remark_id", "remark"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark_change")),
        sa.UniqueConstraint("remark_id", "attempt_id", name=op.f("uq_mark_change_remark_id_attempt_id")),
    )
    op.create_index(op.f("ix_mark_change_attempt_id"), "mark_change", ["attempt_id"])
    with op.batch_alter_table("attempt_question") as batch_op:
        comment = "the decision by whose question the fraction was counted; NULL: by its own"
        batch_op.add_column(sa.Column("remark_id", sa.Integer(), nullable=True, comment=comment))
        batch_op.create_foreign_key(COUNTED_BY, "remark", ["remark_id"], ["id"], ondelete="RESTRICT")


def downgrade() -> None:
    with op.batch_alter_table("attempt_question") as batch_op:
        batch_op.drop_constraint(COUNTED_BY, type_="foreignkey")
        batch_op.drop_column("remark_id")
    op.drop_table("mark_change")
    op.drop_table("remark")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(name), ondelete="RESTRICT")
