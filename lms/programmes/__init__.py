"""Programmes: courses under one title, of which all or some are needed; each part counts once."""
