"""The people of an account: their roles, stances and superiors, and who touched whom."""
