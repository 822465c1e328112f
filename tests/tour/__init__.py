"""A walk through every page of every role, as it comes and as it corrects; what pages are judged on.

`walk.py` makes the pages, without a browser; `replay.py` shows them again to one, byte for byte.
The validator, the audit and the measure of sobriety all read the same pages.
"""
