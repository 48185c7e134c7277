"""Who does the office of somebody absent, from a day to a day.

Revision ID: 0025
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0020"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
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
    op.create_index("ix_deputy_open_of", "deputy", ["deputy_id"], unique=False, **is_open)


def downgrade() -> None:
    op.drop_table("deputy")
