"""The process from which the serving ones are forked: what all of them need it has imported, so they share its memory.

Nothing is opened here, no file, connection or thread: that begins in each of them (`wsgi.py`).
"""

import gc

from granian.cli import entrypoint

from lms import load_rooms

if __name__ == "__main__":
    load_rooms()
    gc.collect()
    gc.freeze()  # a collection would write to the pages that are shared
    entrypoint()  # type: ignore[no-untyped-call]
