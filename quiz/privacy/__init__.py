"""What each person may see, take away and erase; how long anything is kept; and the key that hides who is who.

Never: a figure, a page about someone else, a hash that can be turned back. Open `retention.py` first
for how long, `kept.py` for what.
"""
