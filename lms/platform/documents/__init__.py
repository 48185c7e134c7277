"""Documents of the institution as PDF: the engine's child process, arms, packing, and words of numbers and dates."""
