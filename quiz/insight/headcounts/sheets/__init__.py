"""Headcounts of several ministries at once, by a sheet: every mistake told with its cell, or all of them kept."""
