"""What people earned in a year, where they are at work, and how many have how many JP, filled from what there is;
an index of the days on which speakers gave time.

Revision ID: 0026
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NO_UNIT = "0: of people who are in no unit"

FILL = (
    "INSERT INTO jp_year (person_id, year, jp) SELECT person_id, year, SUM(jp) FROM jp_entry GROUP BY person_id, year",
    "INSERT INTO staff_place (person_id, unit_id, status)"
    " SELECT person_id, COALESCE(unit_id, 0), status FROM employment WHERE valid_to IS NULL",
    "INSERT INTO staff_count (unit_id, status, people)"
    " SELECT unit_id, status, COUNT(*) FROM staff_place GROUP BY unit_id, status",
    "INSERT INTO jp_count (year, unit_id, status, jp, people)"
    " SELECT y.year, p.unit_id, p.status, y.jp, COUNT(*) FROM jp_year y JOIN staff_place p ON p.person_id = y.person_id"
    " WHERE y.jp <> 0 GROUP BY y.year, p.unit_id, p.status, y.jp",
    "INSERT INTO jp_month (year, unit_id, status, month, jp)"
    " SELECT e.year, p.unit_id, p.status, CAST(SUBSTR(CAST(e.earned_on AS VARCHAR(10)), 6, 2) AS INTEGER), SUM(e.jp)"
    " FROM jp_entry e JOIN staff_place p ON p.person_id = e.person_id GROUP BY 1, 2, 3, 4",
)


def upgrade() -> None:
    op.create_table(
        "jp_year",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_jp_year_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("person_id", "year", name=op.f("pk_jp_year")),
    )
    op.create_table(
        "staff_place",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False, comment=NO_UNIT),
        sa.Column("status", sa.String(length=20), nullable=False, comment="of employment"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_staff_place_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_staff_place")),
    )
    op.create_table(
        "staff_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False, comment=NO_UNIT),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_count")),
        sa.UniqueConstraint("unit_id", "status", name=op.f("uq_staff_count_unit_id_status")),
    )
    op.create_table(
        "jp_count",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False, comment=NO_UNIT),
        sa.Column("status", sa.String(length=20), nullable=False, comment="of employment, as of now"),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jp_count")),
        sa.UniqueConstraint("year", "unit_id", "status", "jp", name=op.f("uq_jp_count_year_unit_id_status_jp")),
    )
    op.create_table(
        "jp_month",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False, comment=NO_UNIT),
        sa.Column("status", sa.String(length=20), nullable=False, comment="of employment, as of now"),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_jp_month_month")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jp_month")),
        sa.UniqueConstraint("year", "unit_id", "status", "month", name=op.f("uq_jp_month_year_unit_id_status_month")),
    )
    op.create_index(op.f("ix_speaker_hours_day"), "speaker_hours", ["day"])
    for statement in FILL:
        op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_speaker_hours_day"), table_name="speaker_hours")
    for table in ("jp_month", "jp_count", "staff_count", "staff_place", "jp_year"):
        op.drop_table(table)
