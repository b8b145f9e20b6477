"""Files put right where it is known what was meant: which findings, how, and the proof that nothing
else reads otherwise.
"""
