"""What leaves the service for everyone, and for other programs: public statistics, open data, the API.

Everything comes from `insight/exports`: published cells in the words of pages. Nothing here counts anything.
Open `public/pages.py` first.
"""
