"""The language of a terminal: French where it says so and the catalogue is compiled, English elsewhere."""

import gettext
from collections.abc import Callable, Mapping
from pathlib import Path

TRANSLATIONS = Path(__file__).parents[2] / "translations"


def translation(environment: Mapping[str, str]) -> Callable[[str], str]:
    """What puts message keys into the language of the terminal."""
    language = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    if not language.startswith("fr"):
        return str
    return gettext.translation("messages", TRANSLATIONS, ["fr"], fallback=True).gettext
