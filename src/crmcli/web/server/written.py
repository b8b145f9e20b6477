"""A page as it is sent."""

from starlette.responses import HTMLResponse


class Written(HTMLResponse):
    """Also of a name that no text can hold, such as a file's of another encoding."""

    def render(self, content: str) -> bytes:
        """Its bytes."""
        return content.encode("utf-8", "replace")
