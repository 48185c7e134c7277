"""The institution over time: its name, letterhead and signers, its units, and what a person is there."""
