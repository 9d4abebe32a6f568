"""Runs the workbench: on this machine only by default; with a token where others can reach it."""

from __future__ import annotations

import ipaddress
import os
import secrets
import sys
import webbrowser
from pathlib import Path

from stancenlp.errors import MissingPackageError, StanceError

#: Where a desk is kept if nobody says: beside the corpus in a checkout, else a folder of its own.
CORPUS, OWN = Path("data/annotated"), Path("stancenlp-desk")


def serve(
    folder: Path | None,
    host: str = "127.0.0.1",
    port: int = 8765,
    model: str | None = None,
    blind: bool = False,
    browser: bool = True,
) -> None:
    """Serve the page until it is interrupted.

    Bound to an address that others can reach, every request needs the token: that of the environment
    variable ``STANCENLP_TOKEN``, or one made up and printed.

    Raises
    ------
    MissingPackageError : fastapi or uvicorn is not installed.
    StanceError : the folder cannot be used, or the port is taken.
    """
    try:
        import uvicorn

        from stancenlp.workbench.app import LOOPBACK, create_app
    except ImportError as error:
        raise MissingPackageError(
            f"the workbench needs {error.name}: pip install 'stancenlp[workbench]'"
        ) from error
    from stancenlp.stance.classifier import StanceClassifier

    folder = folder or (CORPUS if CORPUS.is_dir() else OWN)
    token = None
    if not is_loopback(host):
        token = os.environ.get("STANCENLP_TOKEN") or secrets.token_urlsafe(24)
        if len(token) < 16:
            raise StanceError("STANCENLP_TOKEN is too short; give at least 16 characters")
    app = create_app(
        folder,
        lambda: StanceClassifier.from_pretrained(model),
        blind=blind,
        token=token,
        hosts=LOOPBACK if token is None else None,
        preload=True,
    )
    name = f"[{host}]" if ":" in host else host
    # the part after # is never sent to a server or written to its log
    address = f"http://{name}:{port}/" + (f"#token={token}" if token else "")
    print(f"desk in {folder.resolve()}\nopen {address}\nstop with Ctrl-C", file=sys.stderr)
    if browser and token is None and sys.stdout.isatty():
        webbrowser.open(address)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
            limit_concurrency=64,
        )
    )
    try:
        server.run()
    except SystemExit as stop:
        if stop.code:
            raise StanceError(
                f"cannot listen on {host}, port {port}; choose another with --port"
            ) from None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
