"""Pages that put several answers together: for a day, a week, an account, a visit."""
