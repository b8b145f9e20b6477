"""Help and usage errors in the language of the session."""
