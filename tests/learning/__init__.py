"""Tests of courses as learners take them."""
