"""Findings in the forms that editors and CI read."""
