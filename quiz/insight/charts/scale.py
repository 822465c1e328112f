"""Where an axis ends, and where its lines stand."""

from fractions import Fraction


def ceiling(most: int) -> int:
    """The round number at or over a count: 1, 2, 2.5 or 5 times a power of ten.

    >>> [ceiling(most) for most in (0, 7, 54, 214_610)]
    [10, 10, 100, 250000]
    """
    power = 10
    while power * 10 < most:
        power *= 10
    for step in (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10)):
        if power * step >= most:
            return int(power * step)
    raise AssertionError("ten times the power is over the count")


def widest(high: Fraction) -> Fraction:
    """The end of a scale of shares: the whole, or a tenth, a quarter, a half where nothing goes further.

    >>> str(widest(Fraction(1, 12))), str(widest(Fraction(1, 3))), str(widest(Fraction(2, 3)))
    ('1/10', '1/2', '1')
    """
    return next((end for end in (Fraction(1, 10), Fraction(1, 4), Fraction(1, 2)) if high <= end), Fraction(1))
