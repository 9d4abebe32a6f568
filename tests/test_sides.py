"""The model of sides: trained, released, asked, and done without."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from stancenlp import StanceClassifier, StanceError, extract_statements
from stancenlp.extraction.pipeline import speakers_of
from stancenlp.jsonl import write_records
from stancenlp.schema import AnnotatedArticle
from stancenlp.sides import SideModel, _model
from stancenlp.stance.weights import sha256
from training.__main__ import main
from training.sides import placed_speakers

# in words that the tiny encoder knows
SAID = {"union": "The offer is an insult.", "other": "The strike is suspended."}
NAMES = ("Dilys Trevanion", "Tom Ostrander", "Mina Farrow", "Kofi Ansel", "Ros Petty", "Jon Vane")


def article(name: str, side: str) -> AnnotatedArticle:
    text = f"It rained in Harcastle on Monday.\n“{SAID[side]}” said {name}.\n"
    start = text.index(SAID[side])
    segment = {"start": start, "end": start + len(SAID[side]), "text": SAID[side]}
    return AnnotatedArticle.model_validate(
        {
            "article": {"article_id": f"a-{name}-{side}", "text": text},
            "statements": [
                {"statement_id": "1", "text": SAID[side], "segments": [segment], "side": side}
            ],
        }
    )


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of annotated articles in which only the words tell the side."""
    folder = tmp_path_factory.mktemp("articles")
    for split, names in (("train", NAMES), ("dev", NAMES[:4])):
        write_records(
            folder / f"{split}.jsonl", [article(name, side) for name in names for side in SAID]
        )
    return folder


@pytest.fixture(scope="session")
def tiny_sides(articles: Path, tiny_bert: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model of sides, trained by the real command on the tiny BERT encoder."""
    folder = tmp_path_factory.mktemp("side-models")
    (folder / "side.yaml").write_text(
        f"""
name: tiny-sides
base: {{name: tests/tiny-bert, revision: none, sha256: {sha256(tiny_bert / "model.safetensors")}}}
adapter: {{rank: 8, alpha: 16, targets: [query, key, value, output.dense]}}
optimisation: {{learning_rate: 0.02, head_learning_rate: 0.02, epochs: 30, batch_size: 4, precision: float32}}
""",
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STANCENLP_BASE", str(tiny_bert))
        command = ["train-sides", "--recipe", str(folder / "side.yaml"), "-o", str(folder / "tiny")]
        assert main([*command, "--articles", str(articles)]) == 0
    return folder / "tiny"


@pytest.fixture
def released(tiny_sides: Path, tiny_bert: Path, monkeypatch: pytest.MonkeyPatch):
    """The tiny model of sides as the released one."""
    registry = {"default": "none", "models": {}, "sides": release(tiny_sides.name)}
    (tiny_sides.parent / "registry.json").write_text(json.dumps(registry), "utf-8")
    monkeypatch.setenv("STANCENLP_MODELS", str(tiny_sides.parent))
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_bert))
    _model.cache_clear()
    yield
    _model.cache_clear()


def release(path: str) -> dict[str, object]:
    made = {"base": "b", "recipe": "r", "data_sha256": "0", "released": "2026-01-01"}
    return {"path": path, **made, "metrics": {}}


def test_a_speaker_is_placed_by_the_annotated_side_of_their_words(articles: Path) -> None:
    placed = placed_speakers(articles / "dev.jsonl")
    assert [(p.introduction.name, p.side) for p in placed[:2]] == [
        ("Dilys Trevanion", "union"),
        ("Dilys Trevanion", "other"),
    ]


def test_articles_without_a_known_side_are_no_training_data(tmp_path: Path) -> None:
    unplaced = article("Mina Farrow", "union")
    unplaced.statements[0].side = "unknown"
    write_records(tmp_path / "a.jsonl", [unplaced])
    with pytest.raises(StanceError, match="no speaker with an annotated side"):
        placed_speakers(tmp_path / "a.jsonl")


def test_the_run_is_written_down_and_the_threshold_fitted(tiny_sides: Path) -> None:
    run = json.loads((tiny_sides / "run.json").read_text())
    assert run["training_speakers"] == 2 * len(NAMES)
    assert run["dev"]["accuracy"] == 1.0
    assert run["dev"]["placed"] == 1.0


@pytest.mark.usefixtures("released")
def test_a_side_that_the_rules_leave_open_is_told() -> None:
    for side, words in SAID.items():
        text = f"It snowed in Harcastle.\n“{words}” said Edna Poole.\n"
        assert speakers_of(text)[0].side is None
        assert [s.side for s in extract_statements(text)] == [side]


@pytest.mark.usefixtures("released")
def test_a_side_below_the_threshold_stays_open() -> None:
    model = SideModel()
    model.config.review_below = 1.01
    assert model.tell(speakers_of("“The offer is an insult.” said Edna Poole.")) == [None]


def test_without_weights_the_rules_go_on_alone_and_say_so(
    tiny_base: Path,
    released: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    monkeypatch.setenv("STANCENLP_CACHE", str(tmp_path))
    with caplog.at_level(logging.WARNING):
        statements = extract_statements("“The offer is an insult.” said Edna Poole.")
    assert [s.side for s in statements] == ["unknown"]
    assert "stay unknown" in caplog.text


def test_a_model_of_sides_is_no_model_of_stance_and_the_other_way_round(
    tiny_sides: Path, tiny_model: Path
) -> None:
    with pytest.raises(StanceError, match="its questions"):
        StanceClassifier.from_pretrained(tiny_sides)
    with pytest.raises(StanceError, match="its questions"):
        SideModel(tiny_model)


def test_an_output_that_exists_is_kept(
    tiny_sides: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = "training/recipes/side-minilm.yaml"
    command = ["train-sides", "--recipe", recipe, "-o", str(tiny_sides)]
    assert main([*command, "--articles", str(articles)]) == 1
    assert "exists already" in capsys.readouterr().err
