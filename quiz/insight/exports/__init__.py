"""The published figures as one long table, to take away: CSV, XLSX, ODS, and what the API and the open data give.

Made of published cells and of nothing else: `line.py` lays them out, `columns.py` says what each column means,
and every format prints the same rows.
"""
