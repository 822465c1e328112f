"""Signing in and out with ProConnect: OpenID Connect, as the State's provider does it.

Never: a name (none is asked for), or an address, a subject or a token that could be read afterwards.
Open `pages.py` for the way someone goes, `claims.py` for what is believed and why.
"""
