"""A small OpenID Connect provider on 127.0.0.1: discovery, keys, codes and signed tokens, over real connections."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.support.patience import PATIENCE

CLIENT, SECRET = "nhv-prov", "hemligt-i-provet"
# In place of what is claimed: that the token says nothing of it.
LEFT_OUT = ...


@dataclass
class Provider:
    """What the provider says of the one who signs in, and with which key it signs."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    signs_with: rsa.RSAPrivateKey | None = None
    # What else stands beside the token.
    answers: dict[str, Any] = field(default_factory=dict)
    # How it writes a token, when not as it should.
    writes: Callable[[dict[str, Any]], str] | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def id_token(self, nonce: str | None = None) -> str:
        now = int(time.time())
        said = {
            "nonce": nonce,
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + PATIENCE,
            "sub": "person-1",
            **self.claims,
        }
        said = {name: value for name, value in said.items() if value is not LEFT_OUT}
        return self.writes(said) if self.writes else self.signed(said)

    def signed(self, said: dict[str, Any]) -> str:
        return jwt.encode(said, self.signs_with or self.key, algorithm="RS256", headers={"kid": "k1"})

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "k1", "use": "sig", "alg": "RS256"}]}


@contextmanager
def a_provider() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            match parts.path:
                case "/.well-known/openid-configuration":
                    names = ("authorization", "token", "userinfo")
                    places = {f"{name}_endpoint": f"{provider.address}/{name}" for name in names}
                    self.say({"issuer": provider.address, "jwks_uri": f"{provider.address}/keys", **places})
                case "/keys":
                    self.say(provider.keys())
                case "/authorization":
                    code = secrets.token_urlsafe(8)
                    provider.codes[code] = asked
                    self.send_response(302)
                    back = urlencode({"code": code, "state": asked["state"]})
                    self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                    self.end_headers()
                case _:
                    self.send_error(404)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            said = {name: values[0] for name, values in parse_qs(sent).items()}
            asked = provider.codes.pop(said.get("code", ""), None)
            digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
            proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            known = said.get("client_id") == CLIENT and said.get("client_secret") == SECRET
            if asked is None or not known or proof != asked["code_challenge"]:
                self.send_error(400)
                return
            answer = {"access_token": "a", "token_type": "Bearer", "id_token": provider.id_token(asked.get("nonce"))}
            self.say({**answer, **provider.answers})

        def say(self, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
