"""A signed-in browser without pictures: asks a running server for pages and sends forms, with cookies and CSRF."""

import http.client
import json
import re
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client

from nhv.accounts.models import User
from tests.support.patience import PATIENCE
from tests.support.people import signed_in


@dataclass
class Answered:
    """What the server answered."""

    status: int
    body: bytes
    location: str = ""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)

    def field(self, name: str) -> str:
        """The value of a hidden field on the page."""
        for tag in re.findall(r"<input[^>]*>", self.text):
            if f'name="{name}"' in tag:
                found = re.search(r'value="([^"]*)"', tag)
                return found.group(1) if found else ""
        raise LookupError(f"the page has no field {name}")


@dataclass
class Visitor:
    """One person at a server that shares the tests' secret (`data=settings.DATA`)."""

    address: str
    session: str
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    accepts: str = "text/html"

    @classmethod
    def of(cls, address: str, user: User) -> "Visitor":
        """Signed in as this user, who has just shown who they are."""
        client = signed_in(Client(), user)
        return cls(address, client.cookies[settings.SESSION_COOKIE_NAME].value)

    def get(self, path: str) -> Answered:
        """Ask for a page."""
        return self._ask("GET", path)

    def post(self, path: str, form: dict[str, Any] | None = None, files: dict[str, Any] | None = None) -> Answered:
        """Send a form; `files` maps a field to (name, content) pairs."""
        if not files:
            return self.send(path, urlencode(form or {}, doseq=True).encode())
        mark = secrets.token_hex(12)
        return self._ask("POST", path, _multipart(form or {}, files, mark), f"multipart/form-data; boundary={mark}")

    def send(self, path: str, body: bytes, kind: str = "") -> Answered:
        """Send these very bytes, as a form unless they are said to be something else."""
        return self._ask("POST", path, body, kind or _FORM)

    def headers(self) -> dict[str, str]:
        """What says who it is, and that the form is one of ours."""
        # A CSRF token of 32 signs is compared as it is; ours is as good as one that a page gave.
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={self.token}"
        return {"Cookie": cookies, "X-CSRFToken": self.token, "Accept": self.accepts}

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answered:
        headers = self.headers() | ({"Content-Type": kind} if kind else {})
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return Answered(response.status, response.read(), response.headers.get("Location", ""))
        finally:
            connection.close()


_FORM = "application/x-www-form-urlencoded"


def _multipart(form: dict[str, Any], files: dict[str, Any], mark: str) -> bytes:
    parts = []
    for name, value in form.items():
        for each in value if isinstance(value, list) else [value]:
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{each}\r\n'.encode())
    for name, given in files.items():
        for file, content in given:
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
            parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode()
