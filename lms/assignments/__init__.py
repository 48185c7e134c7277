"""Assignments: who must or should complete which course, until when, and how far everybody is."""
