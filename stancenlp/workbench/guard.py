"""Stands before the application: who may ask, how often, how much, and what a browser may do.

An ASGI middleware. No cookies are used anywhere, so no other site can act in a user's name; the checks of
Host, Origin and content type keep other sites' pages out even so (DNS rebinding included).
"""

from __future__ import annotations

import hmac
import json
import time
from collections import OrderedDict
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Bytes of a request's body: where an article may come in, and elsewhere.
MAX_ARTICLE_BODY, MAX_BODY = 16 * 1024**2, 1024**2
_LARGE = ("/api/score", "/api/articles", "/api/import")
#: What needs no token: the pages themselves, which hold no data. A last slash stands for what is below.
_OPEN = ("/", "/api", "/health", "/static/")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Rate:
    """Token buckets: ``burst`` requests at once and ``per_second`` more, for each client."""

    _MAX_CLIENTS = 4096

    def __init__(self, per_second: float, burst: int) -> None:
        self.per_second, self.burst = per_second, burst
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float | None = None) -> float:
        """Seconds until this client's request may come; 0 where it may now (and is counted)."""
        now = time.monotonic() if now is None else now
        tokens, since = self._clients.pop(client, (float(self.burst), now))
        tokens = min(float(self.burst), tokens + (now - since) * self.per_second)
        allowed = tokens >= 1
        self._clients[client] = (tokens - 1 if allowed else tokens, now)
        if len(self._clients) > self._MAX_CLIENTS:
            self._clients.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) / self.per_second


class Guard:
    """Answers what may not pass, and sets every answer's security headers.

    Parameters
    ----------
    hosts : names under which the page may be asked for; None for any (only with a token).
    token : what a client must send as ``Authorization: Bearer``; None for no check.
    """

    def __init__(
        self, app: ASGIApp, hosts: frozenset[str] | None, token: str | None, rate: Rate
    ) -> None:
        self.app, self.hosts, self.token, self.rate = app, hosts, token, rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if refusal := self._refusal(scope):
            await _answer(send_safely, *refusal)
            return
        limit = MAX_ARTICLE_BODY if scope["path"] in _LARGE else MAX_BODY
        await self.app(scope, _bounded(receive, limit), send_safely)

    def _refusal(self, scope: Scope) -> tuple[int, str, dict[str, str]] | None:
        """Status, reason and headers of an answer that refuses; None where the request may pass."""
        headers, path = Headers(scope=scope), scope["path"]
        host = headers.get("host", "")
        if self.hosts is not None and _hostname(host) not in self.hosts:
            return 421, f"this desk does not answer for the host {_hostname(host)!r}", {}
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return 403, "requests from other sites are refused", {}
        if path.startswith("/api") and headers.get("sec-fetch-site", "same-origin") not in (
            "same-origin",
            "none",
        ):
            return 403, "requests from other sites are refused", {}
        if wait := self.rate.wait((scope.get("client") or ("", 0))[0]):
            return 429, "too many requests; wait a moment", {"retry-after": str(int(wait) + 1)}
        if self.token is not None and not any(
            path == allowed
            or (allowed.endswith("/") and allowed != "/" and path.startswith(allowed))
            for allowed in _OPEN
        ):
            given = headers.get("authorization", "").removeprefix("Bearer ").strip()
            if not hmac.compare_digest(given.encode(), self.token.encode()):
                return (
                    401,
                    "a token is needed: Authorization: Bearer …",
                    {"www-authenticate": "Bearer"},
                )
        if scope["method"] in ("POST", "PUT", "PATCH"):
            kind = headers.get("content-type", "").split(";")[0].strip().lower()
            if kind != "application/json":
                return 415, "send JSON, as application/json", {}
        length = headers.get("content-length", "0")
        limit = MAX_ARTICLE_BODY if path in _LARGE else MAX_BODY
        if not length.isdigit() or int(length) > limit:
            return 413, f"more than {limit:,} bytes", {}
        return None


def _bounded(receive: Receive, limit: int) -> Receive:
    """``receive``, counting what comes in: a length that is not told or is a lie does not help."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(413, f"more than {limit:,} bytes")
        return message

    return counted


def _hostname(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


async def _answer(send: Send, status: int, reason: str, headers: dict[str, str]) -> None:
    body: Any = json.dumps({"detail": reason}).encode()
    raw = [(k.encode(), v.encode()) for k, v in headers.items()]
    raw += [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
