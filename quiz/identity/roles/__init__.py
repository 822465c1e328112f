"""Roles given and taken back: to the keyed hash of a verified e-mail, under a label that names no one."""
