"""Several of us at the same moment: each in a thread of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from lms.kernel.errors import Conflict


def at_once(app: Flask, *works: Callable[[], object]) -> list[str]:
    """Begins them in the same moment; what each was refused with, "" for nothing."""
    barrier = Barrier(len(works))

    def work(one: Callable[[], object]) -> str:
        with app.app_context():
            barrier.wait(timeout=60)
            try:
                one()
            except Conflict as refused:
                return refused.message
            return ""

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(work, works))
