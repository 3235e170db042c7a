"""A small OpenID provider on loopback: it lets everybody in at once, as one reader.

In: what a client asks by the OpenID Connect standard (authorization code with PKCE). Out: its
metadata, a code, an id_token signed with RS256, the public key, and the end of a session. What a
real provider checks is checked: client, secret, address to return to, code and PKCE. `lie` makes
it hand out tokens that a client must not believe.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT_ID, CLIENT_SECRET = "guide", "a secret between guide and provider"
READER = {"sub": "reader-1", "name": "Rosa Reader", "email": "rosa@school.example"}
LIES = ("key", "nonce", "audience")


class Refused(Exception):
    """What the client did is against the standard; the message is what a provider answers."""


@dataclass
class Provider:
    """What the provider knows: its keys, the codes that wait, and the paths that were asked for."""

    issuer: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    other_key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    waiting: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    lie: str = ""

    def metadata(self) -> dict:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Return the address that the browser is sent back to."""
        expect(asked.get("client_id") == CLIENT_ID, "invalid_client")
        expect(asked.get("response_type") == "code", "unsupported_response_type")
        expect("openid" in asked.get("scope", "").split(), "invalid_scope")
        expect(asked.get("code_challenge_method") == "S256", "invalid_request")
        expect(bool(asked.get("nonce") and asked.get("state")), "invalid_request")
        code = secrets.token_urlsafe()
        self.waiting[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, given: dict[str, str], authorization: str) -> dict:
        """Exchange a code, once."""
        client, _, secret = (
            base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        )
        expect((unquote(client), unquote(secret)) == (CLIENT_ID, CLIENT_SECRET), "invalid_client")
        asked = self.waiting.pop(given.get("code", ""), {})
        expect(bool(asked), "invalid_grant")
        expect(given.get("redirect_uri") == asked["redirect_uri"], "invalid_grant")
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        expect(challenge == asked["code_challenge"], "invalid_grant")
        return {
            "access_token": secrets.token_urlsafe(),
            "token_type": "Bearer",
            "expires_in": 600,
            "id_token": self.id_token(asked["nonce"]),
        }

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            **READER,
            "iss": self.issuer,
            "aud": "another client" if self.lie == "audience" else CLIENT_ID,
            "nonce": "another nonce" if self.lie == "nonce" else nonce,
            "iat": now,
            "exp": now + 600,
        }
        key = self.other_key if self.lie == "key" else self.key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


def expect(is_right: bool, error: str) -> None:
    if not is_right:
        raise Refused(error)


class Answers(BaseHTTPRequestHandler):
    """The provider's addresses."""

    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        self.provider.asked.append(parts.path)
        if parts.path == "/.well-known/openid-configuration":
            self.send_json(self.provider.metadata())
        elif parts.path == "/jwks":
            self.send_json(dict(KeySet([self.provider.key]).as_dict(private=False)))
        elif parts.path == "/authorize":
            self.answer(lambda: self.send_on(self.provider.authorize(asked)))
        elif parts.path == "/logout":
            self.send_on(asked["post_logout_redirect_uri"])
        else:
            self.send_json({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        self.provider.asked.append(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        authorization = self.headers.get("Authorization", "")
        given = dict(parse_qsl(body))
        self.answer(lambda: self.send_json(self.provider.token(given, authorization)))

    def answer(self, send) -> None:
        try:
            send()
        except Refused as error:
            self.send_json({"error": str(error)}, 400)

    def send_on(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_json(self, value: dict, status: int = 200) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        """Keep the tests' output clean."""


@contextmanager
def provided() -> Iterator[Provider]:
    """Run a provider; by name, so that to a browser it is another site than 127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider = Provider(f"http://localhost:{server.server_port}")
    server.RequestHandlerClass = type("Answers", (Answers,), {"provider": provider})
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
