"""The pages of accounts, a file for each task; `bp` carries them all."""

from lms.accounts.views import activation, certificate_name, language, password, profile, sessions, sign_in
from lms.accounts.views.blueprint import bp

__all__ = ["activation", "bp", "certificate_name", "language", "password", "profile", "sessions", "sign_in"]
