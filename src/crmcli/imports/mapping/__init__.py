"""Which column of somebody else's table is which field of ours."""
