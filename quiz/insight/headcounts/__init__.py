"""Declaring a headcount: the page of a referent or a pilot, and the job ceilings that give it context.

Whether a declaration is right is in `insight/headcount.py`; what it does to figures in `insight/suppression.py`.
"""
