"""An attempt under way: what the agent does in it, and how it is recorded. The rules are in `learning/attempt.py`."""
