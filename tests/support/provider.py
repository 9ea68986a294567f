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
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from tests.support.patience import PATIENCE

CLIENT, SECRET = "nhv-prov", "hemligt-i-provet"
# In place of what is claimed: that the token says nothing of it.
LEFT_OUT = ...


@dataclass
class Provider:
    """What the provider says of the one who signs in, and with which key it signs."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(65537, 2048)
    )
    signs_with: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | None = None
    # What else stands beside the token.
    answers: dict[str, Any] = field(default_factory=dict)
    # How it writes a token, when not as it should.
    writes: Callable[[dict[str, Any]], str] | None = None
    # What it says of the same one at its userinfo, and how: signed, by whom and about whom; None is not signed.
    userinfo: dict[str, Any] = field(default_factory=dict)
    userinfo_as: Callable[[dict[str, Any]], str] | None = None
    # The public keys of the client, as it has told of them: then it is known by its signature alone.
    client_keys: list[dict[str, Any]] = field(default_factory=list)
    # What it tells of itself besides, and what it has been sent.
    tells: dict[str, Any] = field(default_factory=dict)
    assertions: list[str] = field(default_factory=list)
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
        key = self.signs_with or self.key
        way = "RS256" if isinstance(key, rsa.RSAPrivateKey) else "ES256"
        return jwt.encode(said, key, algorithm=way, headers={"kid": "k1"})

    def keys(self) -> dict[str, Any]:
        public = self.key.public_key()
        of_kind = jwt.algorithms.RSAAlgorithm if isinstance(public, rsa.RSAPublicKey) else jwt.algorithms.ECAlgorithm
        # Without «alg»: it need not be said.
        return {"keys": [{**json.loads(of_kind.to_jwk(public)), "kid": "k1", "use": "sig"}]}

    def knows(self, said: dict[str, str]) -> bool:
        """Whether it is the client who sends this, as OpenID Connect Core §9 has it."""
        if not self.client_keys:
            return said.get("client_id") == CLIENT and said.get("client_secret") == SECRET
        try:
            sent = said["client_assertion"]
            kid = jwt.get_unverified_header(sent)["kid"]
            key = next(jwt.PyJWK.from_dict(each) for each in self.client_keys if each["kid"] == kid)
            ways = ["ES256"] if key.key_type == "EC" else ["RS256", "PS256"]
            wanted = {"require": ["iss", "sub", "aud", "exp", "jti"], "strict_aud": True}
            claims = jwt.decode(sent, key.key, ways, audience=self.address, issuer=CLIENT, options=wanted)
        except (KeyError, StopIteration, jwt.PyJWTError):
            return False
        self.assertions.append(sent)
        is_new = claims["jti"] not in [self.jti(each) for each in self.assertions[:-1]]
        way = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        is_alone = "client_secret" not in said and said.get("client_assertion_type") == way
        return is_new and is_alone and claims["sub"] == CLIENT and claims["exp"] - time.time() <= PATIENCE

    @staticmethod
    def jti(sent: str) -> str:
        return jwt.decode(sent, options={"verify_signature": False})["jti"]


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
                    itself = {"issuer": provider.address, "jwks_uri": f"{provider.address}/keys"}
                    self.say({**itself, **places, **provider.tells})
                case "/keys":
                    self.say(provider.keys())
                case "/authorization":
                    code = secrets.token_urlsafe(8)
                    provider.codes[code] = asked
                    self.send_response(302)
                    back = urlencode({"code": code, "state": asked["state"]})
                    self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                    self.end_headers()
                case "/userinfo" if self.headers["Authorization"] == "Bearer a":
                    said = {"sub": "person-1", **provider.userinfo}
                    if provider.userinfo_as:
                        self.send(provider.userinfo_as(said).encode(), "application/jwt")
                    else:
                        self.say(said)
                case _:
                    self.send_error(404)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            said = {name: values[0] for name, values in parse_qs(sent).items()}
            asked = provider.codes.pop(said.get("code", ""), None)
            digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
            proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            if (
                asked is None
                or not provider.knows(said)
                or proof != asked["code_challenge"]
                or said.get("redirect_uri") != asked["redirect_uri"]
            ):
                self.send_error(400)
                return
            answer = {"access_token": "a", "token_type": "Bearer", "id_token": provider.id_token(asked.get("nonce"))}
            self.say({**answer, **provider.answers})

        def say(self, content: dict[str, Any]) -> None:
            self.send(json.dumps(content).encode(), "application/json")

        def send(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
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
