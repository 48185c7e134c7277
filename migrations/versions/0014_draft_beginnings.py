"""Drafts: the form that began one, and what an import could not carry over.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TOKEN = "of the form that began it: sent twice, it begins one"
NOT_CARRIED = "JSON, what an import could not carry over, as `import_report.py` reads it"


def upgrade() -> None:
    with op.batch_alter_table("draft") as batch_op:
        batch_op.add_column(sa.Column("token", sa.String(40), nullable=True, comment=TOKEN))
        batch_op.add_column(
            sa.Column("not_carried", sa.Text(), nullable=False, server_default="[]", comment=NOT_CARRIED)
        )
        batch_op.create_unique_constraint(op.f("uq_draft_owner_id_token"), ["owner_id", "token"])


def downgrade() -> None:
    with op.batch_alter_table("draft") as batch_op:
        batch_op.drop_constraint(op.f("uq_draft_owner_id_token"), type_="unique")
        batch_op.drop_column("not_carried")
        batch_op.drop_column("token")
