"""Lint: one rule a file. Its docstring (Why, 왜, Bad, Good) is its documentation and its test."""
