"""Answers are found by the unique key that begins with their question; the index of it alone cost each save a page.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INDEX = "ix_answer_attempt_question_id"


def upgrade() -> None:
    op.drop_index(INDEX, "answer")


def downgrade() -> None:
    op.create_index(INDEX, "answer", ["attempt_question_id"])
