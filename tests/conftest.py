"""A tiny real model: random weights of the base encoder's architecture, trained for a moment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

SENTENCES = {
    "conciliatory": ("We welcome the offer and will recommend it.", "The strike is suspended."),
    "firm": ("The offer falls short of what we need.", "The ballot opens on Monday."),
    "hostile": ("The offer is an insult.", "They lied to our members and do not care."),
}

#: What people of either side say, in words that the tiny encoder knows.
SAID = {"union": "The offer is an insult.", "other": "The strike is suspended."}
#: A body by a name that it knows.
BODY = "Ballot"
NAMES = ("Dilys Trevanion", "Tom Ostrander", "Mina Farrow", "Kofi Ansel", "Ros Petty", "Jon Vane")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache directory of the tests' own: the tiny model's graph is built in it once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STANCENLP_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small MPNet encoder and its tokenizer, as a base model's folder holds them."""
    import torch
    from transformers import MPNetConfig, MPNetModel

    torch.manual_seed(5)
    folder = tmp_path_factory.mktemp("tiny-base")
    vocabulary = save_tokenizer(folder)
    config = MPNetConfig(
        vocab_size=vocabulary,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=514,
    )
    MPNetModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base's folder with a small encoder of BERT's architecture."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(6)
    folder = tmp_path_factory.mktemp("tiny-bert")
    config = BertConfig(
        vocab_size=save_tokenizer(folder),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        initializer_range=0.1,
        pad_token_id=1,
    )
    BertModel(config).save_pretrained(folder)
    return folder


def save_tokenizer(folder: Path) -> int:
    """Write a tokenizer of whole words into a base's folder; returns how many words it knows."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    words = sorted({w.strip(".").lower() for s in SENTENCES.values() for t in s for w in t.split()})
    vocabulary = {w: i for i, w in enumerate(["<s>", "<pad>", "</s>", "[UNK]", ".", ":", *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        sep_token="</s>",
        cls_token="<s>",
        unk_token="[UNK]",
        pad_token="<pad>",
    ).save_pretrained(folder)
    return len(vocabulary)


@pytest.fixture(scope="session")
def tiny_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a train, dev and test split of easy statements."""
    from stancenlp.jsonl import write_records
    from stancenlp.schema import AnnotatedStatement

    folder = tmp_path_factory.mktemp("tiny-corpus")
    for split, copies in (("train", 12), ("dev", 4), ("test", 4)):
        write_records(
            folder / f"{split}.jsonl",
            [
                AnnotatedStatement(
                    statement_id=f"{split}-{stance}-{number}-{copy}",
                    text=text,
                    offer="2% and a review",
                    context=f'"{text}" said Ruth Alderman.',
                    dispute=f"{split}-{copy}",
                    stance=stance,
                    sentiment="positive" if stance == "conciliatory" else "negative",
                    aspects={"openness": "settles" if stance == "conciliatory" else "none"},
                    votes=[
                        {"annotator": "a", "stance": stance},
                        {"annotator": "b", "stance": stance},
                    ],
                    split=split,
                )
                for stance, texts in SENTENCES.items()
                for number, text in enumerate(texts)
                for copy in range(copies)
            ],
        )
    return folder


@pytest.fixture(scope="session")
def tiny_recipe(tiny_base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recipe that trains on the tiny base in seconds."""
    from stancenlp.stance.weights import sha256

    path = tmp_path_factory.mktemp("recipes") / "tiny.yaml"
    path.write_text(
        f"""
name: tiny
base: {{name: tests/tiny, revision: none, sha256: {sha256(tiny_base / "model.safetensors")}}}
adapter: {{rank: 8, alpha: 16}}
input: {{max_tokens: 64, drop_offer: 0.1, drop_context: 0.1}}
optimisation: {{learning_rate: 0.02, head_learning_rate: 0.02, epochs: 12, batch_size: 8, precision: float32}}
seed: 3
""",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="session")
def tiny_model(
    tiny_base: Path,
    tiny_corpus: Path,
    tiny_recipe: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A released model's folder, trained by the real pipeline on the tiny base."""
    import os

    from training.recipe import read_recipe
    from training.train import train

    os.environ["STANCENLP_BASE"] = str(tiny_base)
    folder = tmp_path_factory.mktemp("models") / "tiny"
    try:
        train(read_recipe(tiny_recipe), folder, tiny_corpus)
    finally:
        del os.environ["STANCENLP_BASE"]
    return folder


@pytest.fixture(scope="session")
def tiny_student(
    tiny_model: Path,
    tiny_base: Path,
    tiny_bert: Path,
    tiny_corpus: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A released model's folder, distilled from the tiny model into the tiny BERT encoder."""
    import os

    from stancenlp.stance.weights import sha256
    from training.recipe import read_recipe
    from training.train import train

    recipe = tmp_path_factory.mktemp("recipes") / "student.yaml"
    recipe.write_text(
        f"""
name: tiny-student
base: {{name: tests/tiny-bert, revision: none, sha256: {sha256(tiny_bert / "model.safetensors")}}}
adapter: {{rank: 8, alpha: 16, targets: [query, key, value, output.dense]}}
teacher: {{model: {tiny_model}, share: 0.9, temperature: 2}}
input: {{max_tokens: 64, drop_offer: 0.1, drop_context: 0.1}}
optimisation: {{learning_rate: 0.02, head_learning_rate: 0.02, epochs: 12, batch_size: 8, precision: float32}}
""",
        encoding="utf-8",
    )
    os.environ["STANCENLP_BASE"] = f"{tiny_base}{os.pathsep}{tiny_bert}"
    folder = tmp_path_factory.mktemp("models") / "student"
    try:
        train(read_recipe(recipe), folder, tiny_corpus)
    finally:
        del os.environ["STANCENLP_BASE"]
    return folder


@pytest.fixture(scope="session")
def tiny_joined(
    tiny_model: Path,
    tiny_student: Path,
    tiny_base: Path,
    tiny_bert: Path,
    tiny_corpus: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A released model's folder: the tiny model with its student inside it."""
    import os

    from training.joining import join

    os.environ["STANCENLP_BASE"] = f"{tiny_base}{os.pathsep}{tiny_bert}"
    folder = tmp_path_factory.mktemp("models") / "both"
    try:
        join(tiny_model, tiny_student, folder, tiny_corpus)
    finally:
        del os.environ["STANCENLP_BASE"]
    return folder


def said_article(name: str, side: str, body: str | None = None):
    """An annotated article in which only the words tell the speaker's side, and where they are from the body."""
    from stancenlp.schema import AnnotatedArticle

    came = f", back from {body or 'lunch'}"
    text = f"It rained in Harcastle on Monday, as pay talks went on.\n“{SAID[side]}” said {name}{came}.\n"
    start = text.index(SAID[side])
    segment = {"start": start, "end": start + len(SAID[side]), "text": SAID[side]}
    return AnnotatedArticle.model_validate(
        {
            "article": {"article_id": f"a-{name}-{side}-{body}", "text": text},
            "statements": [
                {
                    **{"statement_id": "1", "text": SAID[side], "segments": [segment]},
                    **{"side": side, "organisation": body},
                }
            ],
        }
    )


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of annotated articles in which only the words tell the side."""
    from stancenlp.jsonl import write_records

    folder = tmp_path_factory.mktemp("articles")
    for split, names in (("train", NAMES), ("dev", NAMES[:4])):
        write_records(
            folder / f"{split}.jsonl",
            [
                said_article(name, side, body)
                for body in (None, BODY)
                for name in names
                for side in SAID
            ],
        )
    return folder


def tuned(task: str, articles: Path, tiny_bert: Path, folder: Path) -> Path:
    """A model of sides, or of speakers, trained by the real command on the tiny BERT encoder; its folder."""
    from stancenlp.stance.weights import sha256
    from training.__main__ import main

    recipe = folder / f"{task.removesuffix('s')}.yaml"
    recipe.write_text(
        f"""
name: tiny-{task}
base: {{name: tests/tiny-bert, revision: none, sha256: {sha256(tiny_bert / "model.safetensors")}}}
adapter: {{rank: 8, alpha: 16, targets: [query, key, value, output.dense]}}
optimisation: {{learning_rate: 0.01, head_learning_rate: 0.02, epochs: 40, batch_size: 4, precision: float32}}
""",
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STANCENLP_BASE", str(tiny_bert))
        command = [f"train-{task}", "--recipe", str(recipe), "-o", str(folder / "tiny")]
        assert main([*command, "--articles", str(articles)]) == 0
    return folder / "tiny"


@pytest.fixture(scope="session")
def tiny_sides(articles: Path, tiny_bert: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model of sides, trained by the real command on the tiny BERT encoder."""
    folder = tuned("sides", articles, tiny_bert, tmp_path_factory.mktemp("side-models"))
    # it is all but certain of what it knows, and int8 must not fall below its thresholds
    config = json.loads((folder / "stancenlp.json").read_text("utf-8"))
    config |= {"review_below": 0.6, "name_from": 0.6}
    (folder / "stancenlp.json").write_text(json.dumps(config), "utf-8")
    return folder


def meant_article(name: str, said: str):
    """An annotated article in which "she" is "Ballot", whom the tiny encoder knows, and the rules take her for ``name``."""
    from stancenlp.schema import AnnotatedArticle

    text = f"It rained in Harcastle, as pay talks went on and the strike of Unite members did.\n{BODY} came to the gate, as did Mrs {name} of the council.\n“{said}” she said.\n"
    start = text.index(said)
    segment = {"start": start, "end": start + len(said), "text": said}
    return AnnotatedArticle.model_validate(
        {
            "article": {"article_id": f"a-{name}-{start}", "text": text},
            "statements": [
                {
                    **{"statement_id": "1", "text": said, "segments": [segment]},
                    **{"side": "union", "speaker": BODY},
                }
            ],
        }
    )


@pytest.fixture(scope="session")
def meant_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of annotated articles whose speaker is called "she", and whom the rules take for another."""
    from stancenlp.jsonl import write_records

    folder = tmp_path_factory.mktemp("meant-articles")
    for split, names in (("train", NAMES), ("dev", NAMES[:4]), ("test", NAMES[2:])):
        meant = [meant_article(name, said) for name in names for said in SAID.values()]
        write_records(folder / f"{split}.jsonl", meant)
    return folder


@pytest.fixture(scope="session")
def tiny_speakers(
    meant_articles: Path, tiny_bert: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of a model of speakers, trained by the real command on the tiny BERT encoder."""
    return tuned("speakers", meant_articles, tiny_bert, tmp_path_factory.mktemp("speaker-models"))


@pytest.fixture
def classifier(tiny_model: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch):
    """The tiny model, loaded as a user loads one."""
    from stancenlp import StanceClassifier

    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    return StanceClassifier.from_pretrained(tiny_model)
