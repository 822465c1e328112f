"""Texts in work, of modules and of translations: as they are kept, and as they are judged."""
