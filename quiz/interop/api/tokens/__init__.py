"""The tokens of the API: made and taken back by a pilot, shown once, kept as a keyed hash, ended on a day."""
