"""Drafts: the files of a course that is being written, its editor, its history, remarks on it."""
