"""Whatever breaks: what was called saved is there once, numbers have no gap, and refusals store nothing."""
