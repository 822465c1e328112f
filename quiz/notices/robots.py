"""What search engines may read (RFC 9309: of two rules that match, the longer one holds)."""

# What is the same for everyone and meant to be found. A test compares these with the routes.
OPEN = (
    "/$",
    "/modules/",
    "/statistiques",
    "/aide",
    "/plan-du-site",
    "/accessibilite",
    "/mentions-legales",
    "/donnees-personnelles",
    "/cookies",
    "/ecoconception",
    # Without these a page is not seen as people see it.
    "/images/",
    "/statique/",
)
# Below a module lie the attempts of whoever asks.
CLOSED = ("/modules/*/", "/")


def robots(*, demonstration: bool) -> str:
    """The text of robots.txt: the public pages, or nothing of a demonstration, whose figures are invented.

    >>> robots(demonstration=True)
    'User-agent: *\\nDisallow: /\\n'
    """
    allowed, refused = ((), ("/",)) if demonstration else (OPEN, CLOSED)
    lines = [*(f"Allow: {path}" for path in allowed), *(f"Disallow: {path}" for path in refused)]
    return "\n".join(["User-agent: *", *lines, ""])
