"""Splitting the corpus so that nothing leaks: by dispute, by report or article, and by wording."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence

from stancenlp.schema import AnnotatedStatement

#: Shares of the groups that go to dev and to test; the rest is for training.
DEV_SHARE = 0.14
TEST_SHARE = 0.14
#: Statements that share so much of their word trigrams (Jaccard) are near-duplicates: retold
#: statements of different reports stay below 0.2, edited twins of one text come out above 0.5.
NEAR_DUPLICATE = 0.4


def assign(statements: Sequence[AnnotatedStatement]) -> list[AnnotatedStatement]:
    """Every statement with its split; those of one dispute, report, article or wording stay together.

    A group's split follows from a hash of its dispute, so that it never changes when data is
    added. Where a group joins statements that were split before, test wins over dev over train: what
    was measured on is never trained on.
    """
    result: list[tuple[int, AnnotatedStatement]] = []
    for group in groups(statements):
        members = [statements[i] for i in group]
        before = {member.split for member in members} - {None}
        split = next((s for s in ("test", "dev", "train") if s in before), None) or _by_hash(
            min(member.dispute or member.source or member.statement_id for member in members)
        )
        result.extend((i, statements[i].model_copy(update={"split": split})) for i in group)
    return [statement for _, statement in sorted(result, key=lambda item: item[0])]


def groups(statements: Sequence[AnnotatedStatement]) -> list[list[int]]:
    """Indices of statements that must stay together: connected by dispute, report, article or wording."""
    parent = list(range(len(statements)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    links: dict[str, int] = {}
    for i, statement in enumerate(statements):
        for key in (
            statement.dispute and f"dispute {statement.dispute}",
            statement.source and f"source {normalised_address(statement.source)}",
            statement.article_id and f"article {statement.article_id}",
        ):
            if key:
                parent[root(i)] = root(links.setdefault(key, i))
    for i, j in near_duplicates([statement.text for statement in statements]):
        parent[root(i)] = root(j)
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(statements)):
        members[root(i)].append(i)
    return list(members.values())


def near_duplicates(
    texts: Sequence[str], threshold: float = NEAR_DUPLICATE
) -> list[tuple[int, int]]:
    """Pairs of texts whose word trigrams overlap (Jaccard) by ``threshold`` or more."""
    grams = [_trigrams(text) for text in texts]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for i, own in enumerate(grams):
        for gram in own:
            for j in holders[gram]:
                shared[j, i] += 1
            holders[gram].append(i)
    return [
        (i, j) for (i, j), count in shared.items() if count / len(grams[i] | grams[j]) >= threshold
    ]


def normalised_address(address: str) -> str:
    """A web address without scheme, ``www.`` and trailing slash, in lower case."""
    return re.sub(r"^(?:https?://)?(?:www\.)?|/+$", "", address.strip().lower())


def _trigrams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}


def _by_hash(key: str) -> str:
    share = int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
    return "test" if share < TEST_SHARE else "dev" if share < TEST_SHARE + DEV_SHARE else "train"
