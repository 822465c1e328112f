"""Words from outside, in the log."""

LONGEST = 300


def quoted(words: str) -> str:
    """The words, cut, on one line and between quotes: they cannot begin a line of the log.

    >>> quoted("oops\\n200 GET pilot")
    "'oops\\\\n200 GET pilot'"
    """
    return repr(words[:LONGEST])
