"""Makes sites of books, as the command does."""

import os
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import warm
from docs.runner import ROOT

DAY = "2026-08-01"
EXAMPLES = ("hanbit", "northwind")


def crm(*words: str, cwd: Path, cache: Path, lang: str = "en") -> warm.Ran:
    """What the command did."""
    env = {"PATH": "/usr/bin:/bin", "HOME": str(cache), "CRM_CACHE_DIR": str(cache / "c")}
    return warm.run([*words, "--lang", lang], cwd=cwd, env=env)


def made(book: Path, site: Path, cache: Path, *words: str, lang: str = "en") -> warm.Ran:
    """A site of the book; it was made."""
    ran = crm("site", str(site), "--as-of", DAY, *words, cwd=book, cache=cache, lang=lang)
    assert ran.status == 0, ran.err.decode()
    return ran


def contents(site: Path) -> dict[str, bytes]:
    """Every file by its name."""
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def states(site: Path) -> dict[str, tuple[int, int]]:
    """When each file was written, and which it is."""
    return {
        str(path.relative_to(site)): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


class Page(HTMLParser):
    """What a page leads to, what it takes in, and the names of its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.policy = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.names.add(tag)
        self.attributes |= said.keys()
        self.links += [said[name] for name in ("href", "src", "data-names") if said.get(name)]
        if said.get("http-equiv") == "Content-Security-Policy":
            self.policy = said["content"]


def led_to(site: Path, page: str) -> list[tuple[str, str]]:
    """Every link of the page, with the file it leads to."""
    found = []
    for link in Page((site / page).read_text("utf-8")).links:
        if link.startswith("#"):
            continue
        parts = urlsplit(link)
        assert not parts.scheme, link
        assert not parts.netloc, link
        assert not link.startswith("/"), link
        found.append(
            (link, os.path.normpath(os.path.join(os.path.dirname(page), unquote(parts.path))))
        )
    return found


__all__ = ["DAY", "EXAMPLES", "ROOT", "Page", "contents", "crm", "led_to", "made", "states"]
