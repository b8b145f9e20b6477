"""The record format: tables that decode a tree, explain what is wrong with it and describe
themselves.
"""
