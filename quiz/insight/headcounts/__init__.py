"""Headcounts: declared on a page or by a sheet, kept with their history, and the job ceilings that give them context.

Whether a declaration is right is in `insight/headcount.py`; what it does to figures in `insight/suppression.py`.
"""
