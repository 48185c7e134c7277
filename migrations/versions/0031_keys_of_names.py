"""A key of each person's name, by which staff lists find them, filled from the names.

Revision ID: 0031
Revises: 0030
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

COMMENT = "its words in small letters: staff lists find by it"
AT_ONCE = 1_000


def upgrade() -> None:
    op.add_column("person", sa.Column("name_key", sa.String(200), nullable=False, server_default="", comment=COMMENT))
    _fill()
    with op.batch_alter_table("person") as batch_op:
        batch_op.alter_column("name_key", server_default=None)
        batch_op.create_index(batch_op.f("ix_person_name_key"), ["name_key"])


def _fill() -> None:
    person, link = sa.table("person", sa.column("id"), sa.column("name"), sa.column("name_key")), op.get_bind()
    wanted = sa.select(person.c.id, person.c.name).order_by(person.c.id).limit(AT_ONCE)
    change = sa.update(person).where(person.c.id == sa.bindparam("key")).values(name_key=sa.bindparam("words"))
    last = 0
    while rows := link.execute(wanted.where(person.c.id > last)).all():
        link.execute(change, [{"key": row.id, "words": _words(row.name)} for row in rows])
        last = rows[-1].id


def _words(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))[:200]


def downgrade() -> None:
    op.drop_index("ix_person_name_key", table_name="person")
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_column("name_key")
