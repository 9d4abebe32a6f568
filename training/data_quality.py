"""Quality gates of the annotated corpus: each either holds or names what breaks it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stancenlp.errors import DataError
from stancenlp.jsonl import read_records
from stancenlp.schema import STANCES, AnnotatedArticle, AnnotatedStatement
from stancenlp.workbench.review import FROM_DESK, SENTIMENT_BY_MODEL
from training.agreement import table
from training.corpus import GENERAL, SPLITS
from training.coverage import WANTED_REGIONS, WANTED_SECTORS, region, sector_group
from training.incoming import wording
from training.splits import groups, normalised_address

#: What every corpus of the project must hold. Counts are over all splits.
TAGS = (
    *("mixed_message", "polite_rejection", "conditional_warmth", "third_party_blame"),
    *("settlement_boast", "irony", "understatement", "hardship", "hardship_blame"),
    *("announcement", "threat", "negation", "fragment", "long_turn", "no_keyword"),
    *("offer_decides", "other_english", "contrast"),
)
MIN_STATEMENTS = 5000
MIN_REPORTS = 1200
MIN_DISPUTES = 450
MIN_PER_TAG = 120
#: Of each sector and region that the corpus is to cover (training/coverage.py).
MIN_PER_PLACE = 40
#: Indirect statements are the corpus's reported speech.
MIN_INDIRECT = 120
MIN_BY_STANCE = {"conciliatory": 1400, "firm": 1400, "hostile": 1200}
#: Shares of the statements that the train, dev and test split may have.
SPLIT_SHARES = {"train": (0.65, 0.78), "dev": (0.1, 0.2), "test": (0.1, 0.2)}
#: Newspapers' own spread, in words: a tenth of the statements is at most, and at least, so long.
SHORT_TENTH, LONG_TENTH = 13, 45
#: Everyday runs ("a year and a half") recur; a writer's habit shows as a run of five words in a
#: larger share of the disputes (and in ten at least), copying as a run of ten words in two.
HABIT_SHARE, HABIT_LEAST = 0.005, 10
COPIED_WORDS = 10
#: Names that no statement may carry: real union leaders.
LEADERS = "union-leaders.txt"


@dataclass(frozen=True)
class Gate:
    """One requirement: what was found, and every problem that breaks it (none: it holds)."""

    name: str
    found: str
    problems: tuple[str, ...] = ()


def check(folder: Path, reserved: Iterable[str] = ()) -> list[Gate]:
    """Every gate of the corpus in ``folder``.

    Parameters
    ----------
    reserved : addresses of reports that are set aside for measuring: no statement may come from one.

    Raises
    ------
    DataError : a split or the list of leaders is missing.
    """
    errors: list[DataError] = []
    by_split = {
        split: list(read_records(folder / f"{split}.jsonl", AnnotatedStatement, errors.append))
        for split in SPLITS
    }
    files = {split: folder / "articles" / f"{split}.jsonl" for split in (*SPLITS, *GENERAL)}
    articles = {
        split: list(read_records(path, AnnotatedArticle, errors.append))
        for split, path in files.items()
        if split in SPLITS or path.is_file()
    }
    everything = [statement for statements in by_split.values() for statement in statements]
    if not everything:
        raise DataError(f"{folder}: its splits hold no statement; {errors[0] if errors else ''}")
    return [
        Gate("schema", f"{len(everything)} statements", tuple(map(str, errors))),
        _sizes(everything),
        _shares(by_split),
        _doubles(everything),
        _leaks(by_split),
        _votes(everything),
        _balance(everything),
        _lengths(everything),
        _coverage("sectors", WANTED_SECTORS, (sector_group(s.sector) for s in everything)),
        _coverage("regions", WANTED_REGIONS, (region(s.country) for s in everything)),
        *_tags(everything),
        _habits(everything),
        _copies(everything),
        _leaders(everything, articles, folder / LEADERS),
        _reserved(everything, articles, reserved),
        _articles(articles),
    ]


def to_markdown(gates: Sequence[Gate], most: int = 10) -> str:
    """The gates as a table, then what breaks them, at most ``most`` problems each."""
    rows = ((gate.name, "no" if gate.problems else "yes", gate.found) for gate in gates)
    lines = [table(("gate", "holds", "found"), rows)]
    for gate in gates:
        if gate.problems:
            lines += ["", f"**{gate.name}** does not hold:"]
            lines += [f"- {problem}" for problem in gate.problems[:most]]
            if len(gate.problems) > most:
                lines.append(f"- and {len(gate.problems) - most} more")
    return "\n".join(lines)


def _sizes(statements: list[AnnotatedStatement]) -> Gate:
    counts = {
        "statements": (len(statements), MIN_STATEMENTS),
        "reports": (len({s.source for s in statements}), MIN_REPORTS),
        "disputes": (len({s.dispute for s in statements}), MIN_DISPUTES),
    }
    return Gate(
        "size",
        ", ".join(f"{count} {name}" for name, (count, _) in counts.items()),
        tuple(
            f"{n} {name}: {least} are wanted" for name, (n, least) in counts.items() if n < least
        ),
    )


def _shares(by_split: dict[str, list[AnnotatedStatement]]) -> Gate:
    total = sum(map(len, by_split.values()))
    shares = {split: len(statements) / total for split, statements in by_split.items()}
    problems = [
        f"{split} holds {share:.1%} of the statements"
        for split, share in shares.items()
        if not SPLIT_SHARES[split][0] <= share <= SPLIT_SHARES[split][1]
    ]
    problems += [
        f"{s.statement_id} stands in {split}.jsonl and says {s.split}"
        for split, statements in by_split.items()
        for s in statements
        if s.split != split
    ]
    found = ", ".join(f"{split} {share:.1%}" for split, share in shares.items())
    return Gate("shares of the splits", found, tuple(problems))


def _doubles(statements: list[AnnotatedStatement]) -> Gate:
    ids = Counter(s.statement_id for s in statements)
    words = Counter(wording(s) for s in statements)
    problems = [
        f"{key}: {count} statements have this id" for key, count in ids.items() if count > 1
    ]
    problems += [
        f"{count} statements read '{text[:80]}' of one offer"
        for (text, _), count in words.items()
        if count > 1
    ]
    return Gate("no doubles", f"{len(ids)} ids, {len(words)} wordings", tuple(problems))


def _leaks(by_split: dict[str, list[AnnotatedStatement]]) -> Gate:
    placed = [(split, s) for split, statements in by_split.items() for s in statements]
    connected = groups([statement for _, statement in placed])
    problems = []
    for group in connected:
        if len({placed[i][0] for i in group}) > 1:
            members = ", ".join(f"{placed[i][1].statement_id} ({placed[i][0]})" for i in group[:6])
            problems.append(f"one dispute, report or wording in two splits: {members}")
    return Gate("no leak between splits", f"{len(connected)} groups", tuple(problems))


def _votes(statements: list[AnnotatedStatement]) -> Gate:
    problems = []
    for statement in statements:
        stances = [vote.stance for vote in statement.votes]
        # on the desk one person corrects what the model said; everything else is labelled twice
        wanted = 1 if FROM_DESK in statement.tags else 2
        if len(stances) < wanted:
            problems.append(f"{statement.statement_id}: {len(stances)} votes, {wanted} wanted")
        elif len(set(stances)) > 1 and not statement.adjudication and _level(stances):
            problems.append(f"{statement.statement_id}: the votes are level and nobody decided")
    votes = sum(len(s.votes) for s in statements)
    alone = sum(len(s.votes) == 1 for s in statements)
    found = f"{votes} votes" + (f", {alone} statements by one person" if alone else "")
    return Gate("votes and a decision", found, tuple(problems))


def _level(stances: Sequence[str]) -> bool:
    counts = sorted(Counter(stances).values(), reverse=True)
    return len(counts) > 1 and counts[0] == counts[1]


def _balance(statements: list[AnnotatedStatement]) -> Gate:
    counts: Counter[str] = Counter(s.stance for s in statements)
    return Gate(
        "labels",
        ", ".join(
            f"{counts[stance]} {stance} ({counts[stance] / len(statements):.0%})"
            for stance in STANCES
        ),
        tuple(
            f"{counts[stance]} {stance}: {MIN_BY_STANCE[stance]} are wanted"
            for stance in STANCES
            if counts[stance] < MIN_BY_STANCE[stance]
        ),
    )


def _lengths(statements: list[AnnotatedStatement]) -> Gate:
    lengths = sorted(len(s.text.split()) for s in statements)
    short, median, long = (lengths[int(share * (len(lengths) - 1))] for share in (0.1, 0.5, 0.9))
    problems = []
    if short > SHORT_TENTH:
        problems.append(f"the shortest tenth has up to {short} words: too few short statements")
    if long < LONG_TENTH:
        problems.append(f"the longest tenth starts at {long} words: too few long statements")
    found = f"10%, 50%, 90% have at most {short}, {median}, {long} words"
    return Gate("lengths", found, tuple(problems))


def _coverage(name: str, wanted: Iterable[str], places: Iterable[str]) -> Gate:
    counts = Counter(places)
    problems = [
        f"{place}: {counts[place]} statements, {MIN_PER_PLACE} are wanted"
        for place in wanted
        if counts[place] < MIN_PER_PLACE
    ]
    return Gate(name, f"{len(counts)}, each {min(counts.values())} or more", tuple(problems))


def _tags(statements: list[AnnotatedStatement]) -> Iterator[Gate]:
    counts = Counter(tag for s in statements for tag in s.tags)
    kinds = Counter(s.kind for s in statements)
    for name, count, least in [
        *((tag, counts[tag], MIN_PER_TAG) for tag in TAGS),
        ("indirect", kinds["indirect"], MIN_INDIRECT),
    ]:
        problems = (f"{count} statements: {least} are wanted",) if count < least else ()
        yield Gate(f"tag {name}", str(count), problems)
    unknown = sorted(set(counts) - {*TAGS, FROM_DESK, SENTIMENT_BY_MODEL})
    yield Gate("known tags", f"{len(counts)}", tuple(f"{tag}: no such tag" for tag in unknown))


def _habits(statements: list[AnnotatedStatement]) -> Gate:
    runs = {run: len(held) for run, held in _shared_runs(statements, 5).items()}
    most = max(runs, key=lambda run: runs[run], default="")
    many = max(HABIT_LEAST, HABIT_SHARE * len({s.dispute for s in statements}))
    problems = [f"'{run}' in {n} disputes" for run, n in runs.items() if n >= many]
    found = f"{len(runs)} runs of five words in two disputes; '{most}' in {runs.get(most, 0)}"
    return Gate("no phrase of habit", found, tuple(problems))


def _copies(statements: list[AnnotatedStatement]) -> Gate:
    runs = _shared_runs(statements, COPIED_WORDS)
    problems = [f"'{run}' in {' and '.join(sorted(held))}" for run, held in runs.items()]
    return Gate("no copied wording", f"{len(runs)} runs of {COPIED_WORDS} words", tuple(problems))


def _shared_runs(statements: list[AnnotatedStatement], length: int) -> dict[str, set[str]]:
    """Runs of ``length`` words with the disputes they are in, where those are two or more."""
    holders: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        words = _words(statement.text)
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            holders[run].add(statement.dispute or statement.statement_id)
    return {run: held for run, held in holders.items() if len(held) > 1}


def _leaders(
    statements: list[AnnotatedStatement], articles: dict[str, list[AnnotatedArticle]], path: Path
) -> Gate:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise DataError(f"{path}: the list of leaders cannot be read ({error})") from error
    names = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    pattern = re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b"
    )
    problems = [
        f"{s.statement_id}: {match.group()}"
        for s in statements
        for part in (s.text, s.context, s.speaker)
        if (match := pattern.search(part or ""))
    ]
    problems += [
        f"{article.article.article_id}: {match.group()}"
        for split in articles.values()
        for article in split
        if (match := pattern.search(article.article.text))
    ]
    return Gate("no real leader", f"{len(names)} names looked for", tuple(problems))


def _reserved(
    statements: list[AnnotatedStatement],
    articles: dict[str, list[AnnotatedArticle]],
    reserved: Iterable[str],
) -> Gate:
    addresses = {normalised_address(line) for line in reserved if line.strip()}
    sources = [(s.statement_id, s.source) for s in statements]
    sources += [
        (a.article.article_id or "?", a.source) for split in articles.values() for a in split
    ]
    problems = [
        f"{key}: {source} is set aside for measuring"
        for key, source in sources
        if source and normalised_address(source) in addresses
    ]
    return Gate("no reserved report", f"{len(addresses)} addresses", tuple(problems))


def _articles(articles: dict[str, list[AnnotatedArticle]]) -> Gate:
    problems = [
        f"{article.article.article_id} ({split}): '{segment.text[:40]}' is not at {segment.start}"
        for split, held in articles.items()
        for article in held
        for statement in article.statements
        for segment in statement.segments
        if article.article.text[segment.start : segment.end] != segment.text
    ]
    place: dict[str, str] = {}
    for split, held in articles.items():
        for article in held:
            key = article.dispute or article.article.article_id or ""
            if place.setdefault(key, split) != split:
                problems.append(f"articles of {key} stand in {place[key]} and {split}")
    found = ", ".join(f"{split} {len(held)}" for split, held in articles.items())
    return Gate("whole articles", found, tuple(problems))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’]\w+)?", text.casefold())
