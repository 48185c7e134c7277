"""Shared values and rules: pure, and used by at least two features."""
