"""Reviews of drafts: what was handed in, decided and planned; absences of reviewers; courses looked at again.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("course_check", "reviewer_absence", "publication_plan", "approval_worth", "approval", "submission")


def upgrade() -> None:
    with op.batch_alter_table("course_version") as batch_op:
        batch_op.add_column(sa.Column("review_by", sa.Date(), nullable=True, comment="when it wants to be looked at again"))
    op.create_index(op.f("ix_draft_author_draft_id"), "draft_author", ["draft_id"], unique=False)
    op.create_index(op.f("ix_role_grant_role_ended_at"), "role_grant", ["role", "ended_at"], unique=False)
    _add_submission()
    _add_approval()
    _add_approval_worth()
    _add_publication_plan()
    _add_reviewer_absence()
    _add_course_check()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.drop_index(op.f("ix_role_grant_role_ended_at"), table_name="role_grant")
    op.drop_index(op.f("ix_draft_author_draft_id"), table_name="draft_author")
    with op.batch_alter_table("course_version") as batch_op:
        batch_op.drop_column("review_by")


def _add_submission() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, comment="of the draft, as it was handed in"),
        sa.Column("note", sa.Text(), nullable=False, comment="what changed, for learners"),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_by", sa.Integer(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False, comment="by when an answer was promised"),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_how", sa.String(20), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True, comment="the version it became"),
        _check("submission", "ended_how", "ended_how IN ('taken-back', 'needs-work', 'published')"),
        _check("submission", "ended", "(ended_at IS NULL) = (ended_how IS NULL)"),
        _check("submission", "version", "version_id IS NULL OR ended_how = 'published'"),
        _check("submission", "published", "ended_how <> 'published' OR version_id IS NOT NULL"),
        _key("submission", "draft_id", "draft"),
        _key("submission", "handed_in_by", "person"),
        _key("submission", "version_id", "course_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index("uq_submission_open", "submission", ["draft_id"], unique=True, **_only("ended_at IS NULL"))
    op.create_index(op.f("ix_submission_draft_id"), "submission", ["draft_id"], unique=False)
    op.create_index(op.f("ix_submission_ended_at"), "submission", ["ended_at"], unique=False)


def _add_approval() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.String(20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, comment="of the draft; a change after it takes the approval its force"),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("checklist", sa.Text(), nullable=False, comment="JSON list of the points that were ticked"),
        _check("approval", "aspect", "aspect IN ('substance', 'form')"),
        _check("approval", "verdict", "verdict IN ('approved', 'needs-work')"),
        _check("approval", "words", "verdict = 'approved' OR words <> ''"),
        _key("approval", "submission_id", "submission"),
        _key("approval", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    once = _only("verdict = 'approved'")
    op.create_index("uq_approval_once", "approval", ["submission_id", "aspect", "revision"], unique=True, **once)
    op.create_index(op.f("ix_approval_submission_id"), "approval", ["submission_id"], unique=False)


def _add_approval_worth() -> None:
    op.create_table(
        "approval_worth",
        sa.Column("approval_id", sa.Integer(), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.Column("form_of_learning", sa.String(120), nullable=False),
        sa.Column("siasn_kind", sa.String(60), nullable=False),
        sa.Column("decision_number", sa.String(120), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=False),
        sa.Column("issuing_body", sa.String(200), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=True),
        _check("approval_worth", "jp", "jp BETWEEN 1 AND 1000"),
        _check("approval_worth", "decision_number", "decision_number <> ''"),
        _key("approval_worth", "approval_id", "approval"),
        _key("approval_worth", "signer_id", "signer"),
        sa.PrimaryKeyConstraint("approval_id", name=op.f("pk_approval_worth")),
    )


def _add_publication_plan() -> None:
    op.create_table(
        "publication_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("publish_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_how", sa.String(20), nullable=True),
        sa.Column("words", sa.Text(), nullable=False, comment="why it could not be published"),
        _check("publication_plan", "ended_how", "ended_how IN ('published', 'cancelled', 'refused')"),
        _check("publication_plan", "ended", "(ended_at IS NULL) = (ended_how IS NULL)"),
        _key("publication_plan", "submission_id", "submission"),
        _key("publication_plan", "planned_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_plan")),
    )
    ended = _only("ended_at IS NULL")
    op.create_index("uq_publication_plan_open", "publication_plan", ["submission_id"], unique=True, **ended)
    op.create_index(op.f("ix_publication_plan_submission_id"), "publication_plan", ["submission_id"], unique=False)
    op.create_index(op.f("ix_publication_plan_publish_at"), "publication_plan", ["publish_at"], unique=False)


def _add_reviewer_absence() -> None:
    op.create_table(
        "reviewer_absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        _check("reviewer_absence", "dates", "until IS NULL OR until >= since"),
        _key("reviewer_absence", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewer_absence")),
    )
    op.create_index(op.f("ix_reviewer_absence_person_id"), "reviewer_absence", ["person_id"], unique=False)


def _add_course_check() -> None:
    op.create_table(
        "course_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finding", sa.String(20), nullable=False, comment="right: it still is; asked: its authors were asked"),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False, comment="when it is looked at again"),
        _check("course_check", "finding", "finding IN ('right', 'asked')"),
        _key("course_check", "course_id", "course"),
        _key("course_check", "version_id", "course_version"),
        _key("course_check", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_check")),
    )
    op.create_index(op.f("ix_course_check_course_id"), "course_check", ["course_id"], unique=False)
    op.create_index(op.f("ix_course_check_version_id"), "course_check", ["version_id"], unique=False)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT")


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _only(where: str) -> dict[str, sa.TextClause]:
    return {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}
