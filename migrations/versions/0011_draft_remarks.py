"""Remarks on blocks of drafts, with proposed wordings and replies.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(400), nullable=False, comment="the file; empty: the whole course"),
        sa.Column("block", sa.Integer(), nullable=True, comment="place of its block in the file now; NULL: the page, or block gone"),
        sa.Column("block_text", sa.Text(), nullable=False, comment="source of the block when it was written"),
        sa.Column("words", sa.String(2000), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False, comment="source to put in the block's place"),
        _token(),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closing", sa.String(12), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("closing IN ('', 'accepted', 'done', 'withdrawn')", name=op.f("ck_draft_remark_closing")),
        sa.CheckConstraint("(closing = '') = (closed_at IS NULL)", name=op.f("ck_draft_remark_closed")),
        sa.CheckConstraint("words <> '' OR proposal <> ''", name=op.f("ck_draft_remark_says_something")),
        _key("draft_remark", "draft_id", "draft"),
        _key("draft_remark", "person_id", "person"),
        _key("draft_remark", "closed_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_remark")),
        sa.UniqueConstraint("token", name=op.f("uq_draft_remark_token")),
    )
    op.create_index(op.f("ix_draft_remark_draft_id_path"), "draft_remark", ["draft_id", "path"], unique=False)
    op.create_table(
        "draft_remark_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("remark_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(2000), nullable=False),
        _token(),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _key("draft_remark_reply", "remark_id", "draft_remark"),
        _key("draft_remark_reply", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_remark_reply")),
        sa.UniqueConstraint("token", name=op.f("uq_draft_remark_reply_token")),
    )
    op.create_index(op.f("ix_draft_remark_reply_remark_id"), "draft_remark_reply", ["remark_id"], unique=False)


def downgrade() -> None:
    op.drop_table("draft_remark_reply")
    op.drop_table("draft_remark")


def _token() -> sa.Column[str]:
    return sa.Column("token", sa.String(40), nullable=False, comment="made by the page: sent twice it is one")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT")
