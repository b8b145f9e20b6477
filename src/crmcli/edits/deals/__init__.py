"""Edits of deals."""
