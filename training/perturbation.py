"""Edits that leave a statement's stance as it is: how often does a model's label stay too?

Each edit is a function from a statement to an edited one, the same each time. Statements that an edit
does not touch are left out of its rate. The last three take away what stands beside the words: there
the label may well change, and what counts is the macro-F1 that is left.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from stancenlp.schema import STANCES, AnnotatedStatement
from stancenlp.stance.classifier import StanceClassifier
from training.metrics import macro_f1, resampled_totals
from training.metrics.bootstrap import percentile_interval

Statements = Sequence[AnnotatedStatement]
Edit = Callable[[AnnotatedStatement], AnnotatedStatement]

#: One word in so many gets a slip of the keyboard.
_WORDS_A_TYPO = 10
_FULL_NAMES = ("Martin Ashby", "Leila Farouk", "Owen Pritchard", "Grace Mutasa", "Nuala Breen")
_BODIES = ("Allied Workers' Union", "Federation of Staff", "General Employees' Association")
_CURLY = str.maketrans({"'": "’", "–": "-", "—": "-", "“": '"', "”": '"', "’": "'", "‘": "'"})


def typos(statement: AnnotatedStatement) -> AnnotatedStatement:
    """A slip of the keyboard in one of ten words: two letters swapped, one lost or one doubled."""
    chance = random.Random(statement.statement_id)
    words = re.split(r"(\W+)", statement.text)
    long_words = [i for i, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    chosen = chance.sample(long_words, -(-len(long_words) // _WORDS_A_TYPO))
    for i in chosen:
        place = chance.randrange(1, len(words[i]) - 1)
        before, two, after = words[i][:place], words[i][place : place + 2], words[i][place + 2 :]
        words[i] = before + chance.choice((two[::-1], two[1:], two[0] + two)) + after
    return statement.model_copy(update={"text": "".join(words)})


def lower_case(statement: AnnotatedStatement) -> AnnotatedStatement:
    """All in small letters."""
    return _everywhere(statement, str.lower)


def capitals(statement: AnnotatedStatement) -> AnnotatedStatement:
    """The words themselves in capitals, as on a placard."""
    return statement.model_copy(update={"text": statement.text.upper()})


def marks(statement: AnnotatedStatement) -> AnnotatedStatement:
    """The other kind of quotation marks, apostrophes and dashes, and no mark at the end."""
    text = statement.text.translate(_CURLY).rstrip(".,;:! ")
    return statement.model_copy(update={"text": text or statement.text})


def names(statement: AnnotatedStatement) -> AnnotatedStatement:
    """Another speaker and another organisation, wherever they are named."""
    chance = random.Random(statement.statement_id)
    full, body = chance.choice(_FULL_NAMES), chance.choice(_BODIES)
    swaps = {}
    if statement.organisation:
        swaps[statement.organisation] = body
    if statement.speaker and statement.speaker != statement.organisation:
        swaps[statement.speaker] = full
        swaps[statement.speaker.split()[-1]] = full.split()[-1]
    if not swaps:
        return statement
    found = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in swaps))
    return _everywhere(statement, lambda text: found.sub(lambda match: swaps[match[0]], text))


def numbers(statement: AnnotatedStatement) -> AnnotatedStatement:
    """Every number one higher, in the words and in the offer: their order stays."""
    return _everywhere(
        statement,
        lambda text: re.sub(r"(?<![\d.,])\d{1,6}(?!\d)", lambda m: str(int(m[0]) + 1), text),
    )


#: The label must stay.
EDITS: dict[str, Edit] = {
    edit.__name__: edit for edit in (typos, lower_case, capitals, marks, names, numbers)
}
#: Less to go by.
ABLATIONS: dict[str, Edit] = {
    "without offer": lambda s: s.model_copy(update={"offer": None}),
    "without context": lambda s: s.model_copy(update={"context": None}),
    "words alone": lambda s: s.model_copy(update={"offer": None, "context": None}),
}


def robustness(
    classifier: StanceClassifier, statements: Statements, groups: Sequence[str], sample: int
) -> dict[str, Any]:
    """Consistency rates under every edit, and macro-F1 with less to go by, on a fixed sample.

    Parameters
    ----------
    groups : the dispute of each statement.
    sample : statements to take, at most; each costs ten predictions.
    """
    rows = sorted(random.Random(0).sample(range(len(statements)), min(sample, len(statements))))
    chosen = [statements[i] for i in rows]
    truth = np.array([STANCES.index(s.stance) for s in chosen])
    before = _stances(classifier, chosen)
    consistency = {}
    for name, edit in EDITS.items():
        edited = [edit(s) for s in chosen]
        touched = [i for i, s in enumerate(edited) if s != chosen[i]]
        if not touched:
            continue
        after = _stances(classifier, [edited[i] for i in touched])
        same = after == before[touched]
        drawn = resampled_totals(
            np.stack([same, np.ones(len(same))], axis=1), [groups[rows[i]] for i in touched]
        )
        low, high = percentile_interval(drawn[:, 0] / drawn[:, 1])
        rate = {"value": float(same.mean()), "low": low, "high": high}
        consistency[name.replace("_", " ")] = {"n": len(touched), **rate}
    left = {
        name: macro_f1(truth, _stances(classifier, [edit(s) for s in chosen]))
        for name, edit in ABLATIONS.items()
    }
    return {
        "n": len(chosen),
        "consistency": consistency,
        "macro_f1": {"as it is": macro_f1(truth, before), **left},
    }


def _stances(classifier: StanceClassifier, statements: Statements) -> np.ndarray:
    columns: np.ndarray = classifier.predict_proba(statements).argmax(axis=1)
    return columns


def _everywhere(statement: AnnotatedStatement, edit: Callable[[str], str]) -> AnnotatedStatement:
    """The statement with its words, offer and context edited."""
    parts = {name: getattr(statement, name) for name in ("text", "offer", "context")}
    return statement.model_copy(update={k: edit(v) for k, v in parts.items() if v is not None})
