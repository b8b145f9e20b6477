"""The command lint: what is asked, what is found, and the forms in which that is told."""
