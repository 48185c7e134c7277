"""A certificate is of an enrolment or of a completed programme.

Revision ID: 0030
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OF_PROGRAMMES = "(SELECT id FROM certificate WHERE enrolment_id IS NULL)"
FOREIGN_KEY = "fk_certificate_programme_completion_id_programme_completion"
UNIQUE = "uq_certificate_programme_completion_id_edition"


def upgrade() -> None:
    with op.batch_alter_table("certificate") as batch_op:
        batch_op.alter_column("enrolment_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("programme_completion_id", BIG_KEY, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f(FOREIGN_KEY), "programme_completion", ["programme_completion_id"], ["id"], ondelete="RESTRICT"
        )
        batch_op.create_unique_constraint(batch_op.f(UNIQUE), ["programme_completion_id", "edition"])
        batch_op.create_check_constraint(
            batch_op.f("ck_certificate_of_one"), "(enrolment_id IS NULL) = (programme_completion_id IS NOT NULL)"
        )


def downgrade() -> None:
    """Certificates of programmes are lost with what became of them; their numbers stay used."""
    op.execute(f"DELETE FROM certificate_file WHERE certificate_id IN {OF_PROGRAMMES}")
    op.execute(f"DELETE FROM certificate_event WHERE certificate_id IN {OF_PROGRAMMES}")
    op.execute("DELETE FROM certificate WHERE enrolment_id IS NULL")
    with op.batch_alter_table("certificate") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_certificate_of_one"), type_="check")
        batch_op.drop_constraint(batch_op.f(UNIQUE), type_="unique")
        batch_op.drop_constraint(batch_op.f(FOREIGN_KEY), type_="foreignkey")
        batch_op.drop_column("programme_completion_id")
        batch_op.alter_column("enrolment_id", existing_type=sa.Integer(), nullable=False)
