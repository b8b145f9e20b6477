"""Where do caches live on this machine, since which start of it, and which program writes them?"""

import marshal
import os
import sys

import crmcli


def directory() -> str:
    """Where caches live: CRM_CACHE_DIR, else the platform's place for them."""
    given = os.environ.get("CRM_CACHE_DIR")
    if given:
        return given
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        # nobody's home: nothing is kept, least of all in a folder called `~` where the user stands
        home = os.devnull
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "crm")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or home, "crm", "Cache")
    named = os.environ.get("XDG_CACHE_HOME", "")
    return os.path.join(named if os.path.isabs(named) else os.path.join(home, ".cache"), "crm")


def program() -> str:
    """Which program wrote the cache: its version, Python's, the age of its own files and of what is
    installed beside it, so that an upgrade of any of them starts afresh.

    What an installer put in place, only an installer changes, and not without a trace beside it:
    the files themselves are looked at where somebody works on them.
    """
    folder = os.path.dirname(crmcli.__file__)
    is_installed = os.path.dirname(folder).endswith("-packages")
    age = (0, 0) if is_installed else _age(folder)
    beside = [
        os.stat(folder).st_mtime_ns
        for folder in sys.path
        if folder.endswith("-packages") and os.path.isdir(folder)
    ]
    return f"{crmcli.__version__} {sys.version_info[:3]} {marshal.version} {age} {beside}"


def _age(folder: str) -> tuple[int, int]:
    """How many files there are below, and when the newest of them changed."""
    newest = count = 0
    folders = [folder]
    for each in folders:  # grows while it is walked
        with os.scandir(each) as items:
            for item in items:
                if item.name.endswith((".py", ".yaml")):
                    newest, count = max(newest, item.stat().st_mtime_ns), count + 1
                elif item.name[0] not in "._" and item.is_dir():
                    folders.append(item.path)
    return count, newest


def boot() -> str:
    """Which start of the machine this is, where the system tells."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return ""
