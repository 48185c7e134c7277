"""Approvals keep the words of their points; courses who withdrew them; the audit is searched by person, kind and day.

What was confirmed before was the list built in then, in the language of the page, which was not kept: its words are
filled in in Indonesian. Who withdrew a course stands in the audit.

Revision ID: 0016
Revises: 0015
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

POINTS = "JSON, the points that were ticked: name → words as they were shown"
CHECKLIST = "JSON list of the points that were ticked"
WITHDRAWN_BY = "user name, or the command that did it"
WORDS = {
    "right": "Isinya benar dan terkini.",
    "sources": "Pernyataan yang perlu sumber sudah bersumber.",
    "tested": "Semua kemampuan diuji, dan kuncinya benar.",
    "neutral": "Netral: tanpa partai, produk, atau kepentingan (netralitas).",
    "language": "Bahasa jelas dan santun.",
    "pictures": "Gambar dan rekaman beruraian dan boleh dipakai.",
    "time": "Waktunya sesuai dengan JP-nya.",
    "people": "Tidak ada orang yang disebut atau tampak tanpa persetujuannya.",
}
approval = sa.table("approval", sa.column("id"), sa.column("points"), sa.column("checklist"))


def upgrade() -> None:
    op.add_column("approval", sa.Column("points", sa.Text(), nullable=False, server_default="{}", comment=POINTS))
    _rewrite(approval.c.checklist, approval.c.points, lambda names: {name: WORDS.get(name, "") for name in names})
    with op.batch_alter_table("approval") as batch_op:
        batch_op.drop_column("checklist")
    op.add_column("course", sa.Column("withdrawn_by", sa.String(120), nullable=True, comment=WITHDRAWN_BY))
    op.execute(
        "UPDATE course SET withdrawn_by = (SELECT actor FROM audit_entry WHERE action = 'content.withdraw'"
        " AND subject = course.slug ORDER BY id DESC LIMIT 1) WHERE withdrawn_at IS NOT NULL"
    )
    op.drop_index(op.f("ix_audit_entry_at"), table_name="audit_entry")
    for columns in (["at", "id"], ["actor", "at", "id"], ["action", "at", "id"]):
        op.create_index(op.f(f"ix_audit_entry_{'_'.join(columns)}"), "audit_entry", columns, unique=False)


def downgrade() -> None:
    for columns in (["at", "id"], ["actor", "at", "id"], ["action", "at", "id"]):
        op.drop_index(op.f(f"ix_audit_entry_{'_'.join(columns)}"), table_name="audit_entry")
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"], unique=False)
    with op.batch_alter_table("course") as batch_op:
        batch_op.drop_column("withdrawn_by")
    op.add_column("approval", sa.Column("checklist", sa.Text(), nullable=False, server_default="[]", comment=CHECKLIST))
    _rewrite(approval.c.points, approval.c.checklist, sorted)
    with op.batch_alter_table("approval") as batch_op:
        batch_op.drop_column("points")


def _rewrite(source, target, change) -> None:  # type: ignore[no-untyped-def]
    """Puts what `change` makes of the JSON in one column into another one."""
    bind = op.get_bind()
    for key, text in bind.execute(sa.select(approval.c.id, source)).all():
        new = json.dumps(change(json.loads(text)), ensure_ascii=False)
        bind.execute(sa.update(approval).where(approval.c.id == key).values({target.name: new}))
