"""Refusals of the accounts feature."""

from lms.kernel.errors import Conflict, Unprocessable


class UnusableUsername(Unprocessable):
    """The user name has characters that user names do not have, or could be taken for a NIP."""


class UnusableNip(Unprocessable):
    """What was given as a NIP is not 18 digits."""


class UnusablePassword(Unprocessable):
    """The password is too short or too easily guessed."""


class NameUnconfirmed(Conflict):
    """The person has not yet said that the name is right as certificates print it."""
