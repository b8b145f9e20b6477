"""`crm serve` as somebody runs it: a process that prints an address, answers there, sees what changes, and ends."""

import asyncio
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter

import pytest
from docs.runner import ROOT

from crmcli.web.server.guard import MOST

WAIT = 30  # seconds that a busy machine may need for anything


def free() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Serving:
    """One run; `address` is what it printed."""

    def __init__(self, book, *words: str, **env: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "crmcli", "-C", str(book), "serve", "--lang", "en", *words],
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"} | env,
        )
        told = self.process.stderr.readline()
        self.address = re.search(r"http://\S+", told).group(0)
        self.port = int(re.search(r":(\d+)/", self.address).group(1))
        self.key = self.address.partition("key=")[2]

    def get(self, path: str):
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        asked.request("GET", path, headers={"Cookie": f"crm-{self.port}={self.key}"})
        answer = asked.getresponse()
        body = answer.read().decode()
        asked.close()
        return answer.status, body

    def __enter__(self) -> "Serving":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(WAIT)
        finally:
            self.process.kill()
            self.process.stderr.close()


@pytest.fixture
def book(tmp_path):
    return shutil.copytree(ROOT / "examples" / "northwind", tmp_path / "book")


def until(holds) -> float:
    began = time.monotonic()
    while time.monotonic() - began < WAIT:
        if holds():
            return time.monotonic() - began
        time.sleep(0.05)
    raise AssertionError("it did not come")


def test_it_answers_at_the_port_named_shows_what_changes_and_ends(book):
    port = free()
    with Serving(book, "--port", str(port), "--as-of", "2026-08-01") as serving:
        assert serving.port == port
        assert serving.get("/coverage")[0] == 200
        state = json.loads(serving.get("/state")[1])["state"]
        (book / "accounts" / "new-one.yaml").write_text("name: Brand New Account\n")
        until(lambda: json.loads(serving.get("/state")[1])["state"] != state)
        assert "Brand New Account" in serving.get("/report/accounts")[1]
        told = (book / "crm.yaml").read_text()
        (book / "crm.yaml").write_text("currency: [\n")
        until(lambda: serving.get("/")[0] == 503)
        assert "crm.yaml" in serving.get("/")[1]
        (book / "crm.yaml").write_text(told)
        until(lambda: serving.get("/")[0] == 200)
        shutil.move(book, book.with_name("gone"))
        until(lambda: serving.get("/")[0] == 503)
        shutil.move(book.with_name("gone"), book)
        until(lambda: serving.get("/")[0] == 200)
    assert serving.process.returncode is not None


def test_the_browser_is_opened_where_that_is_asked(book, tmp_path):
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}\n')
    browser.chmod(0o755)
    with Serving(book, "--open", BROWSER=f"{browser} %s") as serving:
        until(lambda: seen.exists() and seen.read_text().strip() == serving.address)


def test_a_port_that_is_taken_is_told(book):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = subprocess.run(
            [
                sys.executable,
                "-m",
                "crmcli",
                "-C",
                str(book),
                "serve",
                "--lang",
                "en",
                "--port",
                port,
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=WAIT,
        )
    assert ran.returncode == 4
    assert port in ran.stderr
    assert "--port" in ran.stderr


def test_the_pages_are_named(book):
    ran = subprocess.run(
        [sys.executable, "-m", "crmcli", "-C", str(book), "serve", "--pages", "--json"],
        capture_output=True,
        text=True,
        check=True,
        timeout=WAIT,
    )
    rows = json.loads(ran.stdout)["rows"]
    assert ("today", "/", "crm") in {(row["page"], row["address"], row["command"]) for row in rows}
    keys = [row["key"] for row in rows if row["key"]]
    assert len(keys) == len({*keys})


def test_who_begins_to_send_and_does_not_go_on_is_let_go(book, monkeypatch):
    with Serving(book, "--write") as serving:
        with socket.create_connection(("127.0.0.1", serving.port), timeout=WAIT) as slow:
            slow.sendall(
                f"POST /write/log HTTP/1.1\r\nHost: 127.0.0.1:{serving.port}\r\n"
                f"Cookie: crm-{serving.port}={serving.key}\r\nOrigin: http://127.0.0.1:{serving.port}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na".encode()
            )
            told = b""
            while got := slow.recv(1 << 16):  # the other side ends it, or this times out
                told += got
        assert b" 303 " not in told and b" 200 " not in told
        assert serving.get("/coverage")[0] == 200


def crowd(port: int, key: str, number: int) -> list[bytes]:
    """So many connections at once, each with one request: how each was answered."""

    async def one() -> bytes:
        reading, writing = await asyncio.open_connection("127.0.0.1", port)
        try:
            sent = f"GET /coverage HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: crm-{port}={key}\r\nConnection: close\r\n\r\n"
            writing.write(sent.encode())
            await writing.drain()
            return await reading.read()
        finally:
            writing.close()

    async def every() -> list[bytes]:
        return await asyncio.gather(*(one() for _ in range(number)))

    return asyncio.run(every())


def test_a_thousand_at_once_are_answered_or_told_to_come_again(book):
    with Serving(book, "--as-of", "2026-08-01") as serving:
        alone = serving.get("/coverage")[1]
        told = crowd(serving.port, serving.key, 1000)
        heads = Counter(each.split(b"\r\n", 1)[0] for each in told)
        assert heads.keys() <= {b"HTTP/1.1 200 OK", b"HTTP/1.1 503 Service Unavailable"}, heads
        assert heads[b"HTTP/1.1 200 OK"] >= MOST
        assert all(b"\r\nretry-after: " in each for each in told if b" 503 " in each[:20])
        whole = [each.partition(b"\r\n\r\n")[2] for each in told if b" 200 OK\r\n" in each[:20]]
        assert {each.decode() for each in whole} == {alone}
        assert serving.get("/coverage")[0] == 200


def test_a_book_that_is_being_merged_is_shown_with_what_is_in_conflict_named(book):
    def git(*words: str, fails: bool = False) -> None:
        said = [
            "-c",
            "user.name=Ada",
            "-c",
            "user.email=ada@us.example",
            "-c",
            "core.autocrlf=false",
        ]
        ran = subprocess.run(["git", "-C", book, *said, *words], capture_output=True, check=False)
        assert (ran.returncode != 0) == fails, ran

    file = book / "accounts" / "dockside-storage.yaml"
    shutil.rmtree(book / ".git", ignore_errors=True)
    (book / ".gitattributes").unlink(missing_ok=True)
    git("init", "-q", "-b", "ours")
    for branch, name in (("ours", "Dockside One"), ("theirs", "Dockside Two")):
        if branch == "theirs":
            git("checkout", "-q", "-b", "theirs", "HEAD~1")
        else:
            git("add", "-A")
            git("commit", "-qm", "both")
        text = file.read_text()
        file.write_text(text.replace("name: Dockside Self Storage", f"name: {name}"))
        git("commit", "-qam", branch)
    git("checkout", "-q", "ours")
    with Serving(book, "--as-of", "2026-08-01") as serving:
        until(lambda: "Dockside One" in serving.get("/report/accounts")[1])
        git("merge", "-q", "theirs", fails=True)
        assert "<<<<<<<" in file.read_text()
        until(lambda: "accounts/dockside-storage.yaml" in serving.get("/report/accounts")[1])
        shown = serving.get("/report/accounts")
        assert shown[0] == 200
        assert "Lakeview" in shown[1]
        assert "Dockside One" not in shown[1]
        alone = serving.get("/account/dockside-storage")
        assert "This account&#39;s file cannot be read" in alone[1]
        assert "(conflict-marker)" in alone[1]
        git("checkout", "-q", "--theirs", "accounts/dockside-storage.yaml")
        git("commit", "-qam", "merged")
        until(lambda: "Dockside Two" in serving.get("/report/accounts")[1])
        assert "accounts/dockside-storage.yaml" not in serving.get("/report/accounts")[1]
