"""Figures read as organisations are now, whatever was merged or split since: worked out from what was printed.

As they were is how figures are published: each result counts in the ministry its agent had that day. `parts.py` says
which of those counts make up each ministry as it is now, and `figures.py` adds up what was printed of them.
"""
