"""Long exports are made in the background and kept for a while; letters leave as short messages to phones too.

Revision ID: 0027
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
OPEN = sa.text("state IN ('waiting', 'running')")
CHECKS = {
    "state": "state IN ('waiting', 'running', 'done', 'failed', 'expired')",
    "form": "form IN ('xlsx', 'csv')",
    "beat": "(state = 'running') = (beat_at IS NOT NULL)",
    "failure": "(state = 'failed') = (failure <> '')",
    "file": "(state = 'done') = (sha256 IS NOT NULL AND kept_until IS NOT NULL)",
    "ended": "(state IN ('waiting', 'running')) = (ended_at IS NULL)",
    "rows": "rows_done >= 0 AND rows_all >= 0",
}


def upgrade() -> None:
    _add_export_job()
    _add_phones()
    _set_channels("'email', 'phone'")


def downgrade() -> None:
    op.execute("DELETE FROM delivery WHERE channel = 'phone'")
    _set_channels("'email'")
    for table in ("phone_choice", "phone", "export_job"):
        op.drop_table(table)


def _set_channels(channels: str) -> None:
    name = op.f("ck_delivery_channel")
    with op.batch_alter_table("delivery") as delivery:
        delivery.drop_constraint(name, type_="check")
        delivery.create_check_constraint(name, f"channel IN ({channels})")


def _add_phones() -> None:
    op.create_table(
        "phone",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(16), nullable=False, comment="+62…; given by the person, shown to nobody else"),
        sa.Column("agreed_at", INSTANT, nullable=False, comment="when the person agreed to messages"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_phone_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_phone")),
    )
    op.create_table(
        "phone_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["phone.person_id"], name=op.f("fk_phone_choice_person_id_phone"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_phone_choice")),
    )


def _add_export_job() -> None:
    op.create_table(
        "export_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False, comment="a key of some feature's exports.py"),
        sa.Column("form", sa.String(4), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False, comment="JSON: what was sent with it"),
        sa.Column(
            "asked_hash",
            sa.String(64),
            nullable=False,
            comment="of kind, form and fields: asked twice, it is made once",
        ),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column(
            "failure", sa.String(20), nullable=False, comment="a key of failures.py; empty unless it failed"
        ),
        sa.Column(
            "tries", sa.Integer(), nullable=False, comment="how often it was begun; the last one alone may end it"
        ),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("rows_all", sa.Integer(), nullable=False),
        sa.Column(
            "scope", sa.Text(), nullable=False, comment="JSON: keys of the units in the file, or null for all"
        ),
        sa.Column("sha256", sa.String(64), nullable=True, comment="of the file; NULL once it is gone"),
        sa.Column("size", sa.BigInteger(), nullable=False, comment="bytes of the file"),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("beat_at", INSTANT, nullable=True, comment="when whoever makes it was last heard of"),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("kept_until", INSTANT, nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_export_job_{name}")) for name, rule in CHECKS.items()),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_export_job_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_job")),
    )
    op.create_index(op.f("ix_export_job_person_id_id"), "export_job", ["person_id", "id"], unique=False)
    op.create_index(op.f("ix_export_job_state_id"), "export_job", ["state", "id"], unique=False)
    is_open = {"sqlite_where": OPEN, "postgresql_where": OPEN}
    op.create_index("uq_export_job_open", "export_job", ["person_id", "asked_hash"], unique=True, **is_open)
