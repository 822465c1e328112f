"""Signing in with a code sent by e-mail, for domains the service knows. `code.py` and `throttle.py` hold the rules.

The address is kept nowhere: the database holds keyed hashes, and the browser holds it sealed between two pages.
"""
