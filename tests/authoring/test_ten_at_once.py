"""Ten authors and reviewers at once on one page: whatever was said to be saved stands there, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient

from lms.authoring import operations
from lms.authoring.blocks.page_blocks import PageBlock, core_of, page_blocks
from lms.authoring.draft import DraftState
from lms.authoring.queries import file_of
from lms.authoring.remark_queries import remarks_on
from lms.content.document_reader import read_document
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.support.drafts import FILES, add_draft, writer
from tests.support.people import NOW, add_person, signed_in

LESSON = "01-menyimpan/01-nama-berkas.md"
AUTHORS, REVIEWERS, ROUNDS = 8, 2, 3
PAGE = b"---\ntitle: Ramai\n---\n\n" + b"\n".join(b"Paragraf %d.\n" % number for number in range(AUTHORS))


def blocks_of(draft: int) -> tuple[PageBlock, ...]:
    with door(writes=False):
        file = file_of(draft, LESSON)
    assert file
    return page_blocks(read_document(LESSON, file.content.text or "").document)


def type_on(client: FlaskClient, draft: int, block: PageBlock) -> list[int]:
    """Types into one paragraph three times, as the page's script does; gives the statuses."""
    fields = {"block": block.key, "seen": "1", "kind": "paragraph"}
    statuses = []
    for number in range(ROUNDS):
        data = {**fields, "text": f"Paragraf {block.index}, kalimat {number}."}
        answer = client.post(f"/drafts/{draft}/page/{LESSON}", data=data, headers={"Accept": "application/json"})
        statuses.append(answer.status_code)
        fields |= {"block": answer.json["block"][0], "seen": str(answer.json["seen"])}
    return statuses


def remark_on(client: FlaskClient, draft: int, who: int) -> list[int]:
    """Says something of the whole page three times; gives the statuses."""
    path = f"/drafts/{draft}/read/{LESSON}"
    data = [{"words": f"Catatan {who}-{number}.", "token": f"token-{who}-{number}"} for number in range(ROUNDS)]
    return [client.post(path, data=one).status_code for one in data]


def test_ten_at_once_on_one_page_lose_nothing(app: Flask) -> None:
    nara = add_person("narasumber", role=Role.SPEAKER)
    draft = add_draft(writer(nara), {**FILES, LESSON: PAGE})
    people = [nara, *(add_person(f"rekan{number}", role=Role.SPEAKER) for number in range(1, AUTHORS))]
    with door(writes=True):
        operations.set_state(draft, DraftState.IN_REVIEW, NOW, by=writer(nara))
        for person in people:
            operations.add_author(draft, person, NOW, by=writer(nara))
    reviewers = [add_person(f"penelaah{number}", role=Role.REVIEWER) for number in range(REVIEWERS)]
    blocks, barrier = blocks_of(draft), Barrier(AUTHORS + REVIEWERS)
    writers = [signed_in(app, person) for person in people]
    readers = [signed_in(app, person) for person in reviewers]

    def work(number: int) -> list[int]:
        with app.app_context():
            barrier.wait(timeout=60)
            if number < AUTHORS:
                return type_on(writers[number], draft, blocks[number])
            return remark_on(readers[number - AUTHORS], draft, number)

    with ThreadPoolExecutor(AUTHORS + REVIEWERS) as threads:
        statuses = list(threads.map(work, range(AUTHORS + REVIEWERS)))
    assert statuses == [[200] * ROUNDS] * AUTHORS + [[303] * ROUNDS] * REVIEWERS
    assert [core_of(block.text) for block in blocks_of(draft)] == [
        f"Paragraf {number}, kalimat {ROUNDS - 1}." for number in range(AUTHORS)
    ]
    with door(writes=False):
        said = {line.words for line in remarks_on(draft)}
    assert said == {
        f"Catatan {who}-{number}." for who in range(AUTHORS, AUTHORS + REVIEWERS) for number in range(ROUNDS)
    }
