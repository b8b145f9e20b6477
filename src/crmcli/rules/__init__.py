"""Lint: one rule a file. A rule's docstring (Why, Bad, Good) is its documentation and its test."""
