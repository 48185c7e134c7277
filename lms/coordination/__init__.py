"""Coordination: what is assigned, over all courses and units, and what to do about it. Reads only; no table."""
