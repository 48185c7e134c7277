"""Acts in processes of their own that begin at the same moment, on the database of an application."""

import multiprocessing
from collections.abc import Callable
from typing import Any

from flask import Flask

from config import Settings
from lms import create_app
from lms.platform.web.pages import pages

PATIENCE = 120
"""Seconds for all of them, on a busy machine."""

Act = Callable[[Flask, Callable[[], None], Any], object]
"""A function of a module: the application, what waits for the others, an argument; what it returns can be pickled."""


def each_in_a_process(app: Flask, *acts: tuple[Act, Any]) -> list[object]:
    """What each act returns; a failure of one of them is raised here."""
    with app.app_context():
        settings = pages().settings
    spawning = multiprocessing.get_context("spawn")  # nothing of this process goes along, no connection either
    barrier, results = spawning.Barrier(len(acts)), spawning.Queue()
    made = [spawning.Process(target=_run, args=(settings, one, barrier, results, at)) for at, one in enumerate(acts)]
    for process in made:
        process.start()
    try:
        found = dict(results.get(timeout=PATIENCE) for _ in made)
    finally:
        for process in made:
            process.join(timeout=PATIENCE)
    return [_returned(found[at]) for at in range(len(made))]


def _run(settings: Settings, one: tuple[Act, Any], barrier: Any, results: Any, at: int) -> None:
    act, argument = one
    try:
        results.put((at, act(create_app(settings), lambda: barrier.wait(timeout=PATIENCE) and None, argument)))
    except BaseException as failure:
        results.put((at, RuntimeError(repr(failure))))
        barrier.abort()


def _returned(result: object) -> object:
    if isinstance(result, RuntimeError):
        raise result
    return result
