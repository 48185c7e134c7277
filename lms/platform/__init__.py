"""Machinery that knows no feature."""
