"""What the tests of the extraction ask of an article."""

from __future__ import annotations

from stancenlp.extraction.offers import offers
from stancenlp.extraction.pipeline import extract_statements
from stancenlp.schema import Statement


def only(article: str) -> Statement:
    """The only statement of an article."""
    statements = extract_statements(article)
    assert len(statements) == 1, [s.text for s in statements]
    return statements[0]


def one(article: str, words: str) -> Statement:
    """The statement that holds ``words``."""
    found = [s for s in extract_statements(article) if words in s.text]
    assert len(found) == 1, [s.text for s in found]
    return found[0]


def texts(article: str) -> list[str]:
    """The wordings of the offers of an article."""
    return [offer.text for offer in offers(article)]
