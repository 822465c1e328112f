"""What every page of the service obeys; each rule yields what is wrong, in words."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cached_property, lru_cache
from hashlib import sha256
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.datastructures import Headers

from tests.french import english, slips

# Elements whose text is read together with what surrounds it.
INLINE = frozenset(
    """a abbr b bdi cite data dfn em i mark q s small span strong sub sup time u var wbr""".split()  # noqa: SIM905
)
# Texts that are no French prose: programs, what authors write, and what people typed.
SILENT = frozenset(("script", "style", "template", "code", "pre", "kbd", "samp", "textarea", "svg"))
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
FIELDS = frozenset(("input", "select", "textarea"))
UNLABELLED_INPUTS = frozenset(("hidden", "submit", "button", "image", "reset"))
ADDRESSES = (("link", "href"), ("script", "src"), ("img", "src"), ("source", "src"), ("video", "src"),
             ("track", "src"), ("iframe", "src"), ("form", "action"))  # fmt: skip

# Random letters, masked anew in each response: pages that differ by them alone are parsed and judged once.
TOKEN = re.compile(r'(?<=<input type="hidden" name="csrf_token" value=")[\w-]+(?=">)')


class Page:
    """One HTML page, parsed where something in it is looked for."""

    def __init__(self, path: str, status: int, headers: Headers, html: str) -> None:
        self.path = path
        self.status = status
        self.headers = headers
        self.html = html
        self.tokens = TOKEN.findall(html)
        self.bare = TOKEN.sub("token", html)

    @cached_property
    def tree(self) -> Element:
        """The elements."""
        tree = deepcopy(parsed(self.bare)[0])
        fields = (element for element in tree.iter("input") if element.get("name") == "csrf_token")
        for field, token in zip(fields, self.tokens, strict=True):
            field.set("value", token)
        return tree

    @property
    def parse_errors(self) -> tuple[str, ...]:
        """What the parser had to mend."""
        return parsed(self.bare)[1]

    @cached_property
    def parents(self) -> Mapping[Element, Element]:
        """Each element by those it holds."""
        return {child: parent for parent in self.tree.iter() for child in parent}

    def all(self, *names: str) -> list[Element]:
        """The elements of these names, in order."""
        return [element for element in self.tree.iter() if element.tag in names]

    @property
    def title(self) -> str:
        """The title, as the window shows it."""
        return " ".join(text_of(element) for element in self.all("title"))

    @property
    def heading(self) -> str:
        """The text of the first h1."""
        return next((text_of(element) for element in self.all("h1")), "")

    @property
    def text(self) -> str:
        """The words of the page's main part."""
        return " ".join(text_of(element) for element in self.all("main"))

    def above(self, element: Element) -> Iterator[Element]:
        """The elements that hold this one, from the nearest."""
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent


@lru_cache(maxsize=300)
def parsed(html: str) -> tuple[Element, tuple[str, ...]]:
    """The elements of a page, for nobody to change, and what had to be mended."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    return tree, tuple(f"{code} at {place}" for place, code, _detail in parser.errors)


def text_of(element: Element) -> str:
    """The text of an element, its spaces folded; no-break spaces are kept."""
    return re.sub(r"[ \t\r\n\f]+", " ", "".join(element.itertext())).strip()


def spoken(page: Page) -> list[str]:
    """The runs of text a reader sees or hears, cut where a block begins or ends."""
    runs: list[list[str]] = [[]]

    def walk(element: Element) -> None:
        silent = element.tag in SILENT or element.get("lang", "fr") != "fr" or element.get("translate") == "no"
        inline = element.tag in INLINE
        if not inline:
            runs.append([])
        if not silent:
            runs.extend([element.attrib[name]] for name in SPOKEN_ATTRIBUTES if element.get(name))
            if any(element.get(name) for name in SPOKEN_ATTRIBUTES) and not inline:
                runs.append([])
            runs[-1].append(element.text or "")
            for child in element:
                walk(child)
                runs[-1].append(child.tail or "")
        if not inline:
            runs.append([])

    walk(page.tree)
    texts = (re.sub(r"[ \t\r\n\f]+", " ", "".join(run)).strip() for run in runs)
    return [text for text in texts if text]


def well_formed(page: Page) -> Iterator[str]:
    """HTML5 without any parse error."""
    yield from page.parse_errors


def in_french(page: Page) -> Iterator[str]:
    """The language of the page is said."""
    if page.tree.get("lang") != "fr":
        yield f"lang is {page.tree.get('lang')!r}"


def one_heading(page: Page) -> Iterator[str]:
    """One h1, with words."""
    if len(page.all("h1")) != 1 or not page.heading:
        yield f"{len(page.all('h1'))} h1, the first one {page.heading!r}"


def titled(page: Page) -> Iterator[str]:
    """The title begins with the h1."""
    if not page.title.startswith(page.heading):
        yield f"title {page.title!r} does not begin with h1 {page.heading!r}"


def unique_ids(page: Page) -> Iterator[str]:
    """Each identifier names one element, and each reference names one that is there."""
    ids = [element.attrib["id"] for element in page.tree.iter() if "id" in element.attrib]
    yield from (f"id {name!r} twice" for name in sorted({name for name in ids if ids.count(name) > 1}))
    for element in page.tree.iter():
        named = " ".join(element.get(name, "") for name in ("for", "aria-labelledby", "aria-describedby")).split()
        if element.tag == "a" and element.get("href", "").startswith("#"):
            named.append(element.attrib["href"][1:])
        yield from (f"<{element.tag}> refers to {name!r}, which is not there" for name in named if name not in ids)


def labelled(page: Page) -> Iterator[str]:
    """Every field has a label, every radio button a group with a name, every image an alternative."""
    labels = {element.get("for"): text_of(element) for element in page.all("label")}
    for element in page.all(*FIELDS):
        kind = element.get("type", "text")
        if element.tag == "input" and kind in UNLABELLED_INPUTS:
            continue
        around = list(page.above(element))
        wrapped = any(outer.tag == "label" and text_of(outer) for outer in around)
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not (labels.get(element.get("id")) or wrapped or named):
            yield f"<{element.tag} name={element.get('name')!r}> has no label"
        if kind == "radio" and not any(named_group(outer) for outer in around):
            yield f"radio button {element.get('name')!r} stands in no named group"
    yield from ("<img> without alt" for element in page.all("img") if "alt" not in element.attrib)
    for element in page.all("a", "button"):
        images = " ".join(image.get("alt", "") for image in element.iter("img"))
        if not (text_of(element) or element.get("aria-label") or images.strip()):
            yield f"<{element.tag}> without words"


def named_group(element: Element) -> bool:
    """True for a fieldset with a legend, or a group named otherwise."""
    if element.tag == "fieldset" and any(text_of(child) for child in element.iter("legend")):
        return True
    group = element.tag == "fieldset" or element.get("role") in ("group", "radiogroup")
    return group and bool(element.get("aria-labelledby") or element.get("aria-label"))


def correctable(page: Page) -> Iterator[str]:
    """Each message on a field describes it, and the summary on top leads to the very field."""
    messages = [each for each in page.all("p") if "fr-message--error" in (each.get("class") or "")]
    fields = {each.get("id"): each for each in page.all(*FIELDS)}
    summary = next((each for each in page.tree.iter() if each.get("id") == "summary"), None)
    inside = [] if summary is None else list(summary.iter("a"))
    led = [fields[link.get("href", "")[1:]] for link in inside if link.get("href", "")[1:] in fields]
    told = {name for each in led for part in (each, *page.above(each)) for name in described_by(part)}
    for message in messages:
        if message.get("id") not in {name for each in page.tree.iter() for name in described_by(each)}:
            yield f"nothing is described by {text_of(message)!r}"
        elif message.get("id") not in told:
            yield f"the summary does not lead to the field of {text_of(message)!r}"
    if summary is not None and not led and "fr-alert--error" in (summary.get("class") or "") and page.status == 422:
        yield "the summary leads to no field"
    if summary is not None and "autofocus" not in summary.attrib:
        yield "the page does not open on its summary"


def described_by(element: Element) -> list[str]:
    """The identifiers of what describes an element."""
    return element.get("aria-describedby", "").split()


def nothing_inline(page: Page) -> Iterator[str]:
    """No script or style inside the page: the security policy would stop them."""
    for element in page.tree.iter():
        if element.tag == "style" or (element.tag == "script" and "src" not in element.attrib):
            yield f"inline <{element.tag}>"
        yield from (
            f"{name}= on <{element.tag}>" for name in element.attrib if name == "style" or name.startswith("on")
        )
        if element.get("href", "").startswith("javascript:"):
            yield "a link that runs a script"


def policy(page: Page) -> Iterator[str]:
    """A strict content security policy goes with the page."""
    told = page.headers.get("Content-Security-Policy", "")
    if "default-src" not in told or "unsafe" in told:
        yield f"content security policy {told!r}"


def own_origin(page: Page) -> Iterator[str]:
    """Nothing is loaded from elsewhere, and no form is sent elsewhere; links may lead away."""
    for tag, attribute in ADDRESSES:
        for element in page.all(tag):
            address = element.get(attribute)
            inside = address is None or address.startswith("data:") or re.match(r"/(?!/)", address)
            if not inside:
                yield f"<{tag} {attribute}={address!r}>"


def translated(page: Page) -> Iterator[str]:
    """No English message of the catalogue is left on a French page."""
    return (f"not translated: {text!r}" for text in spoken(page) if english(text))


def typeset(page: Page) -> Iterator[str]:
    """French typography: ’ and « », narrow no-break space before ; ! ? », no-break space before the colon."""
    return (f"{mistake}: {text!r}" for text in spoken(page) for mistake in slips(text))


RULES: Mapping[str, Callable[[Page], Iterable[str]]] = {
    "html": well_formed,
    "language": in_french,
    "heading": one_heading,
    "title": titled,
    "ids": unique_ids,
    "labels": labelled,
    "corrections": correctable,
    "inline": nothing_inline,
    "policy": policy,
    "origins": own_origin,
    "translation": translated,
    "typography": typeset,
}


def broken(page: Page, excused: Iterable[str] = ()) -> list[str]:
    """What is wrong with a page, by rule; an excuse must name a rule that the page does break."""
    found = judged(page)
    needless = [f"{name}: excused, and nothing is wrong" for name in excused if not found[name]]
    return needless + [f"{name}: {what}" for name, wrong in found.items() if name not in excused for what in wrong]


VERDICTS: dict[Hashable, Mapping[str, list[str]]] = {}


def judged(page: Page) -> Mapping[str, list[str]]:
    """What each rule says of a page, looked for once for the same text, status and policy."""
    key = (sha256(page.bare.encode()).digest(), page.status, page.headers.get("Content-Security-Policy"))
    if key not in VERDICTS:
        VERDICTS[key] = {name: list(rule(page)) for name, rule in RULES.items()}
    return VERDICTS[key]
