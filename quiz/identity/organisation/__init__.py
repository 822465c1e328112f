"""Where agents belong: ministries and their entities, what tells of them at sign-in, how they change in time.

Never: a name, an address or a SIRET of an agent; the evidence is read at sign-in and forgotten, and
only what it suggests is kept in the session. `suggestion.py` is the one rule of what is suggested,
`changes.py` the dated map of renames, merges and splits. Open `suggestion.py` first.
"""
