"""The commands behind `flask --app wsgi …`: each feature's own, found by name when one is asked for.

A process that serves never asks: without the commands and what they import it needs some 25 MB less.
"""

import importlib
import importlib.util
from functools import cached_property

import click
from flask.cli import AppGroup

from lms.features import FEATURES


class CommandLine(AppGroup):
    """Each feature's `commands.group`, the doctor and the audit."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(self._found)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        return self._found.get(cmd_name)

    @cached_property
    def _found(self) -> dict[str, click.Command]:
        rooms = [f"lms.{feature}.commands" for feature in FEATURES]
        modules = [importlib.import_module(room) for room in rooms if importlib.util.find_spec(room) is not None]
        found: list[click.Command] = [
            importlib.import_module("lms.doctor").doctor,
            importlib.import_module("lms.audit").audit,
        ]
        found += [module.group for module in modules]
        return {command.name or "": command for command in found}
