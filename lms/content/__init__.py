"""Content: a course folder becomes a checked course, and a checked course an immutable version."""
