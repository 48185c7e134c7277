"""Time limits of attempts, and more time for persons.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attempt") as batch_op:
        batch_op.add_column(
            sa.Column(
                "ends_at", sa.DateTime(timezone=True), nullable=True, comment="when time is up; NULL without a limit"
            )
        )
    op.create_table(
        "extra_time",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False, comment="more than others have; 0 takes it back"),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by", sa.String(length=120), nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 300", name=op.f("ck_extra_time_percent")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_extra_time_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_time")),
    )
    with op.batch_alter_table("extra_time") as batch_op:
        batch_op.create_index(batch_op.f("ix_extra_time_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("extra_time")
    with op.batch_alter_table("attempt") as batch_op:
        batch_op.drop_column("ends_at")
