"""Staff lists: reading a file, matching its columns, reading its rows, comparing them with what is held (pure)."""
