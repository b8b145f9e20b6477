"""Lint: one rule a file. A rule's docstring (Why, 왜, Bad, Good) is its documentation and its test."""
