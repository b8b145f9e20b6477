"""The texts in English, a file a kind of text."""
