"""Charts of published figures: an SVG from plain values, for a page, to take away, or for the report.

Widths are shares of the drawing and letters keep their size, so that the same drawing is read on a telephone.
A range is drawn as a range; what is withheld is drawn as words. Open `drawing.py` first.
"""
