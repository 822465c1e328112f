"""What the pilot looks at before the quarterly meeting: ministry by ministry, what is declared and what is wanting.

`attention.py` says what needs someone; `store.py` keeps the last day a referent looked, by ministry and not by person.
"""
