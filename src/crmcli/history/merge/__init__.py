"""Two people's changes to one record, put together: values only, no text."""
