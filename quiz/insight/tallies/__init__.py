"""From agents' paths to sums without agents: each stage reached counts once, whatever dies in between.

`keys.py` says what a tally counts; `store.py` folds paths into tallies, in the database itself.
"""
