"""Assignments, what each person has to do, what was decided about it, and how many are how far.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _assignments()
    _duties()


def _assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "token", sa.String(length=64), nullable=False, comment="of the form: sent twice, it is one assignment"
        ),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column(
            "unit_id", sa.Integer(), nullable=True, comment="it reaches this unit and those below; NULL: everybody"
        ),
        sa.Column("why", sa.String(length=300), nullable=False, comment="said to those who get it"),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False, comment="last day, where no unit has another one"),
        sa.Column("for_joiners", sa.Boolean(), nullable=False, comment="whether people who come later get it"),
        sa.Column("renew_after_months", sa.Integer(), nullable=True, comment="NULL: done once is done"),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("ended_by", sa.String(length=120), nullable=True),
        sa.Column("ended_reason", sa.String(length=300), nullable=False),
        sa.CheckConstraint("kind IN ('mandatory', 'advised')", name=op.f("ck_assignment_kind")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_assignment_ended")),
        sa.CheckConstraint(
            "renew_after_months BETWEEN 1 AND 120",
            name=op.f("ck_assignment_renew_after_months"),
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_assignment_course_id_course"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_assignment_unit_id_unit"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("token", name=op.f("uq_assignment_token")),
    )
    op.create_index(op.f("ix_assignment_course_id"), "assignment", ["course_id"])
    op.create_index(op.f("ix_assignment_ended_at_due_on"), "assignment", ["ended_at", "due_on"])
    op.create_table(
        "assignment_due",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_assignment_due_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_assignment_due_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_due")),
        sa.UniqueConstraint("assignment_id", "unit_id", name=op.f("uq_assignment_due_assignment_id_unit_id")),
    )
    op.create_table(
        "assignment_target",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=200), nullable=True, comment="a status, or part of a position"),
        sa.CheckConstraint("(kind = 'person') = (person_id IS NOT NULL)", name=op.f("ck_assignment_target_person")),
        sa.CheckConstraint("(kind = 'unit') = (unit_id IS NOT NULL)", name=op.f("ck_assignment_target_unit")),
        sa.CheckConstraint(
            "(kind IN ('status', 'position')) = (words IS NOT NULL)", name=op.f("ck_assignment_target_words")
        ),
        sa.CheckConstraint(
            "kind IN ('everybody', 'unit', 'status', 'position', 'person')", name=op.f("ck_assignment_target_kind")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_assignment_target_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_assignment_target_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_assignment_target_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_target")),
    )
    op.create_index(op.f("ix_assignment_target_assignment_id"), "assignment_target", ["assignment_id"])
    op.create_index(op.f("ix_assignment_target_person_id"), "assignment_target", ["person_id"])


def _duties() -> None:
    op.create_table(
        "duty",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True, comment="as of now"),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("given_at", TIME, nullable=False),
        sa.Column("begun_at", TIME, nullable=True, comment="of the enrolment that is open or completed"),
        sa.Column("done_at", TIME, nullable=True, comment="when the course was completed last"),
        sa.Column("waived_at", TIME, nullable=True),
        sa.Column("waived_reason", sa.String(length=20), nullable=True, comment="a code of lms/assignments/reasons.py"),
        sa.Column("released_at", TIME, nullable=True),
        sa.Column("released_reason", sa.String(length=20), nullable=True),
        sa.Column("is_extended", sa.Boolean(), nullable=False, comment="due_on is this person's own"),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column(
            "until",
            sa.Date(),
            nullable=False,
            comment="last day in order: due, or before it is to be renewed; 9999: for ever",
        ),
        sa.CheckConstraint("(stage = 'released') = (released_at IS NOT NULL)", name=op.f("ck_duty_released")),
        sa.CheckConstraint("stage IN ('not-begun', 'begun', 'done', 'waived', 'released')", name=op.f("ck_duty_stage")),
        sa.CheckConstraint("(released_at IS NULL) = (released_reason IS NULL)", name=op.f("ck_duty_released_reason")),
        sa.CheckConstraint("(waived_at IS NULL) = (waived_reason IS NULL)", name=op.f("ck_duty_waived_reason")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_duty_assignment_id_assignment"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_duty_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_duty_unit_id_unit"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint("assignment_id", "person_id", name=op.f("uq_duty_assignment_id_person_id")),
    )
    op.create_index(op.f("ix_duty_assignment_id_stage_until"), "duty", ["assignment_id", "stage", "until"])
    op.create_index(op.f("ix_duty_person_id"), "duty", ["person_id"])
    op.create_table(
        "duty_count",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False, comment="0: of people who are in no unit"),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_duty_count_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_count")),
        sa.UniqueConstraint(
            "assignment_id", "unit_id", "stage", "until", name=op.f("uq_duty_count_assignment_id_unit_id_stage_until")
        ),
    )
    op.create_table(
        "duty_change",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("duty_id", BIG_KEY, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False, comment="a code of lms/assignments/reasons.py"),
        sa.Column("due_on", sa.Date(), nullable=False, comment="the last day from then on"),
        sa.Column("at", TIME, nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.CheckConstraint("kind IN ('waived', 'extended', 'released', 're-given')", name=op.f("ck_duty_change_kind")),
        sa.ForeignKeyConstraint(
            ["duty_id"], ["duty.id"], name=op.f("fk_duty_change_duty_id_duty"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_change")),
    )
    op.create_index(op.f("ix_duty_change_duty_id"), "duty_change", ["duty_id"])


def downgrade() -> None:
    for table in ("duty_change", "duty_count", "duty", "assignment_target", "assignment_due", "assignment"):
        op.drop_table(table)
