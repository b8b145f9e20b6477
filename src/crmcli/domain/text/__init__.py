"""Texts of people: widths, spellings, search."""
