"""A browser that is there already, and books served as somebody serves them."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

ROOT = Path(__file__).parents[2]
PICTURES = Path(os.environ.get("CRM_PICTURES") or ROOT / ".cache" / "pictures")
DAY = "2026-08-01"  # of the example books
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESK = (390, 844), (1280, 900)
NO_PICTURE, PICTURE_TRIES = "Unable to capture screenshot", 5


class Served(NamedTuple):
    """A book that is served; `address` has the secret."""

    book: Path
    address: str

    def at(self, path: str) -> str:
        """Where a page stands; the browser has been let in before."""
        return self.address.partition("?")[0].rstrip("/") + "/" + path.lstrip("/")


def serve(book: Path, *words: str):
    """Serve the book until the generator ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "crmcli", "-C", str(book), "serve", *words],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        told = process.stderr.readline()
        found = re.search(r"http://\S+", told)
        assert found, told + process.stderr.read()
        yield Served(book, found.group(0))
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        finally:
            process.kill()
            process.stderr.close()


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CRM_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def browser(cache):
    named = os.environ.get("CRM_BROWSER") or "chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which(named), args=[*FLAGS, *_as_root()]
        )
        yield started
        started.close()


def _as_root() -> list[str]:
    return ["--no-sandbox"] if hasattr(os, "getuid") and os.getuid() == 0 else []


@pytest.fixture(scope="session")
def hanbit(cache):
    yield from serve(ROOT / "examples" / "hanbit", "--as-of", DAY)


@pytest.fixture(scope="session")
def northwind(cache):
    yield from serve(ROOT / "examples" / "northwind", "--as-of", DAY)


@pytest.fixture
def books(hanbit, northwind):
    return {"ko": hanbit, "en": northwind}


class Watched:
    """One browser window that remembers whatever went wrong in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.wrong = context, list[str]()
        self.page: Page = context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        self.page.on("dialog", self._dialog)

    def keep(self, name: str) -> None:
        """A picture of the whole page, for people to look at. A browser under load now and then has
        none to hand over ("Unable to capture screenshot"); it has when asked again.
        """
        path = PICTURES / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        for rest in reversed(range(PICTURE_TRIES)):
            try:
                self.page.screenshot(path=path, full_page=True)
                return
            except Error as error:
                if not rest or NO_PICTURE not in error.message:
                    raise
                self.page.wait_for_timeout(500)

    def _said(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.wrong.append(f"console: {message.text}")

    def _failed(self, request) -> None:
        if "ERR_ABORTED" not in str(request.failure):
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")

    def _dialog(self, dialog) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def window(browser: Browser):
    """Opens windows: of a width, a language, a colour scheme, with or without scripts."""
    opened = []

    def make(served: Served, size=DESK, **more) -> Watched:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **more
        )
        opened.append(context)
        watched = Watched(context)
        watched.page.goto(served.address)
        return watched

    yield make
    for context in opened:
        context.close()
