"""The database: base class, types, and one transaction per door."""
