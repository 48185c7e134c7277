"""Reminders of what is assigned: by hand, or by themselves before and after last days; who got what is on record."""
