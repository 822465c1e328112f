"""Joining two persons who are one agent: their paths and attempts become one, and nothing more
is counted twice."""
