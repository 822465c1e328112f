"""How items behave: facility, discrimination, languages compared, for those who write and for pilots.

Everything is computed from exact histograms over first submitted attempts, all ministries together,
which move in batches of thirty attempts or more and hold no person. They stay exact once the
responses are deleted. Open `statistics.py` first, then `store.py`.
"""
