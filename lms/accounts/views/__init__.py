"""The pages of accounts, a file for each task; `bp` carries them all."""

from lms.accounts.views import certificate_name, sign_in
from lms.accounts.views.blueprint import bp

__all__ = ["bp", "certificate_name", "sign_in"]
