"""A ministry's target: a share of its headcount with at least one module, by a day; and the pace it takes.

`target.py` says which declaration is right, `pace.py` what is left to do and where the weeks published lead.
"""
