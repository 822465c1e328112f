"""The audit log: who, by their role, granted, revoked, exported, published or declared what. Written, never changed;
what is a year old goes.
"""
