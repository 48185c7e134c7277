"""What reminders were sent, and who was reminded of what.

Revision ID: 0028
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "token", sa.String(64), nullable=False, comment="of the form: sent twice, it is one reminder"
        ),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True, comment="of whose people, with those below; NULL: of all"),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, comment="as its sender saw it"),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.CheckConstraint(
            "channel IN ('portal', 'whatsapp', 'memo', 'ladder')", name=op.f("ck_reminder_channel")
        ),
        *_keys("reminder", assignment_id="assignment", unit_id="unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("token", name=op.f("uq_reminder_token")),
    )
    op.create_index(op.f("ix_reminder_assignment_id_id"), "reminder", ["assignment_id", "id"])
    op.create_table(
        "reminded",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=True, comment="NULL: the ladder's"),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "step", sa.Integer(), nullable=True, comment="days before the last one, negative after it; NULL: by hand"
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("(reminder_id IS NULL) = (step IS NOT NULL)", name=op.f("ck_reminded_way")),
        *_keys("reminded", reminder_id="reminder", assignment_id="assignment", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminded")),
        sa.UniqueConstraint(
            "assignment_id", "person_id", "step", "due_on", name=op.f("uq_reminded_assignment_id_person_id_step_due_on")
        ),
    )
    op.create_index(
        op.f("ix_reminded_assignment_id_person_id_at"), "reminded", ["assignment_id", "person_id", "at"]
    )
    op.create_index(op.f("ix_reminded_reminder_id"), "reminded", ["reminder_id"])
    op.create_index(op.f("ix_reminded_person_id"), "reminded", ["person_id"])


def downgrade() -> None:
    op.drop_table("reminded")
    op.drop_table("reminder")


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{of}.id"], name=op.f(f"fk_{table}_{name}_{of}"), ondelete="RESTRICT")
        for name, of in columns.items()
    ]
