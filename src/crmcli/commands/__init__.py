"""Typer only: a command translates its arguments, asks a report, and hands the table on."""
