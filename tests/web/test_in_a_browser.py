"""With script, and at 320 pixels: what only a browser can tell."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.web.sample import sample_application

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, sample_application(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="fr-FR")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_offline_the_answer_stays_and_it_is_said(page: Page) -> None:
    page.goto("/question")
    page.get_by_label("Les réseaux fixes").check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Valider ma réponse").click()
    assert "You are offline" in page.get_by_role("status").inner_text()
    assert page.get_by_label("Les réseaux fixes").is_checked()
    page.context.set_offline(False)
    page.get_by_role("button", name="Valider ma réponse").click()
    page.wait_for_url("**/")


def test_a_form_is_sent_once(page: Page) -> None:
    page.goto("/question")
    # Both clicks come before the first answer can: the page is told of both, and lets one go.
    let_go = page.evaluate(
        """() => {
            let count = 0;
            addEventListener("submit", (event) => { if (!event.defaultPrevented) count += 1; });
            const button = document.querySelector("main .fr-btn");
            button.click();
            button.click();
            return count;
        }"""
    )
    assert let_go == 1
    page.wait_for_url("**/")


def test_the_focus_goes_to_what_there_is_to_correct(page: Page) -> None:
    page.goto("/galerie")
    assert page.evaluate("document.activeElement.id") == "summary"


def test_each_line_of_the_summary_leads_the_focus_to_its_field(page: Page) -> None:
    page.goto("/galerie")
    for line in range(4):
        page.locator("#summary a").nth(line).press("Enter")
        reached = page.evaluate(
            """() => {
                const field = document.activeElement, box = field.closest(".fr-input-group, .fr-select-group") ?? field;
                return [field.matches("input, select"), Math.round(box.getBoundingClientRect().top)];
            }"""
        )
        assert reached[0]
        # Its label is on the screen too.
        assert reached[1] >= 0


@pytest.mark.parametrize("path", ["/galerie", "/question", "/nulle-part"])
@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (640, "200%"), (1600, "100%")])
def test_nothing_sticks_out(page: Page, path: str, width: int, size: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    # As a reader who asks the browser for larger letters.
    page.evaluate("size => document.documentElement.style.fontSize = size", size)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_on_a_phone_the_menu_is_one_word_and_the_header_two_rows(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/")
    header = page.locator(".fr-header")
    assert not header.get_by_role("link", name="Mes résultats").is_visible()
    assert (
        len({round(box["y"] / 60) for each in header.locator("summary, .fr-btn").all() if (box := each.bounding_box())})
        == 1
    )
    page.locator(".menu summary").press("Enter")
    assert header.get_by_role("link", name="Mes résultats").is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    assert header.get_by_role("link", name="Mes résultats").is_visible()
    assert not page.locator(".menu summary").is_visible()


def test_the_first_tab_leads_past_the_header(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_page_breaks_none_of_its_own_security_policy(page: Page) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto("/galerie")
    assert told == []


def test_an_attestation_is_printed_alone_with_the_name_typed(page: Page) -> None:
    page.goto("/galerie")
    page.get_by_label("Prénom et nom").fill("Amina Benali")
    page.emulate_media(media="print")
    assert page.locator("#attestation").is_visible()
    assert page.locator("#typed-name").is_visible()
    assert not page.locator("h1").is_visible()
    assert not page.get_by_role("contentinfo").is_visible()
