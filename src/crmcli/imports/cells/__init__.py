"""What do the cells of a foreign table's column say: days, numbers, people, words, text?

A cell is read rightly, or refused with the reason; never guessed at. What a column as a whole
decides (the order of its days, its decimal sign) is decided once, with the evidence told.

Messages are about the cell alone: who reads puts the heading before it, with `told-import-cell`.
"""
