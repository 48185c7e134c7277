"""Two records of one person become one: who points to whom, and what was changed of which row.

Revision ID: 0024
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
STANDS = sa.text("undone_at IS NULL")
COUNTED = (("approval", "person_id"), ("submission", "handed_in_by"), ("draft_remark", "person_id"))
"""Columns whose rows are counted by person before a merge."""
INTO = "fk_person_merged_into_id_person"


def upgrade() -> None:
    stayed = "the record of the same person that stayed"
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True, comment=stayed))
        batch_op.create_foreign_key(op.f(INTO), "person", ["merged_into_id"], ["id"], ondelete="RESTRICT")
        batch_op.create_check_constraint(op.f("ck_person_merged_into"), "merged_into_id IS NULL OR merged_into_id <> id")
    op.create_index(op.f("ix_person_merged_into_id"), "person", ["merged_into_id"])
    op.create_table(
        "person_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("merged_at", TIME, nullable=False),
        sa.Column("merged_by", sa.String(120), nullable=False),
        sa.Column("undone_at", TIME, nullable=True),
        sa.Column("undone_by", sa.String(120), nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("ck_person_merge_two")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_person_merge_reason")),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name=op.f("ck_person_merge_undone")),
        _key("person_merge", "kept_id", "person"),
        _key("person_merge", "gone_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
    )
    op.create_index(op.f("ix_person_merge_kept_id"), "person_merge", ["kept_id"])
    op.create_index(
        "uq_person_merge_gone", "person_merge", ["gone_id"], unique=True, sqlite_where=STANDS, postgresql_where=STANDS
    )
    op.create_table(
        "person_merge_row",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False, comment="from 1"),
        sa.Column("table", sa.String(60), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="JSON list, of the primary key"),
        sa.Column("before", sa.Text(), nullable=True, comment="JSON: column → value; NULL: the merge added the row"),
        sa.Column("after", sa.Text(), nullable=True, comment="JSON: column → value; NULL: the merge removed the row"),
        _key("person_merge_row", "merge_id", "person_merge"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge_row")),
    )
    op.create_index(op.f("ix_person_merge_row_merge_id_step"), "person_merge_row", ["merge_id", "step"])
    for table, column in COUNTED:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _key(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{parent}"
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(name), ondelete="RESTRICT")


def downgrade() -> None:
    for table, column in COUNTED:
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    op.drop_table("person_merge_row")
    op.drop_table("person_merge")
    op.drop_index(op.f("ix_person_merged_into_id"), table_name="person")
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_constraint(op.f("ck_person_merged_into"), type_="check")
        batch_op.drop_constraint(op.f(INTO), type_="foreignkey")
        batch_op.drop_column("merged_into_id")
