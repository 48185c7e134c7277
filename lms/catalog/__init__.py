"""Catalogue: what there is to learn, and what a person has of it."""
