"""Where the files that pages need lie."""

from pathlib import Path

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"
STATIC = Path(__file__).parent / "static"
