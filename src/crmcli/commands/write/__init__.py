"""Commands that change account files."""
