"""Tests of the institution and its signers."""
