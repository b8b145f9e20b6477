"""What did somebody mean where a text is no YAML? Repairs are tried, and the parser says which of
them make the text readable.
"""
