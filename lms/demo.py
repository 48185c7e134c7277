"""Demo people and a demo institution, clearly labelled; they exist only where the setting DEMO is on."""

from flask.cli import AppGroup

group = AppGroup("demo", help="Load or remove the labelled demo people.")
