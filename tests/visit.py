"""A visitor without scripts: the only way tests fetch a page. Every page that comes back has obeyed the rules."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import TestResponse

from tests.page_rules import Page, broken, text_of

Values = Mapping[str, str | None]


@dataclass(frozen=True)
class Form:
    """A form as a page shows it: where it is sent, and what its fields hold."""

    action: str
    method: str
    values: Mapping[str, str]
    names: frozenset[str]

    def filled(self, values: Values) -> "Form":
        """The form with these fields filled, or emptied by None; a field the page does not offer is a mistake."""
        unknown = values.keys() - self.names
        assert not unknown, f"no such field: {sorted(unknown)}; the form has {sorted(self.names)}"
        kept = {**self.values, **values}
        return replace(self, values={name: value for name, value in kept.items() if value is not None})


class Visit:
    """Someone with a browser: one jar of cookies, and the pages it brings."""

    def __init__(self, app: Flask, session: str | None = None) -> None:
        self.app = app
        self.client = app.test_client()
        if session is not None:
            self.client.set_cookie("session", session)

    def another_tab(self) -> "Visit":
        """The same browser in another tab, which another thread may use."""
        cookie = self.client.get_cookie("session")
        return Visit(self.app, cookie.value if cookie else None)

    def sign_in(
        self,
        subject: str = "amina",
        ministry: str | None = "rivages",
        email: str = "",
        siret: str = "",
        *,
        strong: bool = False,
    ) -> "Visit":
        """Sign in with the stand-in of the identity provider, the organisation confirmed unless there is none."""
        given = {"subject": subject, "ministry": ministry or "", "email": email, "siret": siret}
        given |= {"strong": "1"} if strong else {}
        assert self.client.post("/fournisseur", data=given).status_code == 303
        if ministry:
            assert self.client.post("/fournisseur/organisation").status_code == 204
        return self

    def confirm(self, page: Page) -> Page:
        """Say yes to the organisation a page suggests."""
        suggested = next(form for main in page.all("main") for form in main.iter("form"))
        return self.checked(self.post("/mon-ministere", dict(held_values(suggested))), 200)

    def sign_out(self) -> None:
        """Sign out with the button at the foot of any page."""
        page = self.get("/")
        [form] = [form for form in page.all("form") if form.get("action") == "/deconnexion"]
        assert self.post("/deconnexion", dict(held_values(form))).status_code == 303

    def token(self, path: str) -> str:
        """The token that a form of this page would send."""
        return form_of(self.get(path)).values["csrf_token"]

    def status(self, path: str) -> int:
        """The status at the end of the way a path leads."""
        return self.client.get(path, follow_redirects=True).status_code

    def get(self, path: str, status: int = 200, excused: Iterable[str] = ()) -> Page:
        """Fetch a page, follow where it leads, and check it."""
        return self.checked(self.client.get(path), status, excused)

    def post(self, path: str, values: Mapping[str, str]) -> TestResponse:
        """Send values without following: for forged posts, repeated ones and lost answers."""
        return self.client.post(path, data=values)

    def send(
        self, page: Page, values: Values | None = None, *, to: str = "", status: int = 200, excused: Iterable[str] = ()
    ) -> Page:
        """Fill the form of a page (the one sent to an address that contains `to`), send it and follow."""
        form = form_of(page, to).filled(values or {})
        if form.method == "get":
            return self.checked(self.client.get(form.action, query_string=form.values), status, excused)
        return self.checked(self.post(form.action, form.values), status, excused)

    def follow(self, page: Page, words: str, status: int = 200) -> Page:
        """Follow the link whose words contain these."""
        found = [link.attrib["href"] for link in page.all("a") if words in text_of(link)]
        assert found, f"no link says {words!r}; links: {[text_of(link) for link in page.all('a')]}"
        return self.get(found[0], status)

    def checked(self, response: TestResponse, status: int, excused: Iterable[str] = ()) -> Page:
        """The page of an answer, followed where it leads, once it has obeyed the rules."""
        for _ in range(5):
            if response.status_code not in (302, 303):
                break
            assert response.location.startswith("/"), response.location
            response = self.client.get(response.location)
        path = response.request.full_path.rstrip("?")
        page = Page(path, response.status_code, response.headers, response.get_data(as_text=True))
        assert page.status == status, f"{path}: {page.status}, not {status}; it says: {page.text}"
        assert not (wrong := broken(page, excused)), f"{page.path}\n" + "\n".join(wrong)
        return page


def form_of(page: Page, to: str = "") -> Form:
    """The form of the page's main part that is sent to an address containing `to`."""
    found = [form for main in page.all("main") for form in main.iter("form")]
    forms = [form for form in found if to in (form.get("action") or page.path)]
    assert len(forms) == 1, f"{len(forms)} forms sent to {to!r} on {page.path}"
    form = forms[0]
    held = dict(held_values(form))
    names = frozenset(field.attrib["name"] for field in form.iter() if field.tag in FILLABLE and field.get("name"))
    return Form(form.get("action") or page.path, form.get("method", "get").lower(), held, names)


FILLABLE = frozenset(("input", "select", "textarea", "button"))


def held_values(form: Element) -> Iterator[tuple[str, str]]:
    """What a browser would send of a form nobody touched."""
    for field in form.iter():
        name, kind = field.get("name"), field.get("type", "text")
        if not name or field.tag not in FILLABLE or "disabled" in field.attrib:
            continue
        if field.tag == "select":
            chosen = [option for option in field.iter("option") if "selected" in option.attrib]
            options = chosen or list(field.iter("option"))[:1]
            yield from ((name, option.get("value", text_of(option))) for option in options)
        elif field.tag == "textarea":
            yield name, "".join(field.itertext()).removeprefix("\n")
        elif field.tag == "button" or kind in ("submit", "image", "button", "reset"):
            continue
        elif kind in ("radio", "checkbox"):
            if "checked" in field.attrib:
                yield name, field.get("value", "on")
        else:
            yield name, field.get("value", "")
