"""A new hashing key over the old one: every stored hash is wrapped, in one transaction.

Nobody has to be known for it, so nobody is lost, and nobody is counted twice.
"""
