"""Pictures of answers: plain records of figures to SVG. Pure.

No figure is worked out here: whatever is drawn stands in a report's table.
"""
