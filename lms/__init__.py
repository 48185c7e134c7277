"""Rambutan, a learning portal: `create_app` is the one place where everything meets."""

import importlib.util
from collections.abc import Mapping
from pathlib import Path

from flask import Blueprint, Flask
from flask_migrate import Migrate

from config import Settings, read_settings
from lms import wiring
from lms.features import FEATURES
from lms.permissions import Permission
from lms.platform.db import doors
from lms.platform.db.model import db
from lms.platform.web import compression, errors, guards, headers, logs, origin, pages, service
from lms.platform.web.door import PortalFlask
from lms.platform.web.navigation import Place

ROOT = Path(__file__).resolve().parent

PLACES = (
    Place("Home", "home.index", "home", Permission.LEARN),
    Place("Catalogue", "catalog.index", "grid", Permission.LEARN),
    Place("Learning hours", "hours.ledger", "hour", Permission.LEARN),
    Place("Certificates", "certificates.index", "cert", Permission.LEARN),
)
"""The navigation of learners, in order."""
