"""Drafts with their revisions and authors, people who answer for courses, and more of what a decision says.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATES = "state IN ('writing', 'in-review', 'needs-work', 'approved', 'published', 'discarded')"


def upgrade() -> None:
    _add_course_author()
    _add_draft()
    _add_draft_author()
    _add_draft_revision()
    _add_draft_file()
    kind = sa.Column("siasn_kind", sa.String(60), nullable=False, server_default="", comment="kind of training in the national record")
    body = "who holds the course, as printed; empty: the institution's organiser"
    signer = "who signs its certificates; NULL: who holds the office"
    with op.batch_alter_table("recognition") as batch_op:
        batch_op.add_column(kind)
        batch_op.add_column(sa.Column("issuing_body", sa.String(200), nullable=False, server_default="", comment=body))
        batch_op.add_column(sa.Column("signer_id", sa.Integer(), nullable=True, comment=signer))
        batch_op.create_foreign_key(
            op.f("fk_recognition_signer_id_signer"), "signer", ["signer_id"], ["id"], ondelete="RESTRICT"
        )


def downgrade() -> None:
    with op.batch_alter_table("recognition") as batch_op:
        batch_op.drop_constraint(op.f("fk_recognition_signer_id_signer"), type_="foreignkey")
        for column in ("signer_id", "issuing_body", "siasn_kind"):
            batch_op.drop_column(column)
    for table in ("draft_file", "draft_revision", "draft_author", "draft", "course_author"):
        op.drop_table(table)


def _add_course_author() -> None:
    op.create_table(
        "course_author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        _key("course_author", "course_id", "course"),
        _key("course_author", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_author")),
        sa.UniqueConstraint("course_id", "person_id", name=op.f("uq_course_author_course_id_person_id")),
    )
    op.create_index(op.f("ix_course_author_person_id"), "course_author", ["person_id"], unique=False)


def _add_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False, comment="name of the course's folder and in addresses"),
        sa.Column("title", sa.String(200), nullable=False, comment="of course.md, for lists"),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, comment="number of the newest revision; grows with each change"),
        sa.Column("base_version_id", sa.Integer(), nullable=True, comment="the version it was made from or became last"),
        sa.Column("owner_id", sa.Integer(), nullable=False, comment="whose quota it uses"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(STATES, name=op.f("ck_draft_state")),
        _key("draft", "base_version_id", "course_version"),
        _key("draft", "owner_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index("uq_draft_slug", "draft", ["slug"], unique=True, **_only("state <> 'discarded'"))
    op.create_index(op.f("ix_draft_owner_id"), "draft", ["owner_id"], unique=False)


def _add_draft_author() -> None:
    op.create_table(
        "draft_author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        _key("draft_author", "draft_id", "draft"),
        _key("draft_author", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_author")),
    )
    current = _only("removed_at IS NULL")
    op.create_index("uq_draft_author_current", "draft_author", ["draft_id", "person_id"], unique=True, **current)
    op.create_index(op.f("ix_draft_author_person_id_draft_id"), "draft_author", ["person_id", "draft_id"], unique=False)


def _add_draft_revision() -> None:
    kept = "handed in or looked at: no typing joins it any more"
    op.create_table(
        "draft_revision",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="grows, with gaps where typing was put together"),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("path", sa.String(400), nullable=False, comment="the file, where it was one"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_kept", sa.Boolean(), nullable=False, comment=kept),
        _key("draft_revision", "draft_id", "draft"),
        _key("draft_revision", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_revision")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_draft_revision_draft_id_number")),
    )


def _add_draft_file() -> None:
    op.create_table(
        "draft_file",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(400), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True, comment="UTF-8; anything that is not UTF-8 is a blob"),
        sa.Column("blob", sa.String(64), nullable=True, comment="SHA-256 of the bytes in DATA_DIR/media"),
        sa.Column("size", sa.Integer(), nullable=False, comment="in bytes"),
        sa.CheckConstraint("(text IS NULL) <> (blob IS NULL)", name=op.f("ck_draft_file_text_or_blob")),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_draft_file_until")),
        _key("draft_file", "draft_id", "draft"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_file")),
        sa.UniqueConstraint("draft_id", "path", "since", name=op.f("uq_draft_file_draft_id_path_since")),
    )
    op.create_index("uq_draft_file_current", "draft_file", ["draft_id", "path"], unique=True, **_only("until IS NULL"))


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT")


def _only(where: str) -> dict[str, sa.TextClause]:
    return {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}
