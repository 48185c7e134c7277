"""Review: what was handed in, who approved it, what it is worth, when it is published."""
