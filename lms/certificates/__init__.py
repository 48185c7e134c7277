"""Certificates: their numbers, frozen facts, PDF, public check and revocation."""
