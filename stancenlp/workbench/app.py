"""The REST API and the page. Guarding is in ``guard.py``, running it in ``server.py``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import JSONResponse

from stancenlp import __version__, interchange
from stancenlp.errors import ModelError, StanceError, WeightsError
from stancenlp.jsonl import dump_record
from stancenlp.schema import Annotation, Prediction, ScoredArticle
from stancenlp.workbench import bodies, desk, export, importing, review
from stancenlp.workbench.guard import Guard, Rate
from stancenlp.workbench.store import ConflictError, Event, NotFoundError, Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from stancenlp.stance.classifier import StanceClassifier

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_STATUS: dict[type[StanceError], int] = {
    NotFoundError: 404,
    ConflictError: 409,
    desk.BusyError: 503,
    ModelError: 503,
    WeightsError: 503,
}
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

Who = Annotated[str | None, Query(max_length=60)]


def create_app(
    folder: Path,
    load: Callable[[], StanceClassifier],
    *,
    blind: bool = False,
    token: str | None = None,
    hosts: frozenset[str] | None = LOOPBACK,
    rate: Rate | None = None,
    preload: bool = False,
) -> FastAPI:
    """The workbench over a folder.

    Parameters
    ----------
    folder : holds ``desk.sqlite`` and, once exported, ``incoming/``; nothing else is read or written.
    load : gives the model, when it is first needed.
    blind : nobody sees the model's labels or other people's votes, whatever they ask for.
    token : needed for every request but the page itself, where given.
    hosts : names that the server answers for; None for any, which needs a token.
    rate : default 20 requests a second for each client, 200 at once.
    preload : load the model when the server starts.

    Raises
    ------
    StanceError : the folder cannot be used.
    """
    if hosts is None and token is None:
        raise StanceError("a desk that answers for any host needs a token")
    store, scorer = Store(folder / "desk.sqlite"), desk.Scorer(load)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if preload:
            scorer.preload()
        yield
        store.close()

    app = FastAPI(
        title="stancenlp workbench",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.add_middleware(Guard, hosts=hosts, token=token, rate=rate or Rate(20, 200))

    @app.exception_handler(StanceError)
    async def failed(_: Request, error: StanceError) -> JSONResponse:
        status = next((s for kind, s in _STATUS.items() if isinstance(error, kind)), 400)
        return JSONResponse({"detail": str(error)}, status)

    @app.exception_handler(sqlite3.OperationalError)
    async def not_stored(_: Request, error: sqlite3.OperationalError) -> JSONResponse:
        return JSONResponse({"detail": f"nothing was kept: {error}; try again"}, 503)

    _add_model_routes(app, scorer)
    _add_desk_routes(app, store, scorer, blind)
    _add_result_routes(app, store, folder, blind)
    _add_pages(app, scorer, blind)
    return app


def _add_model_routes(app: FastAPI, scorer: desk.Scorer) -> None:
    @app.post("/api/score", tags=["model"])
    def score(body: bodies.ArticleIn) -> ScoredArticle:
        """Find and label an article's statements. Nothing is kept."""
        return scorer.score(body.article(), body.offer, body.dispute)

    @app.post("/api/classify", tags=["model"])
    def classify(body: bodies.ToClassify) -> list[Prediction]:
        """Label statements; the answers are in the order of the statements."""
        return scorer.classify([statement.model_dump() for statement in body.statements])


def _add_desk_routes(app: FastAPI, store: Store, scorer: desk.Scorer, always_blind: bool) -> None:
    @app.post("/api/articles", tags=["desk"])
    def keep_article(body: bodies.ArticleToKeep) -> dict[str, Any]:
        """Score an article and keep it; one that is here already stays as it was corrected."""
        article = body.article()
        try:
            store.article(article.article_id)
            added = False
        except NotFoundError:
            scored = scorer.score(article, body.offer, body.dispute)
            added = store.add_article(scored, body.annotator)
        return {"article_id": article.article_id, "added": added}

    @app.post("/api/import", tags=["desk"])
    def take_labelled(body: bodies.ToImport) -> dict[str, int]:
        """Take in a file of Label Studio, Argilla, doccano or this project; says what was new in it."""
        records = importing.read(body.text, body.name, body.annotator)
        return importing.take(store, scorer, records, body.name, body.annotator)

    @app.get("/api/articles", tags=["desk"])
    def list_articles() -> list[dict[str, Any]]:
        """The desk's articles, newest first, with the number of union statements and of votes."""
        counts: dict[str, list[int]] = {}
        for kept in store.statements():
            if kept.statement.side == "union":
                count = counts.setdefault(kept.statement.article_id or "", [0, 0])
                count[0] += 1
                count[1] += bool(kept.votes)
        return [
            {
                **article.model_dump(mode="json", exclude={"text"}),
                "at": at,
                "statements": counts.get(article.article_id, [0, 0])[0],
                "voted": counts.get(article.article_id, [0, 0])[1],
            }
            for article, at in store.articles()
        ]

    @app.get("/api/articles/{article_id:path}", tags=["desk"])
    def show_article(article_id: str, annotator: Who = None, blind: bool = False) -> dict[str, Any]:
        """An article with its statements as they stand now."""
        article, model = store.article(article_id)
        statements = [
            desk.shown(kept, blind or always_blind, annotator)
            for kept in store.statements(article_id)
        ]
        return {
            "article": article.model_dump(mode="json"),
            "model": model,
            "statements": statements,
        }

    @app.post("/api/annotations", tags=["desk"])
    def vote(body: bodies.VoteIn) -> Annotation:
        """Keep a vote; it is on disk when the answer comes."""
        return store.annotate(body)

    @app.post("/api/statements", tags=["desk"], status_code=201)
    def add_statement(body: bodies.NewStatement) -> dict[str, Any]:
        """Add a statement that was missed; offer and dispute, not told, are its neighbour's."""
        article, _ = store.article(body.article_id)
        others = [kept.statement for kept in store.statements(body.article_id)]
        known = body.model_dump(include={"speaker", "organisation", "side", "offer", "dispute"})
        new = desk.new_statement(article, body.spans, others, **known)
        [made] = desk.labelled([new], scorer)
        return desk.shown(store.add_statement(made, body.annotator), always_blind, body.annotator)

    @app.patch("/api/statements/{statement_id:path}", tags=["desk"])
    def edit_statement(statement_id: str, body: bodies.Edit) -> dict[str, Any]:
        """Correct a statement's speaker, organisation, side, offer, dispute or place."""
        before = store.statement(statement_id).statement
        changes = body.changes()
        if body.spans is not None:
            article, _ = store.article(before.article_id or "")
            changes |= desk.cut(article, body.spans)
        if changes.get("speaker", before.speaker) != before.speaker:
            changes["speaker_span"] = None
        after = before.model_copy(update=changes)
        if any(getattr(before, f) != getattr(after, f) for f in ("text", "side", "offer")):
            [after] = desk.labelled([after], scorer)
        kept = store.edit(after, body.annotator, body.version)
        return desk.shown(kept, always_blind, body.annotator)

    @app.delete("/api/statements/{statement_id:path}", tags=["desk"], status_code=204)
    def delete_statement(
        statement_id: str,
        annotator: Annotated[str, Query(min_length=1, max_length=60)],
        version: int,
    ) -> None:
        """Take a false statement off the desk."""
        store.delete(statement_id, annotator, version)

    @app.post("/api/undo", tags=["desk"])
    def undo(body: bodies.Person) -> dict[str, Any]:
        """Take back the person's last change; ``undone`` is null where there is none."""
        event = store.undo(body.annotator)
        if event is None:
            return {"undone": None}
        return {
            "undone": event.kind,
            "article_id": event.article_id,
            "statement_id": event.statement_id,
        }

    @app.get("/api/queue", tags=["review"])
    def queue(
        annotator: Annotated[str, Query(min_length=1, max_length=60)],
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        blind: bool = False,
    ) -> list[dict[str, Any]]:
        """What this annotator should look at next, the most useful first."""
        return [
            {**desk.shown(kept, blind or always_blind, annotator), "priority": round(priority, 4)}
            for kept, priority in review.queue(store.statements(), annotator)[:limit]
        ]

    @app.get("/api/progress", tags=["review"])
    def progress() -> review.Progress:
        """How far the desk is, and how far its annotators agree."""
        return review.progress(store.statements())

    @app.get("/api/history", tags=["review"])
    def history(
        statement_id: Annotated[str | None, Query(max_length=300)] = None,
        annotator: Who = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> list[Event]:
        """The latest changes, newest first; on a blind desk one's own only."""
        return store.history(statement_id, (annotator or "") if always_blind else annotator, limit)


def _add_result_routes(app: FastAPI, store: Store, folder: Path, blind: bool) -> None:
    @app.post("/api/export", tags=["results"], status_code=201)
    def write_export(body: bodies.ExportIn) -> dict[str, int]:
        """Write ``incoming/NAME.jsonl`` and what it was made from into the desk's folder."""
        return export.export(store, folder, body.name, body.min_votes)

    @app.get("/api/download/{form}", tags=["results"])
    def download(
        form: Literal["jsonl", "label-studio", "argilla", "doccano"],
        min_votes: Annotated[int, Query(ge=1, le=100)] = 1,
    ) -> Response:
        """The decided statements as a file."""
        if blind:
            raise StanceError("this desk works blind; ask who runs it for the results")
        decided = export.decided(store, min_votes)
        if form == "jsonl":
            text = "".join(dump_record(record) + "\n" for record in decided)
        else:
            text = interchange.dumps(
                [interchange.Labelled.model_validate(r.model_dump()) for r in decided], form
            )
        suffix = "jsonl" if form in ("jsonl", "doccano") else "json"
        name = f"stancenlp-{form}.{suffix}"
        return Response(
            text,
            media_type="application/json",
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )


def _add_pages(app: FastAPI, scorer: desk.Scorer, blind: bool) -> None:
    # what may be sent is what the package holds: no path of a request ever reaches the disk
    static = resources.files("stancenlp.workbench") / "static"
    files = {item.name: item.read_bytes() for item in static.iterdir() if item.is_file()}
    palette = resources.files("stancenlp.report") / "assets" / "palette.css"
    files["palette.css"] = palette.read_bytes()

    def page(name: str) -> Response:
        if name not in files:
            return JSONResponse({"detail": "there is no such file"}, 404)
        return Response(files[name], media_type=_TYPES[Path(name).suffix])

    @app.get("/health", tags=["server"])
    def health() -> dict[str, Any]:
        """Whether the server answers, and whether its model is loaded."""
        return {"status": "ok", "version": __version__, "model": scorer.state, "blind": blind}

    @app.get("/", include_in_schema=False)
    def index() -> Response:
        return page("index.html")

    @app.get("/api", include_in_schema=False)
    def api() -> Response:
        return page("api.html")

    @app.get("/static/{name}", include_in_schema=False)
    def asset(name: str) -> Response:
        return page(name)
