"""A population as large as asked, over two years: what the publisher and the pages are measured on.

Everything follows from a seed and a day. `ministries.py` says who there is, `lives.py` draws what each
agent did and when, `store.py` writes it: by COPY on PostgreSQL. Nothing is counted yet: the first
publication does it.
"""
