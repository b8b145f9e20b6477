"""The pages as files, which need nobody who serves them."""
