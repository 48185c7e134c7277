"""The search over courses and lessons; what is published already can be found at once.

Revision ID: 0003
Revises: 0002
"""

import json

import sqlalchemy as sa
from alembic import op

from lms.content.search_text import course_text, lesson_texts

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FTS5 = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
        stems, content='search_entry', content_rowid='id', tokenize='ascii', detail=none, columnsize=0)""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_index (rowid, stems) VALUES (new.id, new.stems); END""",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_index (search_index, rowid, stems) VALUES ('delete', old.id, old.stems); END""",
)
GIN = "CREATE INDEX search_index ON search_entry USING gin (array_to_tsvector(string_to_array(stems, ' ')))"


def upgrade() -> None:
    entries = op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="0 is the description of the course, then sections of lessons"),
        sa.Column("item_key", sa.String(length=200), nullable=False, comment="of the lesson, empty for a description"),
        sa.Column("item_title", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False, comment="id of the heading within the page"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_stems", sa.Text(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False, comment="of title and text, each once, one space between"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_search_entry_course_id_course"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("course_id", "position", name=op.f("uq_search_entry_course_id_position")),
    )
    connection = op.get_bind()
    for statement in FTS5 if connection.dialect.name == "sqlite" else (GIN,):
        op.execute(statement)
    for course in connection.execute(sa.text(OPEN_COURSES)).all():
        found = [course_text(course.title, course.summary, course.description_html, about(course))]
        lessons = connection.execute(sa.text(LESSONS), {"version": course.version_id})
        for key, title, parts in lessons.all():
            found += lesson_texts(key, title, json.loads(parts))
        rows = [{"course_id": course.id, "position": n, **vars(text)} for n, text in enumerate(found)]
        connection.execute(sa.insert(entries), rows)


OPEN_COURSES = """
    SELECT course.id, version.id AS version_id, title, summary, description_html, outcomes, topics, authors
    FROM course JOIN course_version AS version ON version.id = course.current_version_id
    WHERE course.withdrawn_at IS NULL
"""
LESSONS = """
    SELECT item.key, item.title, parts FROM course_item AS item JOIN rendered_item ON item_id = item.id
    WHERE version_id = :version AND kind = 'lesson' ORDER BY position
"""


def about(course):
    authors = [f"{author['name']} {author['institution']}" for author in json.loads(course.authors)]
    return [*json.loads(course.outcomes).values(), *json.loads(course.topics), *authors]


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("search_entry")
