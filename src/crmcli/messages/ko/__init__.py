"""The texts in Korean, a file a kind of text."""
