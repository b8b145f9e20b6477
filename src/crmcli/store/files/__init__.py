"""Files of a book on disk: which there are, their bytes, and new bytes in their place."""
