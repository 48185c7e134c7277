"""Faults that learners report, and what is answered to them.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _add_fault()
    _add_fault_report()
    _add_fault_answer()


def downgrade() -> None:
    for table in ("fault_answer", "fault_report", "fault"):
        op.drop_table(table)


def _add_fault() -> None:
    place = "from 1: place on the page of a lesson, or of the question in its quiz"
    op.create_table(
        "fault",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False, comment="in the version in which it was reported first"),
        sa.Column("item_key", sa.String(200), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False, comment=place),
        sa.Column("quote", sa.String(130), nullable=False, comment="how its text begins"),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True, comment="when the newest answer was given"),
        sa.CheckConstraint("block >= 1", name=op.f("ck_fault_block")),
        _key("fault", "course_id", "course"),
        _key("fault", "item_id", "course_item"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fault")),
    )
    is_open = {"sqlite_where": sa.text("answered_at IS NULL"), "postgresql_where": sa.text("answered_at IS NULL")}
    op.create_index("uq_fault_open", "fault", ["course_id", "item_key", "block", "quote"], unique=True, **is_open)
    op.create_index(op.f("ix_fault_answered_at_id"), "fault", ["answered_at", "id"], unique=False)


def _add_fault_report() -> None:
    token = "made with the form; the same twice is one report"
    op.create_table(
        "fault_report",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("fault_id", BIG_KEY, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False, comment="in the version that the learner read"),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("words", sa.String(1000), nullable=False, comment="may be empty"),
        sa.Column("token", sa.String(40), nullable=False, comment=token),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True, comment="when the learner put the answer away"),
        sa.CheckConstraint(
            "kind IN ('wrong', 'unclear', 'typo', 'not-shown', 'other')", name=op.f("ck_fault_report_kind")
        ),
        _key("fault_report", "fault_id", "fault"),
        _key("fault_report", "item_id", "course_item"),
        _key("fault_report", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fault_report")),
        sa.UniqueConstraint("person_id", "token", name=op.f("uq_fault_report_person_id_token")),
    )
    op.create_index(op.f("ix_fault_report_fault_id"), "fault_report", ["fault_id"], unique=False)


def _add_fault_answer() -> None:
    op.create_table(
        "fault_answer",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("fault_id", BIG_KEY, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False, comment="1 for the first answer, then its corrections"),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True, comment="in which it is mended"),
        sa.Column("words", sa.String(1000), nullable=False, comment="for the learners"),
        sa.Column("answered_by", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("outcome IN ('mended', 'not-wrong')", name=op.f("ck_fault_answer_outcome")),
        sa.CheckConstraint("(outcome = 'mended') = (version_id IS NOT NULL)", name=op.f("ck_fault_answer_version_id")),
        sa.CheckConstraint("words <> '' OR (outcome = 'mended' AND sequence = 1)", name=op.f("ck_fault_answer_words")),
        _key("fault_answer", "fault_id", "fault"),
        _key("fault_answer", "version_id", "course_version"),
        _key("fault_answer", "answered_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fault_answer")),
        sa.UniqueConstraint("fault_id", "sequence", name=op.f("uq_fault_answer_fault_id_sequence")),
    )


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT")
