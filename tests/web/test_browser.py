"""The pages in a real browser: looks cannot be tested, but all else can."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import Browser, Page, expect, sync_playwright

from sayso.ledger import Ledger
from sayso.web import Settings
from tests.web.conftest import articles, hostile_article, served
from tests.web.test_pages import PAGES

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
AXE: Final = Path(__file__).parent / "vendor" / "axe.min.js"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs chromium: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Without a sandbox of its own where tests run as root.
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def site(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = Path(shutil.copy(kept, tmp_path_factory.mktemp("browser") / "harbour.sayso"))
    with Ledger.open(path, write=True) as ledger:
        ledger.add([hostile_article()])
    with served(Settings(path)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    yield from watched(browser, site, width=1280, scheme="light")


def watched(browser: Browser, site: str, width: int, scheme: Any) -> Iterator[Page]:  # noqa: ANN401
    """A page that must not complain and must not ask anybody else for anything."""
    context = browser.new_context(
        base_url=site, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(f"{message.type}: {message.text}"))
    opened.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    opened.on(
        "request",
        lambda request: (
            None if request.url.startswith((site, "data:")) else wrong.append(f"asks {request.url}")
        ),
    )
    yield opened
    context.close()
    assert wrong == []


def statement_page() -> str:
    return f"/statements/{articles()[-1].statements[0].id}"


def article_page() -> str:
    return f"/articles/{articles()[-1].id}"


def hostile_pages() -> list[str]:
    article = hostile_article()
    return [f"/articles/{article.id}", f"/statements/{article.statements[0].id}"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_quiet_fits_and_can_be_read_by_all(
    browser: Browser, site: str, width: int, scheme: str
) -> None:
    axe = AXE.read_text("utf-8")
    pages = [*PAGES, "/read?example=harbour-strike", statement_page(), article_page()]
    for page in watched(browser, site, width, scheme):
        for address in [*pages, f"{article_page()}?view=reader", *hostile_pages()]:
            page.goto(address)
            page.wait_for_load_state("networkidle")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{address} is {wide} wide"
            page.evaluate(axe)
            found = page.evaluate(
                "axe.run().then(found => found.violations"
                ".filter(each => ['serious', 'critical'].includes(each.impact))"
                ".map(each => `${each.id}: ${each.nodes[0].html.slice(0, 200)}`))"
            )
            assert found == [], address


def test_a_search_answers_while_one_types(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Search statements while typing").press_sequentially("buses")
    expect(page.locator("#found .hit").first).to_contain_text("buses")
    assert page.url.endswith("/")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.split('/search')[0].rstrip('/')}/search?q=buses")


def test_typing_on_the_search_page_keeps_the_address_up_to_date(page: Page) -> None:
    page.goto("/search?stance=denies")
    page.get_by_role("searchbox", name="Words").press_sequentially("bribes")
    expect(page.locator("#found .hit")).to_have_count(1)
    page.wait_for_url("**/search?q=bribes&stance=denies")
    page.reload()
    expect(page.locator("#found .hit")).to_have_count(1)
    page.get_by_role("link", name="Take off: Stance denies").click()
    page.wait_for_url("**/search?q=bribes")
    expect(page.locator("#found .hit")).to_have_count(2)


def test_searching_and_reading_need_no_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("buses")
    page.keyboard.press("Enter")
    page.locator(".hit .said a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada Quill")
    page.get_by_role("link", name="Made for a test").first.click()
    expect(page.locator(".text")).to_contain_text("and buses")
    context.close()


def test_the_keyboard_alone_leads_to_the_text(page: Page) -> None:
    page.goto(article_page())
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_chain_behind_a_source_shows_on_focus_and_on_hover(page: Page) -> None:
    page.goto(statement_page())
    tip = page.get_by_role("tooltip", include_hidden=True)
    expect(tip).to_be_hidden()
    page.locator(".told button").focus()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Ada Quill")
    page.locator("h1").click()
    expect(tip).to_be_hidden()
    page.locator(".told button").hover()
    expect(tip).to_be_visible()


def test_words_of_a_statement_light_up_together(page: Page) -> None:
    page.goto(article_page())
    page.locator(".beside li").first.hover()
    expect(page.locator(".text .m.on").first).to_be_visible()


def test_a_statement_is_accepted_and_the_name_remembered(page: Page) -> None:
    page.goto(statement_page())
    page.get_by_label("Your name").fill("Ira Moss")
    page.get_by_role("button", name="Right").click()
    expect(page.get_by_role("status")).to_contain_text("Noted")
    expect(page.get_by_label("Your name")).to_have_value("Ira Moss")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back")


def test_a_citation_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(statement_page())
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".cite pre").first.text_content()


def test_a_statement_is_corrected_in_the_browser(page: Page) -> None:
    page.goto(statement_page())
    page.get_by_label("Your name").fill("Ira Moss")
    page.get_by_text("Correct it").click()
    page.get_by_label("Stance").select_option("questions")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.get_by_role("status")).to_contain_text("Corrected")
    page.get_by_role("button", name="Take back").click()


def test_pictures_are_drawn_and_lead_on(page: Page) -> None:
    page.goto("/speakers/ada-quill")
    expect(page.locator("[data-chart][data-drawn] canvas").first).to_be_visible()
    page.goto("/network")
    network = page.locator("[data-graph][data-drawn]")
    expect(network).to_be_visible()
    page.get_by_label("Find in the picture").fill("Tom Reed")
    network.locator(".picked").get_by_role("link", name="Ada Quill").click()
    page.wait_for_url("**/search?speaker=tom-reed&about=Ada+Quill")


def test_interactions_are_drawn(page: Page) -> None:
    page.goto("/interactions")
    expect(page.locator("[data-graph][data-drawn]")).to_be_visible()
    page.get_by_label("Find in the picture").fill("Ada Quill")
    page.locator(".picked a").last.click()
    page.wait_for_url("**/interactions?actor=*")
    expect(page.locator(".hit")).to_have_count(1)


def test_a_theme_can_be_chosen_and_stays(page: Page) -> None:
    page.goto("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Theme").click()
    page.get_by_role("button", name="Theme: light").click()
    page.reload()
    expect(page.get_by_role("button", name="Theme: dark")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_text_is_pasted_read_and_kept(page: Page) -> None:
    page.goto("/read")
    page.get_by_label("Text of the story").fill(
        "HAVEN, March 2 — “The ferry is late,” Mayor Ada Quill told reporters on Monday."
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".beside")).to_contain_text("Ada Quill")
    page.get_by_role("button", name="Keep in the ledger").click()
    expect(page.get_by_role("status")).to_contain_text("Kept")


def test_a_file_is_dropped(page: Page) -> None:
    page.goto("/read")
    transfer = page.evaluate_handle(
        "() => { const all = new DataTransfer(); all.items.add(new File("
        "['“We will appeal,” said Mayor Ada Quill.'], 'story.txt', {type: 'text/plain'}));"
        " return all; }"
    )
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})
    expect(page.locator(".kicker")).to_contain_text("story.txt")
    expect(page.locator(".beside")).to_contain_text("Ada Quill")
