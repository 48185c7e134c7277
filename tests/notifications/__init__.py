"""Tests of letters: the inbox, e-mail, choices."""
