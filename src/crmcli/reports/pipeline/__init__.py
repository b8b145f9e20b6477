"""What is open, where does it stand, how do deals end, and what is held against us?"""
