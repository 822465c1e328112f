"""Erasing again, from a database put back from a backup, those who asked to be erased since it was made."""
