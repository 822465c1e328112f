"""What every page shows around its content; who is asking is told by the application."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote

from flask import Flask, current_app, g, request
from flask_babel import get_locale, lazy_gettext

from quiz.web.formats import kilobytes
from quiz.web.language import catalogue
from quiz.web.page_weight import MARK
from quiz.web.safe_path import safe_path
from quiz.web.static_files import frame_weight

SOURCE = "frame_source"
THEMES = ("system", "light", "dark")
THEME_COOKIE = "theme"
# Only what a template may show goes into a quoted address: the path and its query.
KEPT_IN_ADDRESS = "/-._~"


@dataclass(frozen=True)
class Link:
    """A text and an address; `within` names what else lies behind it; `current` says where one is, as ARIA does."""

    text: str
    url: str
    within: tuple[str, ...] = ()
    current: str = ""


@dataclass(frozen=True)
class Visitor:
    """What the application tells of whoever asks: the links of their roles, the ways in and out."""

    signed_in: bool = False
    navigation: tuple[Link, ...] = ()
    notice: Link | None = None
    sign_in_path: str = "/connexion"
    sign_out_path: str = "/deconnexion"


@dataclass(frozen=True)
class Service:
    """What is the same on every page."""

    name: str = lazy_gettext("Responsible digital practice")
    tagline: str = lazy_gettext("Watch, answer, act")
    demonstration: bool = False
    tells_weight: bool = True


@dataclass(frozen=True)
class Frame:
    """All that the layout receives."""

    language: str
    theme: str
    service: str
    tagline: str
    demonstration: bool
    path: str
    signed_in: bool
    navigation: tuple[Link, ...]
    notice: Link | None
    sign_in_url: str
    sign_out_url: str
    footer: tuple[Link, ...]
    # Where the page's weight will be printed, and that of its files; nothing where pages do not tell.
    page_weight: str
    files_weight: str

    @property
    def folded(self) -> bool:
        """True where a phone has room for a word that opens the menu, and not for its links."""
        return len(self.navigation) > 1


@dataclass(frozen=True)
class Words:
    """What the frame says to everyone, in a language."""

    service: str
    tagline: str
    footer: tuple[Link, ...]


Source = Callable[[], Visitor]

# The addresses of the service's own texts are part of its public face: other sites link to them.
FOOTER = (
    Link(lazy_gettext("Site map"), "/plan-du-site"),
    Link(lazy_gettext("Accessibility: not compliant"), "/accessibilite"),
    Link(lazy_gettext("Legal notice"), "/mentions-legales"),
    Link(lazy_gettext("Personal data"), "/donnees-personnelles"),
    Link(lazy_gettext("Cookies"), "/cookies"),
    Link(lazy_gettext("Eco-design"), "/ecoconception"),
    Link(lazy_gettext("Help"), "/aide"),
)


def start(app: Flask, visitor: Source, service: Service) -> None:
    """Keep who tells of the visitor, and what the service is."""

    @lru_cache(8)
    def words(_catalogue: object) -> Words:
        """What the frame says to everyone in a language; asked for in it."""
        footer = tuple(Link(str(link.text), link.url) for link in FOOTER)
        return Words(str(service.name), str(service.tagline), footer)

    app.extensions[SOURCE] = (visitor, service, words)


def current_frame() -> Frame:
    """The frame of this request, made once."""
    if "frame" not in g:
        source: Source = current_app.extensions[SOURCE][0]
        g.frame = frame_of(source())
    frame: Frame = g.frame
    return frame


def frame_without_visitor() -> Frame:
    """The frame of nobody in particular, for when who is asking cannot be told."""
    return frame_of(Visitor())


def frame_of(visitor: Visitor) -> Frame:
    """The frame of a visitor, with the language and theme chosen."""
    service: Service
    _visitor, service, words_in = current_app.extensions[SOURCE]
    words: Words = words_in(catalogue())
    asked = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else request.path
    path = safe_path(asked, "/")
    theme = request.cookies.get(THEME_COOKIE, "")
    locale = get_locale()
    return Frame(
        language=locale.language if locale else "fr",
        theme=theme if theme in THEMES else "system",
        service=words.service,
        tagline=words.tagline,
        demonstration=service.demonstration,
        path=path,
        signed_in=visitor.signed_in,
        navigation=here(visitor.navigation),
        notice=visitor.notice,
        sign_in_url=f"{visitor.sign_in_path}?suite={quote(path, safe=KEPT_IN_ADDRESS)}",
        sign_out_url=visitor.sign_out_path,
        footer=here(words.footer),
        page_weight=MARK if service.tells_weight else "",
        files_weight=kilobytes(frame_weight()) if service.tells_weight else "",
    )


def here(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links, the one that leads here marked: to this very page, or else the nearest of those around it."""
    path = request.path
    depths = [depth(link, path) for link in links]
    nearest = max(depths, default=0)
    if nearest == 0:
        return links
    return tuple(
        replace(link, current=mark(link, path)) if reached == nearest else link
        for link, reached in zip(links, depths, strict=True)
    )


def mark(link: Link, path: str) -> str:
    """The value of `aria-current` for a link to a page, or to what surrounds it."""
    return "page" if link.url == path else "true"


def depth(link: Link, path: str) -> int:
    """How much of a path a link leads to: of two that hold it, the longer one is nearer.

    >>> depth(Link("Modules", "/", within=("/modules",)), "/modules/enjeux"), depth(Link("Modules", "/"), "/aide")
    (8, 0)
    """
    if link.url == path:
        return len(path)
    around = (*link.within, f"{link.url}/" if link.url != "/" else "")
    return max(len(each) for each in (*around, "") if each == "" or path.startswith(each))
