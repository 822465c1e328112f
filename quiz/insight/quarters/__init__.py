"""Quarters closed by the pilot: the figures of all ministries on the same day, kept for the report.

A closed quarter is never rewritten. What is counted of it later shows as a correction beside it, once it moves
a figure by a whole step. `quarter.py` says which day may close which quarter.
"""
