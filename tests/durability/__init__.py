"""What was called saved is there, whatever happens to the server."""
