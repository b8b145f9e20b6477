"""What there is to ask for: the commands in their groups, the ideas, and what a word may mean."""
