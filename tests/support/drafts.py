"""Drafts for tests, made by the operations themselves."""

from collections.abc import Mapping
from datetime import datetime

from flask import current_app

from lms.authoring import operations
from lms.authoring.contents import kept, text_content
from lms.authoring.draft import Act, Writer
from lms.authoring.queries import file_of
from lms.content.blobs import BlobStore
from lms.platform.db.doors import door
from tests.support.people import NOW

FILES = {
    "course.md": b"---\ntitle: Arsip Kantor\nsummary: Menyimpan surat agar mudah ditemukan.\njp: 2\n"
    b"outcomes:\n  simpan: Menyimpan surat dengan nama yang mudah dicari\n---\n\nUntuk semua yang menyimpan surat.\n",
    "01-menyimpan/module.md": b"---\ntitle: Menyimpan\n---\n",
    "01-menyimpan/01-nama-berkas.md": b"---\ntitle: Nama berkas\nminutes: 6\n---\n\nSurat yang **bernama jelas** cepat "
    b"ditemukan.\n\n## Tiga bagian nama\n\n- Tanggal\n- Pengirim\n- Perihal\n",
    "01-menyimpan/02-uji-diri.md": b"---\ntitle: Uji diri\nkind: quiz\nrole: final\npass: 70\n---\n\n"
    b"## Soal: Apa yang ditulis lebih dulu? {#lebih-dulu outcome=simpan}\n\n- (x) Tanggal\n- ( ) Perihal\n\n"
    b"> Penjelasan: Urutan berkas mengikuti tanggal.\n",
}
"""A small course that may be published as it is."""


def writer(person_id: int, username: str = "narasumber") -> Writer:
    """A person as an author."""
    return Writer(person_id, username)


def add_draft(by: Writer, files: Mapping[str, bytes] = FILES, slug: str = "arsip-kantor") -> int:
    """A draft with these files; gives its key."""
    contents = kept(files, BlobStore.within(current_app.extensions["settings"].data_dir))
    with door(writes=True):
        return operations.create_draft(operations.NewDraft(slug, "Arsip Kantor", contents), Act.CREATED, NOW, by=by)


def edit(draft_id: int, path: str, text: str, by: Writer, now: datetime = NOW) -> int:
    """Types `text` into a file as somebody who sees it as it is now; gives the revision."""
    with door(writes=True):
        line = file_of(draft_id, path)
        seen = {path: line.since if line else 0}
        return operations.change_files(draft_id, {path: text_content(text)}, seen, Act.EDITED, now, by=by)
