"""The REST API, as a client sees it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from stancenlp import StanceClassifier
from stancenlp.errors import ModelError
from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedStatement
from stancenlp.workbench import app as application
from stancenlp.workbench.app import create_app
from stancenlp.workbench.guard import Rate

TEXT = (
    "Allied Care Workers general secretary Ruth Alderman 🚢 said: “The offer is an insult.”\n"
    "“We have been generous,” said Helen Marsh, chief executive of Pennine Care Ltd.\n"
    "Nobody moved <script>alert(1)</script>."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


def client_of(folder: Path, classifier: StanceClassifier, **options: Any) -> TestClient:
    options.setdefault("rate", Rate(1000, 1000))
    return TestClient(
        create_app(folder, lambda: classifier, **options), base_url="http://localhost:8765"
    )


@pytest.fixture
def client(folder: Path, classifier: StanceClassifier) -> Iterator[TestClient]:
    with client_of(folder, classifier) as client:
        yield client


@pytest.fixture
def article_id(client: TestClient) -> str:
    answer = client.post("/api/articles", json={"text": TEXT, "annotator": "ann"})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["article_id"])


def statements(client: TestClient, article_id: str, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api/articles/{article_id}", params=query).json()[
        "statements"
    ]
    return found


def first_id(client: TestClient, article_id: str) -> str:
    return str(statements(client, article_id)[0]["statement"]["statement_id"])


def vote(client: TestClient, statement_id: str, stance: str, annotator: str = "ann") -> Any:
    return client.post(
        "/api/annotations",
        json={
            "statement_id": statement_id,
            "annotator": annotator,
            "stance": stance,
            "mood": "bad",
        },
    )


def test_an_article_is_scored_and_nothing_kept(client: TestClient) -> None:
    scored = client.post("/api/score", json={"text": TEXT, "offer": "9%"}).json()
    assert [s["side"] for s in scored["statements"]] == ["union", "employer"]
    assert scored["statements"][0]["prediction"]["stance"] == "hostile"
    assert scored["statements"][0]["offer"] == "9%"
    assert client.get("/api/articles").json() == []


def test_statements_are_classified_in_order(client: TestClient) -> None:
    texts = ["We welcome the offer and will recommend it.", "The offer is an insult."]
    answer = client.post("/api/classify", json={"statements": [{"text": t} for t in texts]})
    assert [p["stance"] for p in answer.json()] == ["conciliatory", "hostile"]


def test_saved_pages_and_files_are_read_as_on_the_command_line(client: TestClient) -> None:
    body = "".join(f"<p>{line.replace('<', '&lt;')}</p>" for line in TEXT.split("\n"))
    page = f"<!doctype html><html><head><title>Care row</title></head><body><article>{body}</article></body></html>"
    as_text = client.post("/api/score", json={"text": page}).json()
    assert "<p>" not in as_text["article"]["text"]
    file = {
        "name": "C:\\saved\\../../care row.html",
        "content": base64.b64encode(page.encode()).decode(),
    }
    as_file = client.post("/api/score", json={"file": file}).json()
    assert as_file["article"]["article_id"].startswith("care-row-")
    assert as_file["article"]["text"] == as_text["article"]["text"]


def test_an_article_on_the_desk_stays_as_it_was_corrected(
    client: TestClient, article_id: str
) -> None:
    statement_id = first_id(client, article_id)
    client.request(
        "DELETE", f"/api/statements/{statement_id}", params={"annotator": "ann", "version": 1}
    )
    again = client.post("/api/articles", json={"text": TEXT, "annotator": "ben"}).json()
    assert again == {"article_id": article_id, "added": False}
    assert len(statements(client, article_id)) == 1


def test_a_vote_is_kept_with_fields_of_its_own(client: TestClient, article_id: str) -> None:
    statement_id = first_id(client, article_id)
    kept = vote(client, statement_id, "firm").json()
    assert (kept["mood"], kept["at"] is None) == ("bad", False)
    assert statements(client, article_id)[0]["votes"] == [kept]
    assert (
        client.get("/api/history", params={"statement_id": statement_id}).json()[0]["who"] == "ann"
    )


def test_a_missed_statement_is_added_and_labelled(client: TestClient, article_id: str) -> None:
    text = client.get(f"/api/articles/{article_id}").json()["article"]["text"]
    start = text.index("Nobody moved")
    answer = client.post(
        "/api/statements",
        json={
            "annotator": "ann",
            "article_id": article_id,
            "spans": [[start, start + 13]],
            "speaker": "Jo Fry",
        },
    )
    assert answer.status_code == 201, answer.text
    made = answer.json()["statement"]
    assert (made["text"], made["kind"], made["speaker"]) == ("Nobody moved", "indirect", "Jo Fry")
    assert made["prediction"]["stance"] in ("conciliatory", "firm", "hostile")
    assert len(statements(client, article_id)) == 3


def test_speaker_side_and_span_are_corrected(client: TestClient, article_id: str) -> None:
    statement_id = first_id(client, article_id)
    text = client.get(f"/api/articles/{article_id}").json()["article"]["text"]
    start = text.index("an insult")
    edit = {
        "annotator": "ann",
        "version": 1,
        "speaker": "R. Alderman",
        "spans": [[start, start + 9]],
    }
    after = client.patch(f"/api/statements/{statement_id}", json=edit).json()
    assert (after["statement"]["text"], after["statement"]["speaker"]) == (
        "an insult",
        "R. Alderman",
    )
    assert after["version"] == 2
    stale = client.patch(f"/api/statements/{statement_id}", json=edit)
    assert stale.status_code == 409
    other = {"annotator": "ann", "version": 2, "side": "other"}
    assert (
        client.patch(f"/api/statements/{statement_id}", json=other).json()["statement"][
            "prediction"
        ]
        is None
    )
    for _ in range(2):
        assert client.post("/api/undo", json={"annotator": "ann"}).json()["undone"] == "edit"
    assert statements(client, article_id)[0]["statement"]["text"] == "The offer is an insult."
    assert client.post("/api/undo", json={"annotator": "ann"}).json() == {"undone": None}


@pytest.mark.parametrize("spans", [[[5, 5]], [[0, 10_000]], [[0, 9], [4, 12]], [[9, 3]]])
def test_a_span_outside_the_text_is_refused(
    client: TestClient, article_id: str, spans: list[list[int]]
) -> None:
    answer = client.post(
        "/api/statements", json={"annotator": "ann", "article_id": article_id, "spans": spans}
    )
    assert answer.status_code == 400
    assert "span" in answer.json()["detail"]


def test_an_added_statement_has_its_neighbours_dispute_and_offer(client: TestClient) -> None:
    known = {"text": TEXT, "annotator": "ann", "dispute": "care-homes", "offer": "2%"}
    article_id = client.post("/api/articles", json=known).json()["article_id"]
    text = client.get(f"/api/articles/{article_id}").json()["article"]["text"]
    start = text.index("Nobody moved")
    body = {"annotator": "ann", "article_id": article_id, "spans": [[start, start + 12]]}
    added = client.post("/api/statements", json=body).json()["statement"]
    assert (added["dispute"], added["offer"]) == ("care-homes", "2%")
    own = client.post("/api/statements", json={**body, "offer": "3%"}).json()["statement"]
    assert own["offer"] == "3%"


def test_what_was_corrected_is_exported_to_the_folder_and_nowhere_else(
    client: TestClient, article_id: str, folder: Path, tmp_path: Path
) -> None:
    vote(client, first_id(client, article_id), "firm")
    counts = client.post("/api/export", json={"annotator": "ann", "name": "today"}).json()
    assert counts["incoming/today.jsonl"] == 1
    (record,) = read_records(folder / "incoming" / "today.jsonl", AnnotatedStatement)
    assert (record.stance, record.votes[0].annotator) == ("firm", "ann")
    for name in ("../../out", "/tmp/out", "today"):
        assert client.post("/api/export", json={"annotator": "a", "name": name}).status_code in (
            400,
            409,
        )
    assert [p.name for p in tmp_path.iterdir() if p != folder] == []
    files = {p.relative_to(folder).parts[0] for p in folder.rglob("*")}
    assert {name.split("-")[0] for name in files} == {"desk.sqlite", "incoming"}


@pytest.mark.parametrize("form", ["jsonl", "label-studio", "argilla", "doccano"])
def test_results_are_downloaded_for_other_tools(
    client: TestClient, article_id: str, form: str
) -> None:
    vote(client, first_id(client, article_id), "firm")
    answer = client.get(f"/api/download/{form}")
    assert "attachment" in answer.headers["content-disposition"]
    assert "The offer is an insult." in answer.text


def test_the_queue_and_progress_follow_the_votes(client: TestClient, article_id: str) -> None:
    (waiting,) = client.get("/api/queue", params={"annotator": "ann"}).json()
    assert 0 <= waiting["priority"] <= 2
    statement_id = waiting["statement"]["statement_id"]
    vote(client, statement_id, "firm", "ann")
    vote(client, statement_id, "firm", "ben")
    assert client.get("/api/queue", params={"annotator": "cat"}).json() == []
    told = client.get("/api/progress").json()
    assert (told["voted"], told["decided"]) == (1, 1)
    assert told["pairs"][0]["agreement"] == 1


def test_blind_work_shows_neither_the_model_nor_other_peoples_votes(
    folder: Path, classifier: StanceClassifier
) -> None:
    with client_of(folder, classifier, blind=True) as client:
        article_id = client.post("/api/articles", json={"text": TEXT, "annotator": "ann"}).json()[
            "article_id"
        ]
        statement_id = first_id(client, article_id)
        vote(client, statement_id, "firm", "ann")
        for item in (
            statements(client, article_id, annotator="ben", blind=False)[0],
            client.get("/api/queue", params={"annotator": "ben"}).json()[0],
        ):
            assert item["statement"]["prediction"] is None
            assert item["votes"] == []
        assert client.get("/api/history", params={"annotator": "ben"}).json() == []
        assert client.get("/api/download/jsonl").status_code == 400
        assert client.get("/health").json()["blind"] is True


# --- safety


def test_the_page_and_its_files_are_served_and_nothing_else(client: TestClient) -> None:
    assert '<script type="module" src="/static/desk.js">' in client.get("/").text
    for name in (
        "desk.js",
        "text.js",
        "editor.js",
        "api.js",
        "desk.css",
        "palette.css",
        "apipage.js",
    ):
        assert client.get(f"/static/{name}").status_code == 200
    for path in ("/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/app.py",
                 "/static//etc/passwd", "/docs", "/redoc"):  # fmt: skip
        assert client.get(path).status_code == 404, path
    for name in ("index.html", "api.html"):
        page = client.get("/" if name == "index.html" else "/api").text
        assert "http://" not in page
        assert "https://" not in page


def test_every_answer_has_a_policy_that_runs_own_scripts_only(client: TestClient) -> None:
    for path in ("/", "/health", "/api/articles", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'; script-src 'self';" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    assert (
        "access-control-allow-origin"
        not in client.get("/", headers={"origin": "http://localhost:8765"}).headers
    )


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost:9999"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"host": "evil.example:8765"}, 421),
        ({"host": ""}, 421),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"origin": "http://localhost:8765", "sec-fetch-site": "same-origin"}, 200),
    ],
)
def test_other_sites_cannot_act_through_a_browser(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = client.post(
        "/api/undo",
        content='{"annotator": "ann"}',
        headers={"content-type": "application/json", **headers},
    )
    assert answer.status_code == status


def test_a_token_is_needed_where_one_is_set(folder: Path, classifier: StanceClassifier) -> None:
    with client_of(folder, classifier, token="s3cret-s3cret-s3cret", hosts=None) as client:
        assert client.get("/").status_code == 200
        assert client.get("/health").status_code == 200
        for given in (None, "Bearer wrong", "Bearer ", "Basic s3cret"):
            headers = {"authorization": given} if given else {}
            assert client.get("/api/articles", headers=headers).status_code == 401
            assert client.get("/api/openapi.json", headers=headers).status_code == 401
        good = {"authorization": "Bearer s3cret-s3cret-s3cret"}
        assert client.get("/api/articles", headers=good).status_code == 200


def test_a_desk_for_any_host_without_a_token_is_refused(folder: Path) -> None:
    with pytest.raises(Exception, match="token"):
        create_app(folder, lambda: None, hosts=None)  # type: ignore[arg-type, return-value]


def test_large_bodies_are_refused_whether_they_say_so_or_not(client: TestClient) -> None:
    big = b'{"annotator": "' + b"a" * 1_100_000 + b'"}'
    headers = {"content-type": "application/json"}
    assert client.post("/api/undo", content=big, headers=headers).status_code == 413

    def chunks() -> Iterator[bytes]:
        for start in range(0, len(big), 50_000):
            yield big[start : start + 50_000]

    assert client.post("/api/undo", content=chunks(), headers=headers).status_code == 413
    lie = {**headers, "content-length": "-5"}
    assert client.post("/api/undo", content=b"{}", headers=lie).status_code == 413


def test_a_client_that_asks_too_often_must_wait(folder: Path, classifier: StanceClassifier) -> None:
    with client_of(folder, classifier, rate=Rate(0.001, 3)) as client:
        assert [client.get("/health").status_code for _ in range(4)] == [200, 200, 200, 429]
        assert int(client.get("/health").headers["retry-after"]) > 1


def test_requests_come_back_at_the_rate_that_is_allowed() -> None:
    rate = Rate(2, 1)
    assert rate.wait("a", now=0) == 0
    assert rate.wait("a", now=0.25) == pytest.approx(0.25)
    assert rate.wait("b", now=0.25) == 0
    assert rate.wait("a", now=0.5) == 0


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/score", {}, 422),
        ("/api/score", {"text": "x", "file": {"name": "a", "content": ""}}, 422),
        ("/api/score", {"text": "   "}, 400),
        ("/api/score", {"file": {"name": "a.txt", "content": "%%%"}}, 400),
        ("/api/score", {"file": {"name": "a.txt", "content": "iVBORw0KGgoAAAANSUhEUgAA"}}, 400),
        ("/api/score", {"text": "a " * 600_000}, 400),
        ("/api/classify", {"statements": []}, 422),
        ("/api/classify", {"statements": [{"text": "x"}] * 1001}, 422),
        ("/api/annotations", {"statement_id": "no", "annotator": "a", "stance": "firm"}, 404),
        ("/api/annotations", {"statement_id": "no", "annotator": "a", "stance": "angry"}, 422),
        ("/api/annotations", {"statement_id": "no", "annotator": " ", "stance": "firm"}, 422),
        ("/api/annotations", {"statement_id": "no", "annotator": "a\nb", "stance": "firm"}, 422),
        ("/api/statements", {"annotator": "a", "article_id": "no", "spans": [[0, 1]]}, 404),
    ],
)
def test_bad_input_is_an_error_and_never_a_crash(
    client: TestClient, path: str, body: dict[str, Any], status: int
) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]


def test_a_model_that_cannot_be_loaded_is_said_and_the_rest_works(folder: Path) -> None:
    def load() -> StanceClassifier:
        raise ModelError("no model 'x'; there are: stance-mpnet")

    with TestClient(create_app(folder, load), base_url="http://localhost:8765") as client:
        answer = client.post("/api/classify", json={"statements": [{"text": "x"}]})
        assert (answer.status_code, answer.json()["detail"]) == (
            503,
            "no model 'x'; there are: stance-mpnet",
        )
        assert client.get("/health").json()["model"] == "failed"
        assert client.get("/api/articles").json() == []


def test_only_loopback_needs_no_token() -> None:
    from stancenlp.workbench.server import is_loopback

    assert [is_loopback(h) for h in ("127.0.0.1", "::1", "localhost", "127.9.9.9")] == [True] * 4
    assert [is_loopback(h) for h in ("0.0.0.0", "::", "192.168.1.4", "desk.example")] == [False] * 4
    assert {"127.0.0.1", "::1", "localhost"} == application.LOOPBACK
