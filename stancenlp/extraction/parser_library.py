"""Imports spaCy, which parses, without what it brings along and nothing here uses.

spaCy imports torch wherever it is installed, its own command line with an HTTP client, and looks through
what every installed package registers, some hundred times: two seconds and 0.2 GB, for nothing.
"""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


@functools.cache
def import_thinc() -> None:
    """Import what spaCy computes with, without torch.

    Not to be called while another thread imports torch.
    """
    if "torch" in sys.modules:
        return
    with _standing_in({"torch": None}):
        importlib.import_module("thinc.compat")


@functools.cache
def import_spacy() -> None:
    """Import spaCy without its command line, which ``import spacy.cli`` still brings."""
    import_thinc()
    if "spacy" in sys.modules:
        return
    _look_through_entry_points_once()
    with _standing_in({"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": _info_module()}):
        importlib.import_module("spacy")


@functools.cache
def unfilled_tokenizer() -> str:
    """The registered name of a tokenizer that a package fills from its files.

    spaCy's own is filled with English's special cases first, and then, from the files, with the same again.
    """
    import spacy
    from spacy.tokenizer import Tokenizer

    name = "stancenlp.unfilled.v1"
    spacy.registry.tokenizers(name, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    return name


def _look_through_entry_points_once() -> None:
    """Let catalogue, spaCy's registry, find entry points by their group, not by a search each time."""
    import catalogue

    found = catalogue.AVAILABLE_ENTRY_POINTS
    if hasattr(found, "select"):  # catalogue takes a plain dict too
        groups = {group: list(found.select(group=group)) for group in found.groups}
        catalogue.AVAILABLE_ENTRY_POINTS = groups


def _info_module() -> ModuleType:
    """What ``spacy.info`` comes from: the real one is imported when it is called."""

    def info(*arguments: Any, **options: Any) -> Any:
        return importlib.import_module("spacy.cli.info").info(*arguments, **options)

    module = ModuleType("spacy.cli.info")
    module.info = info  # type: ignore[attr-defined]
    return module


@contextmanager
def _standing_in(modules: dict[str, ModuleType | None]) -> Iterator[None]:
    """Let imports find these modules (None: find none) where the real ones are not loaded yet."""
    absent = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(absent)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
