"""Deletes what has been kept long enough. `store.py` does it a stretch of persons at a time."""
