"""Samples of completions for the inspector: drawn so that they can be drawn again, each with what can be checked."""
