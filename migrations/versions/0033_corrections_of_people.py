"""What was overwritten of a person, with what stands since and why; in which units deputies and the absent are.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OF_THE_PERSON = "'name', 'title_before', 'title_after', 'birth_date', 'email'"
OF_A_POST = "'nip', 'status', 'rank', 'position', 'unit_id', 'superior_id', 'first_day', 'last_day'"
UNITS = ("person_unit_id", "deputy_unit_id")
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
    with op.batch_alter_table("deputy") as batch_op:
        batch_op.add_column(
            sa.Column(
                "person_unit_id",
                sa.Integer(),
                nullable=True,
                comment="where the absent person is; it ends when they move",
            )
        )
        batch_op.add_column(sa.Column("deputy_unit_id", sa.Integer(), nullable=True))
        for name in UNITS:
            batch_op.create_foreign_key(
                batch_op.f(f"fk_deputy_{name}_unit"), "unit", [name], ["id"], ondelete="RESTRICT"
            )
    for name in UNITS:
        whose = f"person_id = deputy.{name.removesuffix('_unit_id')}_id"
        now_in = f"SELECT unit_id FROM employment WHERE {whose} AND valid_to IS NULL"
        op.execute(f"UPDATE deputy SET {name} = ({now_in}) WHERE ended_at IS NULL")


def downgrade() -> None:
    with op.batch_alter_table("deputy") as batch_op:
        for name in UNITS:
            batch_op.drop_constraint(batch_op.f(f"fk_deputy_{name}_unit"), type_="foreignkey")
            batch_op.drop_column(name)
    op.drop_table("person_correction")
