"""Learners and operators act in any order; after each act the portal is what a small model says."""
