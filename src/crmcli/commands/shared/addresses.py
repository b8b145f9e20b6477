"""Where a terminal that shows links finds a file: on this machine, which may not be its own."""

import os


def file_address(path: str, line: int = 0, column: int = 0) -> str:
    """The file, and where the terminal is an editor's, or has a word for it, the line. Whatever the
    path says is quoted: an address has no spaces and no control characters.
    """
    import platform
    from urllib.parse import quote

    whole = quote(os.path.abspath(path).replace(os.sep, "/"))
    told = os.environ.get
    if line and told("TERM_PROGRAM") == "vscode" and not told("SSH_CONNECTION"):
        return f"vscode://file/{whole.lstrip('/')}:{line}:{column}"
    place = f"#{line}" if line and told("TERM") == "xterm-kitty" else ""
    return f"file://{quote(platform.node())}/{whole.lstrip('/')}{place}"
