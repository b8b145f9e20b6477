"""Requests from programs: read from JSON, described as a schema, what they name found in a book."""
