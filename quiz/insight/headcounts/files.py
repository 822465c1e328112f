"""Reads the job ceilings of the reference files: context for a headcount, never a denominator."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from quiz.identity.organisation.files import read_reference
from quiz.identity.organisation.reference import JobCeiling

# Only problems depend on the day; ceilings do not.
ANY_DAY = date(2026, 1, 1)


@cache
def job_ceilings(folder: Path) -> Mapping[str, JobCeiling]:
    """The latest ceiling of each ministry; read once, as the other reference files are."""
    organisations = read_reference(folder, ANY_DAY).organisations
    listed = organisations.ceilings if organisations else ()
    return {ceiling.ministry: ceiling for ceiling in sorted(listed, key=lambda each: each.year)}
