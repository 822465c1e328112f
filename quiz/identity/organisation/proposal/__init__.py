"""Entities that a referent brings in a sheet, and that the pilot accepts or refuses.

Never: half a sheet; an entity deleted. Open `sheet.py` first: what a sheet says, and everything wrong with it.
"""
