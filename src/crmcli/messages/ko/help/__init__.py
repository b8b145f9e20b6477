"""Help of commands in Korean, by the English text that stands with the command."""
