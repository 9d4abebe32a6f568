"""Statements labelled in other tools come onto the desk, and leave it as they were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from stancenlp import StanceClassifier, interchange
from stancenlp.interchange import Labelled
from stancenlp.workbench.app import create_app
from stancenlp.workbench.guard import Rate

ARTICLE = (
    "Allied Care Workers general secretary Ruth Alderman 🚢 said: “The offer is an insult.”\n"
    "“We have been generous,” said Helen Marsh, chief executive of Pennine Care Ltd."
)


@pytest.fixture
def client(tmp_path: Path, classifier: StanceClassifier) -> Iterator[TestClient]:
    app = create_app(tmp_path / "desk", lambda: classifier, rate=Rate(1000, 1000))
    with TestClient(app, base_url="http://localhost:8765") as client:
        yield client


def elsewhere() -> Labelled:
    """A statement that no desk has seen, with two votes, a decision and fields of its own."""
    return Labelled.model_validate(
        {
            "statement_id": "ferry-1",
            "text": "We will not move 🚢.",
            "context": "On the quay: “We will not move 🚢.” Nobody did.",
            "speaker": "Orla Penhale",
            "organisation": "Ferry Crews",
            "offer": "2%",
            "dispute": "ferries",
            "stance": "firm",
            "sentiment": "neutral",
            "votes": [
                {"annotator": "ann", "stance": "firm", "sentiment": "neutral", "mood": "calm"},
                {"annotator": "ben", "stance": "hostile", "sentiment": "negative"},
            ],
            "tags": ["negation"],
            "source": "https://example.org/ferry",
            "house_style": {"deep": [1, None]},
        }
    )


def take(client: TestClient, text: str, name: str, annotator: str = "cat") -> dict[str, Any]:
    answer = client.post("/api/import", json={"annotator": annotator, "name": name, "text": text})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def downloaded(client: TestClient, form: str) -> list[Labelled]:
    return interchange.loads(client.get(f"/api/download/{form}").text, form, form)


@pytest.mark.parametrize("form", interchange.FORMS)
def test_a_file_of_each_tool_comes_in_with_its_votes_and_its_own_fields(
    client: TestClient, form: str
) -> None:
    text = interchange.dumps([elsewhere()], form)
    assert take(client, text, "ferries.json")["statements"] == 1
    (article,) = client.get("/api/articles").json()
    found = client.get(f"/api/articles/{article['article_id']}").json()
    (item,) = found["statements"]
    (segment,) = item["statement"]["segments"]
    assert found["article"]["text"][segment["start"] : segment["end"]] == "We will not move 🚢."
    assert item["statement"]["side"] == "union"
    assert item["statement"]["prediction"]["model"]
    votes = {vote["annotator"]: vote["stance"] for vote in item["votes"]}
    assert (votes["ann"], votes["ben"], votes["adjudicator"]) == ("firm", "hostile", "firm")

    (record,) = downloaded(client, "jsonl")
    assert (record.stance, record.dispute, record.offer) == ("firm", "ferries", "2%")
    assert record.votes[0].model_extra is not None
    assert record.votes[0].model_extra["mood"] == "calm"
    kept = record.model_extra or {}
    assert kept["house_style"] == {"deep": [1, None]}
    assert kept["tags"] == ["negation", "workbench"]
    assert kept["source"] == "https://example.org/ferry"


@pytest.mark.parametrize("form", interchange.FORMS)
def test_what_left_the_desk_and_was_changed_elsewhere_comes_back_as_votes(
    client: TestClient, form: str
) -> None:
    answer = client.post("/api/articles", json={"text": ARTICLE, "annotator": "ann"})
    article_id = answer.json()["article_id"]
    statement_id = client.get(f"/api/articles/{article_id}").json()["statements"][0]["statement"][
        "statement_id"
    ]
    client.post(
        "/api/annotations",
        json={"statement_id": statement_id, "annotator": "ann", "stance": "firm"},
    )
    (record,) = downloaded(client, form)
    assert take(client, interchange.dumps([record], form), "same.json")["statements"] == 0
    ben = Labelled.model_validate(
        {
            **record.model_dump(),
            "stance": None,
            "votes": [*record.votes, {"annotator": "ben", "stance": "hostile"}],
        }
    )
    assert take(client, interchange.dumps([ben], form), "changed.json")["statements"] == 0
    (item, _) = client.get(f"/api/articles/{article_id}").json()["statements"]
    assert {v["annotator"]: v["stance"] for v in item["votes"]}["ben"] == "hostile"
    assert item["statement"]["segments"][0]["text"] == "The offer is an insult."


def test_the_same_file_again_changes_nothing_and_what_was_deleted_stays_deleted(
    client: TestClient,
) -> None:
    text = interchange.dumps([elsewhere()], "jsonl")
    assert take(client, text, "ferries.jsonl") == {"statements": 1, "votes": 3}
    assert take(client, text, "ferries.jsonl") == {"statements": 0, "votes": 0}
    client.delete("/api/statements/ferry-1", params={"annotator": "cat", "version": 1})
    assert take(client, text, "ferries.jsonl") == {"statements": 0, "votes": 0}
    assert client.get("/api/queue", params={"annotator": "dan"}).json() == []


def test_statements_of_different_disputes_stand_in_different_articles(client: TestClient) -> None:
    lines = [
        {"statement_id": f"s{n}", "text": f"No deal {n}.", "dispute": dispute, "stance": "firm"}
        for n, dispute in enumerate(("ferries", "buses", "ferries", None))
    ]
    take(client, "\n".join(json.dumps(line) for line in lines), "labelled.jsonl")
    titles = {
        article["title"]: article["statements"] for article in client.get("/api/articles").json()
    }
    assert titles == {
        "Imported: ferries": 2,
        "Imported: buses": 1,
        "Imported: labelled.jsonl": 1,
    }


def test_labels_that_nobody_signed_are_the_vote_of_who_brings_them(client: TestClient) -> None:
    line = json.dumps({"id": 55, "text": "We will not move.", "label": ["firm"], "desk": "north"})
    assert take(client, line, "doccano.jsonl") == {"statements": 1, "votes": 1}
    (record,) = downloaded(client, "doccano")
    assert [(v.annotator, v.stance) for v in record.votes] == [("cat", "firm")]
    assert (record.model_extra or {})["desk"] == "north"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no record"),
        ("no json", "not JSON"),
        ('[{"data": {}}]', "data.text"),
        ('{"statement_id": "a", "text": "x"}\n{"statement_id": "a", "text": "y"}', "two records"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_and_named(
    client: TestClient, text: str, message: str
) -> None:
    answer = client.post(
        "/api/import", json={"annotator": "cat", "name": "export.json", "text": text}
    )
    assert answer.status_code == 400
    assert message in answer.json()["detail"]
    assert "export.json" in answer.json()["detail"]
    assert client.get("/api/articles").json() == []
