"""What was overwritten of a person, with what stands since and why.

Revision ID: 0033
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0030"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OF_THE_PERSON = "'name', 'title_before', 'title_after', 'birth_date', 'email'"
OF_A_POST = "'nip', 'status', 'rank', 'position', 'unit_id', 'superior_id', 'first_day', 'last_day'"
REASONS = "'typing', 'renamed', 'documents', 'entry', 'other', 'own'"


def upgrade() -> None:
    op.create_table(
        "person_correction",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("employment_id", sa.Integer(), nullable=True, comment="of which post; NULL: of the person"),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("before", sa.String(200), nullable=False, comment="as text: keys as digits, days as 2026-11-27"),
        sa.Column("after", sa.String(200), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False, comment="a code of lms/accounts/correction.py"),
        sa.Column("words", sa.String(500), nullable=False, comment="the reason in words of one's own"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.CheckConstraint(f"field IN ({OF_THE_PERSON}, {OF_A_POST})", name=op.f("ck_person_correction_field")),
        sa.CheckConstraint(
            f"(employment_id IS NULL) = (field IN ({OF_THE_PERSON}))", name=op.f("ck_person_correction_of_post")
        ),
        sa.CheckConstraint(f"reason IN ({REASONS})", name=op.f("ck_person_correction_reason")),
        sa.CheckConstraint("reason <> 'other' OR words <> ''", name=op.f("ck_person_correction_words")),
        sa.CheckConstraint("before <> after", name=op.f("ck_person_correction_other")),
        *(
            sa.ForeignKeyConstraint(
                [f"{of}_id"], [f"{of}.id"], name=op.f(f"fk_person_correction_{of}_id_{of}"), ondelete="RESTRICT"
            )
            for of in ("person", "employment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_correction")),
    )
    for name in ("person_id", "employment_id"):
        op.create_index(op.f(f"ix_person_correction_{name}"), "person_correction", [name])


def downgrade() -> None:
    op.drop_table("person_correction")
