"""Number and signer of official memos that remind.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder_memo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(80), nullable=False, comment="as typed; none yet: empty"),
        sa.Column("signer", sa.String(300), nullable=False, comment="name; nobody chosen: empty"),
        sa.Column("signer_position", sa.String(300), nullable=False, comment="as printed, with Plt. or Plh."),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name=op.f("fk_reminder_memo_reminder_id_reminder"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_memo")),
    )
    op.create_index(op.f("ix_reminder_memo_reminder_id_id"), "reminder_memo", ["reminder_id", "id"])


def downgrade() -> None:
    op.drop_table("reminder_memo")
