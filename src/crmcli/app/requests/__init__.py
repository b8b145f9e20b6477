"""What a book can be asked to change: plain data, one kind of request for every command that edits.

Each says with `stage` how it is carried out, over the pure edits of crmcli.edits.
"""
