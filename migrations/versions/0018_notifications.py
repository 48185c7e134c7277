"""Letters to people, the e-mails that leave for them, and what people choose.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _add_notification()
    _add_delivery()
    _add_channel_choice()


def downgrade() -> None:
    for table in ("channel_choice", "delivery", "notification"):
        op.drop_table(table)


def _add_notification() -> None:
    token = "names the fact that is told, so that it is told once"
    op.create_table(
        "notification",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False, comment="a key of some feature's letters.py"),
        sa.Column("facts", sa.Text(), nullable=False, comment="JSON, of which the letter is put into words"),
        sa.Column("token", sa.String(120), nullable=False, comment=token),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("read_at", INSTANT, nullable=True, comment="when it was opened first"),
        _key("notification", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint("person_id", "token", name=op.f("uq_notification_person_id_token")),
    )
    op.create_index(op.f("ix_notification_person_id_id"), "notification", ["person_id", "id"], unique=False)
    unread = {"sqlite_where": sa.text("read_at IS NULL"), "postgresql_where": sa.text("read_at IS NULL")}
    op.create_index("ix_notification_unread", "notification", ["person_id"], unique=False, **unread)


def _add_delivery() -> None:
    due = "when it is due; of one that is being sent, when it is taken for lost"
    message_id = "of the mail, the same at each try; empty before"
    op.create_table(
        "delivery",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("notification_id", BIG_KEY, nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("in_digest", sa.Boolean(), nullable=False, comment="whether it leaves with the other letters of the day"),
        sa.Column("not_before", INSTANT, nullable=True, comment=due),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(200), nullable=False, comment=message_id),
        sa.Column("last_error", sa.String(300), nullable=False, comment="why it was tried again, given up or left out"),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.CheckConstraint("channel IN ('email')", name=op.f("ck_delivery_channel")),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'failed', 'skipped')", name=op.f("ck_delivery_state")
        ),
        sa.CheckConstraint(
            "(state IN ('waiting', 'sending')) = (not_before IS NOT NULL)", name=op.f("ck_delivery_not_before")
        ),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_delivery_sent_at")),
        _key("delivery", "notification_id", "notification"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("notification_id", "channel", name=op.f("uq_delivery_notification_id_channel")),
    )
    op.create_index(op.f("ix_delivery_not_before"), "delivery", ["not_before"], unique=False)


def _add_channel_choice() -> None:
    op.create_table(
        "channel_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("choice", sa.String(10), nullable=False),
        sa.Column("chosen_at", INSTANT, nullable=False),
        sa.CheckConstraint("choice IN ('at-once', 'daily', 'off')", name=op.f("ck_channel_choice_choice")),
        _key("channel_choice", "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_channel_choice")),
    )


def _key(table: str, column: str, target: str, ondelete: str = "RESTRICT") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)
