"""The demonstration: invented ministries with believable figures, and four doors signed in by one click.

It stands beside `application`: nothing imports it, and it goes through the same stores and the
same publication as production. Everything it shows is marked as fictitious data.
Open `world.py` first.
"""
