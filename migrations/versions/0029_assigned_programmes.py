"""An assignment is of a course or of a programme. Going down drops those of programmes: they have no course.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

OF_PROGRAMMES = "SELECT id FROM assignment WHERE programme_id IS NOT NULL"


def upgrade() -> None:
    with op.batch_alter_table("assignment") as assignment:
        assignment.alter_column("course_id", existing_type=sa.Integer(), nullable=True)
        assignment.add_column(sa.Column("programme_id", sa.Integer(), nullable=True))
        assignment.create_foreign_key(
            op.f("fk_assignment_programme_id_programme"), "programme", ["programme_id"], ["id"], ondelete="RESTRICT"
        )
        assignment.create_check_constraint(op.f("ck_assignment_subject"), "(course_id IS NULL) <> (programme_id IS NULL)")
        assignment.create_check_constraint(
            op.f("ck_assignment_renewal"), "programme_id IS NULL OR renew_after_months IS NULL"
        )
        assignment.create_index(op.f("ix_assignment_programme_id"), ["programme_id"])


def downgrade() -> None:
    of_duty = f"duty_id IN (SELECT id FROM duty WHERE assignment_id IN ({OF_PROGRAMMES}))"
    op.execute(f"DELETE FROM duty_change WHERE {of_duty}")
    for table in ("reminded", "reminder", "duty_week", "duty_count", "duty", "assignment_target", "assignment_due"):
        op.execute(f"DELETE FROM {table} WHERE assignment_id IN ({OF_PROGRAMMES})")
    op.execute("DELETE FROM assignment WHERE programme_id IS NOT NULL")
    with op.batch_alter_table("assignment") as assignment:
        assignment.drop_index(op.f("ix_assignment_programme_id"))
        assignment.drop_constraint(op.f("ck_assignment_renewal"), type_="check")
        assignment.drop_constraint(op.f("ck_assignment_subject"), type_="check")
        assignment.drop_constraint(op.f("fk_assignment_programme_id_programme"), type_="foreignkey")
        assignment.drop_column("programme_id")
        assignment.alter_column("course_id", existing_type=sa.Integer(), nullable=False)
