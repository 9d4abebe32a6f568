"""spaCy is imported without what it brings along, and is whole all the same."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys

from stancenlp.extraction.frames import PIPELINES, language

PROGRAM = """
import json, sys
from stancenlp.extraction.frames import language
nlp = language()
seen = {name: name in sys.modules for name in ("torch", "spacy", "spacy.cli", "requests", "typer")}
import spacy, spacy.cli
info = spacy.info(silent=True)
print(json.dumps({"seen": seen, "version": info["spacy_version"], "pipes": nlp.pipe_names,
                  "cli": callable(spacy.cli.download)}))
"""


def test_the_parser_brings_neither_torch_nor_a_command_line_and_spacy_is_whole() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["seen"] == {
        "torch": False, "spacy": True, "spacy.cli": False, "requests": False, "typer": False,
    }  # fmt: skip
    assert found["cli"] is True
    assert found["version"].startswith("3.")
    assert found["pipes"] == ["tok2vec", "parser", "ner"]


def test_the_tokenizer_that_the_files_fill_is_the_package_s_own() -> None:
    own, ours = importlib.import_module(PIPELINES[0]).load().tokenizer, language().tokenizer
    assert len(own.rules) > 1_000
    assert {text: ours.rules.get(text) for text in own.rules} == own.rules
    for search in ("prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match"):
        assert getattr(ours, search) == getattr(own, search), search
