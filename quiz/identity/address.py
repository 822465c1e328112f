"""An e-mail address as this service reads it: one way of writing for one mailbox."""

import re
import unicodedata
from dataclasses import dataclass

# RFC 5321, without quoted and non-ASCII local parts. `+` is read, so that it can be refused in words.
LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
LONGEST = 254
LONGEST_LOCAL = 64


@dataclass(frozen=True)
class Address:
    """An e-mail address in the one form that is hashed and written to: lower case, its domain in ASCII."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def tagged(self) -> bool:
        """True for `claire+essai@…`: one mailbox under as many addresses as one likes."""
        return "+" in self.local


def read_address(text: str) -> Address | None:
    """The address a text writes, or nothing where it is none.

    >>> str(read_address(" Claire@Écologie.Example "))
    'claire@xn--cologie-9xa.example'
    >>> read_address("claire@example.org\\nBcc: x@example.org"), read_address("claire"), read_address("a@b@c.fr")
    (None, None, None)
    """
    local, at, domain = unicodedata.normalize("NFKC", text.strip()).lower().partition("@")
    ascii_domain = read_domain(domain)
    if not at or ascii_domain is None or not LOCAL.fullmatch(local):
        return None
    if len(local) > LONGEST_LOCAL or len(local) + 1 + len(ascii_domain) > LONGEST:
        return None
    return Address(local, ascii_domain)


def read_domain(text: str) -> str | None:
    """A domain name in lower-case ASCII (IDNA), or nothing where it is none.

    >>> read_domain("Numérique.Example"), read_domain("example.org."), read_domain("localhost"), read_domain("a b.fr")
    ('xn--numrique-d1a.example', 'example.org', None, None)
    """
    try:
        domain = unicodedata.normalize("NFKC", text.strip()).lower().removesuffix(".").encode("idna").decode("ascii")
    except UnicodeError:
        return None
    labels = domain.split(".")
    return domain if len(labels) > 1 and all(LABEL.fullmatch(label) for label in labels) else None


def canonical(text: str) -> str:
    """The address in its one form; a text that is no address for us is kept as it is, in lower case."""
    return str(read_address(text) or text.strip().lower())
