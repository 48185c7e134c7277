"""Questions: one small module per kind that reads, writes, draws and marks it."""
