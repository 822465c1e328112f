"""What referents and pilots see: published figures, safe for small groups.

Never a live query over persons from a page: pages read only what `figures publish` has folded,
made safe and stamped. Open `suppression.py` first, then `figures.py`.
"""
