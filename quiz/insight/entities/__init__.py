"""Entities of a ministry side by side: of each, the least number of agents that may be told without telling more.

`levels.py` says what is printed and why it is safe beside the ministry's own figure; `store.py` keeps it.
"""
