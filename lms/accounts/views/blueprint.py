"""The blueprint of accounts, and how its forms read the page to go on with."""

from flask import Blueprint

from lms.platform.web.addresses import is_local_path

bp = Blueprint("accounts", "lms.accounts")


def local_next(target: str, otherwise: str = "/") -> str:
    """The page to go on with, if it is one of this site."""
    return target if is_local_path(target) else otherwise
