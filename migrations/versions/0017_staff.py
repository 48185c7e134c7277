"""Units with dates and a place in the tree, heads, superiors, birth dates, staff lists.

Units had no order below each other until now, so all stand at the top. Two of one name are told apart by their key.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
OPEN = sa.text("valid_to IS NULL")


def upgrade() -> None:
    _units()
    _people()
    _imports()


def _units() -> None:
    place = "keys of all units above, such as /1/5/; / at the top"
    op.add_column("unit", sa.Column("parent_path", sa.String(400), nullable=False, server_default="/", comment=place))
    op.execute(
        "UPDATE unit SET sort_key = substr(sort_key, 1, 180) || ' ' || id WHERE EXISTS"
        " (SELECT 1 FROM unit AS other WHERE other.sort_key = unit.sort_key AND other.id < unit.id)"
    )
    with op.batch_alter_table("unit") as batch_op:
        batch_op.alter_column("parent_path", server_default=None)
        batch_op.alter_column("sort_key", existing_type=sa.String(200), comment="small letters; unlike that of its siblings")
        batch_op.add_column(sa.Column("valid_from", sa.Date(), nullable=True, comment="NULL: from before there were records"))
        batch_op.add_column(sa.Column("valid_to", sa.Date(), nullable=True, comment="last day"))
        batch_op.create_check_constraint(
            op.f("ck_unit_dates"), "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from"
        )
    op.create_index("uq_unit_open", "unit", ["parent_path", "sort_key"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "unit_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.String(400), nullable=False, comment="as lms/org/unit_names.py compares names"),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", TIME, nullable=False),
        sa.Column("recorded_by", sa.String(120), nullable=False),
        _key("unit_alias", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_alias")),
        sa.UniqueConstraint("name_key", name=op.f("uq_unit_alias_name_key")),
    )
    op.create_index(op.f("ix_unit_alias_unit_id"), "unit_alias", ["unit_id"])


def _people() -> None:
    born = "as the staff list has it; tells people of one name apart"
    op.add_column("person", sa.Column("birth_date", sa.Date(), nullable=True, comment=born))
    with op.batch_alter_table("employment") as batch_op:
        batch_op.add_column(sa.Column("superior_id", sa.Integer(), nullable=True, comment="atasan langsung, where it is known"))
        batch_op.create_foreign_key(
            op.f("fk_employment_superior_id_person"), "person", ["superior_id"], ["id"], ondelete="RESTRICT"
        )
        batch_op.create_check_constraint(op.f("ck_employment_dates"), "valid_to IS NULL OR valid_to >= valid_from")
        batch_op.create_check_constraint(op.f("ck_employment_superior"), "superior_id IS NULL OR superior_id <> person_id")
        batch_op.alter_column(
            "valid_to", existing_type=sa.Date(), comment="last day; a person without an open row has left"
        )
    op.create_index(op.f("ix_employment_superior_id"), "employment", ["superior_id"])
    op.create_table(
        "unit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(20), nullable=False, comment="definitive, plt, plh; see lms/org/signing.py"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True, comment="last day"),
        sa.Column("recorded_at", TIME, nullable=False),
        sa.Column("recorded_by", sa.String(120), nullable=False),
        sa.CheckConstraint("office IN ('definitive', 'plt', 'plh')", name=op.f("ck_unit_head_office")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_unit_head_dates")),
        _key("unit_head", "unit_id", "unit"),
        _key("unit_head", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_head")),
    )
    for column in ("unit_id", "person_id"):
        op.create_index(op.f(f"ix_unit_head_{column}"), "unit_head", [column])
    op.create_index("uq_unit_head_open", "unit_head", ["unit_id", "office"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)


def _imports() -> None:
    op.create_table(
        "staff_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(64), nullable=False, comment="of the form: sent twice, it is one import"),
        sa.Column("unit_id", sa.Integer(), nullable=True, comment="the list is of this unit and those below; NULL: of all"),
        sa.Column("is_complete", sa.Boolean(), nullable=False, comment="whether somebody who is not on the list has left"),
        sa.Column("valid_from", sa.Date(), nullable=False, comment="from which day its changes hold"),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=True, comment="NULL once it is over: it holds birth dates"),
        sa.Column("headers_hash", sa.String(64), nullable=False, comment="of the first line: such lists are matched alike"),
        sa.Column("columns", sa.Text(), nullable=False, comment="JSON: field → number of the column, from 0"),
        sa.Column("decisions", sa.Text(), nullable=False, comment="JSON: row or unit name → what was chosen"),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False, comment="JSON: kind of change → people, as applied"),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("created_by", sa.String(120), nullable=False),
        sa.Column("applied_at", TIME, nullable=True),
        sa.Column("applied_by", sa.String(120), nullable=False),
        sa.Column("undone_at", TIME, nullable=True),
        sa.Column("undone_by", sa.String(120), nullable=False),
        sa.CheckConstraint("state IN ('open', 'applied', 'undone', 'dropped')", name=op.f("ck_staff_import_state")),
        sa.CheckConstraint(
            "(state IN ('applied', 'undone')) = (applied_at IS NOT NULL)", name=op.f("ck_staff_import_applied")
        ),
        sa.CheckConstraint("(state = 'undone') = (undone_at IS NOT NULL)", name=op.f("ck_staff_import_undone")),
        _key("staff_import", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_import")),
        sa.UniqueConstraint("token", name=op.f("uq_staff_import_token")),
    )
    op.create_index(op.f("ix_staff_import_headers_hash_id"), "staff_import", ["headers_hash", "id"])
    op.create_index(op.f("ix_staff_import_applied_at"), "staff_import", ["applied_at"])
    op.create_table(
        "staff_change",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True, comment="NULL once a new account was taken back"),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("before", sa.Text(), nullable=False, comment="JSON: field → value; {} of somebody new"),
        sa.Column("after", sa.Text(), nullable=False, comment="JSON: field → value; {} of somebody who left"),
        sa.Column("undone_at", TIME, nullable=True),
        sa.Column("kept_because", sa.String(60), nullable=False, comment="why undoing left this one as it is"),
        sa.CheckConstraint("kind IN ('new', 'changed', 'moved', 'left')", name=op.f("ck_staff_change_kind")),
        _key("staff_change", "import_id", "staff_import"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_staff_change_person_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_change")),
    )
    op.create_index(op.f("ix_staff_change_import_id_kind"), "staff_change", ["import_id", "kind"])
    op.create_index(op.f("ix_staff_change_person_id"), "staff_change", ["person_id"])


def downgrade() -> None:
    for table in ("staff_change", "staff_import", "unit_head"):
        op.drop_table(table)
    op.drop_index(op.f("ix_employment_superior_id"), table_name="employment")
    with op.batch_alter_table("employment") as batch_op:
        batch_op.drop_constraint(op.f("ck_employment_superior"), type_="check")
        batch_op.drop_constraint(op.f("ck_employment_dates"), type_="check")
        batch_op.drop_constraint(op.f("fk_employment_superior_id_person"), type_="foreignkey")
        batch_op.drop_column("superior_id")
        batch_op.alter_column("valid_to", existing_type=sa.Date(), comment=None)
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_column("birth_date")
    op.drop_table("unit_alias")
    op.drop_index("uq_unit_open", table_name="unit")
    with op.batch_alter_table("unit") as batch_op:
        batch_op.drop_constraint(op.f("ck_unit_dates"), type_="check")
        batch_op.drop_column("valid_to")
        batch_op.drop_column("valid_from")
        batch_op.drop_column("parent_path")
        batch_op.alter_column("sort_key", existing_type=sa.String(200), comment=None)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(name), ondelete="RESTRICT")
