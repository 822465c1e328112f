"""What becomes of an agent's results when their ministry or entity turns out to be another one.

Never: a result that figures already count is moved; it is told instead. Open `correction.py` first.
"""
