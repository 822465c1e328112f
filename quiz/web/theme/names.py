"""Which names pages may bear: every word of the templates, and the beginnings that a value completes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# `fr-badge--{{ kind }}`: the rest is another word of the templates, such as "success".
BEGINNING = re.compile(r"([A-Za-z][A-Za-z0-9_-]*-)\{\{")


@dataclass(frozen=True)
class Names:
    """The words of the templates, and the beginnings of names that they complete."""

    words: frozenset[str]
    beginnings: frozenset[str]

    def has(self, name: str) -> bool:
        """True where a page may bear this name."""
        if name in self.words:
            return True
        return any(name.startswith(each) and name[len(each) :] in self.words for each in self.beginnings)

    def all_like(self, operator: str, value: str) -> bool:
        """True where a name of ours may match an attribute selector such as [class*=fr-icon-]."""
        value = value.strip()
        tests = {"^=": str.startswith, "*=": str.__contains__, "$=": str.endswith}
        test = tests.get(operator)
        return self.has(value) if test is None else any(test(word, value) for word in self.words | self.beginnings)


def names_in(texts: Iterable[str]) -> Names:
    """The names that these templates may write.

    >>> found = names_in(['<p class="fr-badge--{{ kind }}{% if a %} b{% endif %}">', 'badge("Fait", "success")'])
    >>> found.has("fr-badge--success"), found.has("fr-badge--menthe"), found.has("b"), found.has("fr-card")
    (True, False, True, False)
    """
    words: set[str] = set()
    beginnings: set[str] = set()
    for text in texts:
        words.update(WORD.findall(text))
        beginnings.update(BEGINNING.findall(text))
    return Names(frozenset(words), frozenset(beginnings))
