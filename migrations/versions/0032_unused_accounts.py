"""How many people at work have an account that nobody uses yet, by unit and status, counted from what there is.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

NO_PASSWORD = "no password has been set yet; never of made-up people of the demonstration"
FILL = (
    "UPDATE staff_place SET is_unused = TRUE"
    " WHERE person_id IN (SELECT id FROM person WHERE password_hash IS NULL AND NOT is_demo)",
    "UPDATE staff_count SET unused = (SELECT COUNT(*) FROM staff_place"
    " WHERE staff_place.unit_id = staff_count.unit_id AND staff_place.status = staff_count.status AND is_unused)",
)


def upgrade() -> None:
    is_unused = sa.Column("is_unused", sa.Boolean(), nullable=False, server_default=sa.false(), comment=NO_PASSWORD)
    op.add_column("staff_place", is_unused)
    unused = sa.Column("unused", sa.Integer(), nullable=False, server_default="0", comment="of these people")
    op.add_column("staff_count", unused)
    for statement in FILL:
        op.execute(statement)


def downgrade() -> None:
    for table, column in (("staff_place", "is_unused"), ("staff_count", "unused")):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(column)
