"""How a child process starts one file of `lms` without the application that `lms/__init__.py` imports (pure)."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_START = """
import importlib, sys, types
package = types.ModuleType("lms")
package.__path__ = [sys.argv[1]]
sys.modules["lms"] = package
importlib.import_module(sys.argv[2]).main()
"""


def bare_command(module: str, *arguments: str) -> list[str]:
    """The command that calls `main()` of a module of `lms`; the arguments are the last of its `sys.argv`."""
    return [sys.executable, "-c", _START, str(_PACKAGE), module, *arguments]
