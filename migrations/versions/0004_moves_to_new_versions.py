"""moves to new versions: what an item holds, where its progress was made, and who moved when

Revision ID: 0004
Revises: 0003
"""

import json

import sqlalchemy as sa
from alembic import op

from lms.content.item_fingerprint import item_fingerprint

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CARRIED_FROM = "fk_item_progress_carried_from_id_course_item"
BEST_MARK = sa.schema.conv("ck_item_progress_best_mark")
CHECKS = (sa.CheckConstraint("best_mark IS NULL OR best_mark BETWEEN 0 AND 100", name=BEST_MARK),)
"""SQLite makes the table anew, and would do so without them."""
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    mark = sa.Column("fingerprint", sa.String(64), nullable=False, server_default="", comment="of what learners find in it")
    op.add_column("course_item", mark)
    _fill()
    with op.batch_alter_table("item_progress", table_args=CHECKS) as batch_op:
        comment = "the item of an earlier version that it was done in"
        batch_op.add_column(sa.Column("carried_from_id", sa.Integer(), nullable=True, comment=comment))
        batch_op.create_foreign_key(CARRIED_FROM, "course_item", ["carried_from_id"], ["id"], ondelete="RESTRICT")
    op.create_table(
        "enrolment_move",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("enrolment_id", BIG_KEY, nullable=False),
        sa.Column("from_version_id", sa.Integer(), nullable=False),
        sa.Column("to_version_id", sa.Integer(), nullable=False),
        sa.Column("moved_by", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        *[_key(column, target) for column, target in KEYS],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_move")),
        sa.UniqueConstraint("enrolment_id", "to_version_id", name=op.f("uq_enrolment_move_enrolment_id_to_version_id")),
    )


def downgrade() -> None:
    op.drop_table("enrolment_move")
    with op.batch_alter_table("item_progress", table_args=CHECKS) as batch_op:
        batch_op.drop_constraint(CARRIED_FROM, type_="foreignkey")
        batch_op.drop_column("carried_from_id")
    op.drop_column("course_item", "fingerprint")


KEYS = (
    ("enrolment_id", "enrolment"),
    ("from_version_id", "course_version"),
    ("to_version_id", "course_version"),
    ("moved_by", "person"),
)


def _key(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_enrolment_move_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(name), ondelete="RESTRICT")


def _fill() -> None:
    """Fingerprints of the items there are, so that they compare with what is published from now on."""
    run = op.get_bind()
    questions: dict[int, list[str]] = {}
    for item_id, mark in run.execute(sa.text("SELECT item_id, fingerprint FROM question ORDER BY item_id, position")):
        questions.setdefault(item_id, []).append(mark)
    items = run.execute(
        sa.text("SELECT i.id, i.title, i.quiz, r.parts FROM course_item i LEFT JOIN rendered_item r ON r.item_id = i.id")
    )
    found = [
        {"id": id_, "mark": item_fingerprint(title, quiz, json.loads(parts or "[]"), questions.get(id_, []))}
        for id_, title, quiz, parts in items
    ]
    if found:
        run.execute(sa.text("UPDATE course_item SET fingerprint = :mark WHERE id = :id"), found)
