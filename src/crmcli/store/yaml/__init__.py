"""YAML as the format allows it: read quickly, read with places and reasons, and written as
people write.
"""
