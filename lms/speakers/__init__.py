"""Volunteer speakers: who offers to write, who was accepted, what they gave."""
