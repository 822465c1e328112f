"""What a response is worth: exact fractions, no database, no request, no sentence.

Every file is pure. `mark.py` sends an item and a response to the file of the item's kind, and
knows the fractions a version can produce. `response.py` reads what a browser sent, refusing what
is forged, and writes it for storage. `parts.py` says what templates find in a marked response.
Open `score.py` first, then `mark.py`.
"""
