"""The audit is searched by whom or what an act was done to.

Revision ID: 0020
Revises: 0019
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NAME = "ix_audit_entry_subject_at_id"


def upgrade() -> None:
    op.create_index(op.f(NAME), "audit_entry", ["subject", "at", "id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f(NAME), table_name="audit_entry")
