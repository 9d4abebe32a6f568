"""Quotation marks as newspapers use them: which runs of characters stand inside them.

Marks only: whether a run is speech, and whose, is decided in ``reporting.py``. Every paragraph is
read on its own, so that one lost mark cannot spoil the rest of an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

#: Opening mark -> the marks that close it.
_PAIRS: dict[str, tuple[str, ...]] = {
    "“": ("”", '"', "''", "’’", "″"),
    "”": ("”", '"', "''", "’’"),
    "„": ("“", "”"),
    "«": ("»",),
    "»": ("«",),
    '"': ('"', "”", "''", "’’", "″"),
    "``": ("''", "’’", "″", '"', "”", "``"),
    "''": ("''", "’’", '"', "”"),
    "‘‘": ("’’", "''", "”"),
    "’’": ("’’", "''"),
}
_SINGLE = ("‘", "’", "'", "`")
#: Two single marks are a double one: some pages close “ with ’’.
_MARK = re.compile(r"``|''|‘‘|’’(?!’)|[“”„«»″‘’\"'`]")
_TWO = ("''", "’’", "``")
#: Words that begin with an apostrophe, which is no opening mark.
_ELISION = re.compile(
    r"['‘’](?:\d0s?\b|\d\ds?\b|tis\b|twas\b|twere\b|em\b|til\b|till\b|cause\b|cos\b|n\b|bout\b|ere\b)",
    re.IGNORECASE,
)
#: No quotation in one paragraph is longer than this many characters.
_MAX_RUN = 20_000
#: Longer lines are no paragraphs of a newspaper; they are read in pieces.
_MAX_LINE = 10_000
_DOUBLE_MARK = re.compile(r"``|''|’’|[“”„«»″\"]")
_SINGLE_OR_DOUBLE = re.compile(r"[’'‘“”\"]")
_SURE_SINGLE_CLOSE = re.compile(r"[.,?!]’(?!\w)")
#: "on strike ’for now’": the second mark is no possessive and no dropped g.
_SAME_SINGLE = re.compile(
    r"’[A-Za-z](?:[^’‘“”\"]|’(?=\w)){2,80}(?:(?<![sSz])(?<!in)’(?=\s)|’(?=[,.;:?!)]|$))"
)
_ATTRIBUTION_AFTER = re.compile(
    r"[,.?!]\s+(?=(?:(?:he|she|they|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})\s(?:also\s)?(?:said|says|added)"
    r"|(?:said|says|added)\s[A-Z]\w))"
)
_ATTRIBUTION_BEFORE = re.compile(
    r"\b(?:said|says|added|replied|told\s[^.:\"“”]{1,60}?|wrote|asked|tweeted)\s*[,:]\s*",
)


_FIRST_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Mm]y|[Mm]ine|[Uu]s|[Mm]e|Our|our (?:members|people|union|pay)|ours|ourselves)\b"
)
#: "“We are tired. She said they would pay us": what a speaker tells of others, if the quotation goes on below.
_SAID_AND_DONE = re.compile(
    r"(?:[\w’'-]+\s){1,5}(?:said|says|added)(?:[.,:]|$|\s(?:on|at|in|to|after|before|during|last|yesterday|today|this)\b)|(?:said|says|added)\s[A-Z]"
)
#: Behind a plural s, such a word shows the end of a quotation: not "the pilots’ demands".
_SMALL_WORD = re.compile(
    r"\s+(?:about|after|against|and|are|as|at|before|but|by|for|from|had|has|have|if|in|is|of|on|or|over|said|says|since|that|to|unless|until|was|were|when|which|while|will|with|would)\b"
)


#: What a reporter writes, and who is quoted seldom says.
_TOLD = re.compile(
    r"\b(?:said|says|added|told|den(?:y|ies|ied)|insist(?:s|ed)?|claim(?:s|ed)|according to)\b"
)


@dataclass(frozen=True)
class Paragraph:
    """A line of the article with words in it; offsets into the article, end exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Run:
    """A run of characters inside quotation marks, the marks themselves outside.

    ``outer_start`` and ``outer_end`` include the marks. ``continues`` is true where the paragraph
    ended inside the quotation and the next one opens it again.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    continues: bool = False


def paragraphs(text: str) -> list[Paragraph]:
    """The lines of a text that hold anything but white space, in order."""
    found = []
    for match in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        for start, end in _cut(text, match.start(), match.end()):
            if text[start:end].strip():
                found.append(Paragraph(start, end, text[start:end]))
    return found


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of a line: one, unless the page lost its line breaks and the line is endless."""
    while end - start > _MAX_LINE:
        stop = text.rfind(". ", start, start + _MAX_LINE) + 1 or start + _MAX_LINE
        yield start, stop
        start = stop
    yield start, end


def quoted_runs(text: str, lines: list[Paragraph]) -> list[Run]:
    """Every run inside quotation marks, outermost marks only, in text order.

    Understands curly, straight, single, German and French marks, mixed styles, quotations carried
    on over paragraphs and marks lost at one end; apostrophes are left alone.
    """
    runs: list[Run] = []
    for number, line in enumerate(lines):
        following = lines[number + 1].text.lstrip() if number + 1 < len(lines) else ""
        for opening, start, end, closing in _runs_of_line(line.text, following):
            inner_start, inner_end = _strip(line.text, start, end)
            if line.text[opening:start] == '"' and line.text[inner_start : inner_start + 1] == '"':
                inner_start += 1  # an opening mark printed twice
            if inner_start >= inner_end or not re.search(r"\w", line.text[inner_start:inner_end]):
                continue
            mark = line.text[opening:start]
            if not mark and line.text[opening:closing].strip() == line.text.strip():
                above = lines[number - 1].text.rstrip() if number else ""
                goes_on = (
                    bool(runs) and runs[-1].paragraph >= number - 2 and _goes_on_below(runs[-1])
                )
                if not (goes_on or above.endswith(":") or _FIRST_PERSON.search(line.text)):
                    continue  # "Sign up for a weekly crossword.”": a mark that went astray
                if goes_on and runs[-1].paragraph == number - 2:
                    first = lines[number - 2]
                    if not _TOLD.search(first.text, runs[-1].start - first.start):
                        runs += _between(lines[number - 1], number - 1)
            runs.append(
                Run(
                    line.start + inner_start,
                    line.start + inner_end,
                    line.start + opening,
                    line.start + closing,
                    number,
                    continues=closing == end and _reopens(mark, following),
                )
            )
    return runs


def _between(line: Paragraph, number: int) -> list[Run]:
    """A paragraph without a mark between one that opens a quotation and one that closes it: all of it is quoted."""
    start, end = _strip(line.text, 0, len(line.text))
    ended = line.text[start:end].endswith((".", "!", "?"))
    if not ended or _DOUBLE_MARK.search(line.text) or _TOLD.search(line.text):
        return []
    low, high = line.start + start, line.start + end
    return [Run(low, high, low, high, number)]


def _goes_on_below(run: Run) -> bool:
    """Whether a run has one mark of its two: the rest may stand in the next paragraphs."""
    return (run.outer_start < run.start) != (run.outer_end > run.end)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _reopens(mark: str, following: str) -> bool:
    """Whether the next paragraph opens a quotation again, with the same kind of mark."""
    if not mark or not following:
        return False
    double = mark not in _SINGLE
    marks = ("“", '"', "„", "«", "``") if double else ("‘", "'")
    return following.startswith(marks) and not _ELISION.match(following)


def _runs_of_line(line: str, following: str) -> Iterator[tuple[int, int, int, int]]:
    """(start of opening mark, start, end, end of closing mark) of each outermost run of a line.

    A lost mark gives an empty mark: the run then reaches to the end of the line, or back to the
    attribution or the line's beginning.
    """
    position = last_end = 0
    while match := _MARK.search(line, position):
        mark, at = match.group(), match.start()
        if _opens(line, at, mark):
            single = mark in _SINGLE
            carried_on = _reopens(mark, following)
            end = _closing(line, match.end(), mark, carried_on)
            lost = end is None and single and not carried_on
            # an unclosed single mark is a quotation only where a line begins with it
            if lost and line[:at].strip() and line[:at].rstrip()[-1] not in ":,":
                position = match.end()
                continue
            stop = None if single or carried_on else _lost_inside(line, match.end())
            if end is None or stop is not None:
                stop = stop or _lost_end(line, match.end(), mark, carried_on)
                yield at, match.end(), stop, stop
                position = last_end = stop
            else:
                width = 2 if not single and line[end : end + 2] in _TWO else 1
                yield at, match.end(), end, end + width
                position = last_end = end + width
        else:
            if mark in ("”", "»", "’’", "``") or (mark == '"' and _closes(line, at, mark)):
                start = _lost_start(line, last_end, at)
                last_end = match.end()
                if len(line[start:at].split()) >= 3:
                    yield start, start, at, match.end()
            position = match.end()


def _opens(line: str, at: int, mark: str) -> bool:
    before = line[at - 1] if at else " "
    after = line[at + len(mark)] if at + len(mark) < len(line) else " "
    if mark in ("“", "„", "«", "‘‘"):
        return True
    if mark == "``":
        return not _closes(line, at, mark)  # some papers print it at both ends
    if mark == "»":
        return (before.isspace() or at == 0) and after.isalnum()
    if mark in ("”", "''", "’’"):
        # some pages print the closing mark at both ends
        return (before.isspace() or at == 0) and after.isalnum()
    free = before.isspace() or before in '([{—–-:/“"„' or at == 0
    if mark == '"':
        glued = before in ".!?" and after.isupper() and '"' in line[at + 1 : at + _MAX_RUN]
        return (free or glued) and not after.isspace()  # "in a post Monday."But if we go, we win."
    if _ELISION.match(line, at):
        return False
    if mark == "″":
        return False  # a double prime, which agencies close “``” with
    if mark == "’":
        return free and before not in "-" and after.isalnum() and _has_single_close(line, at)
    return free and before not in "-" and not after.isspace() and after not in ".,;:)!?"


def _has_single_close(line: str, at: int) -> bool:
    sure = _SURE_SINGLE_CLOSE.search(line, at + 1, at + 2_000)
    return sure is not None or _SAME_SINGLE.match(line, at) is not None


def _closes(line: str, at: int, mark: str) -> bool:
    before = line[at - 1] if at else " "
    after = line[at + len(mark)] if at + len(mark) < len(line) else " "
    return not before.isspace() and not after.isalnum()


def _closing(line: str, start: int, mark: str, carried_on: bool) -> int | None:
    """Where the quotation opened by ``mark`` ends: the position of its closing mark, or None."""
    if mark in _SINGLE:
        return _single_closing(line, start, carried_on)
    closers = _PAIRS[mark]
    depth = 0
    for match in _DOUBLE_MARK.finditer(line, start, start + _MAX_RUN):
        at, found = match.start(), match.group()
        if found in _TWO and line[at - 1].isspace():
            continue
        if mark == "“" and found == "“":
            if _at_word_start(line, at):
                depth += 1
            else:
                return at  # printed the wrong way round
        elif found == "″" and line[at - 1].isdigit():
            continue  # five inches
        elif found in closers:
            # "“It is over,”said": the space was lost
            lost_space = line[at - 1] in ",.?!"
            if found == '"' and not lost_space and not _closes(line, at, found):
                if mark == '"':
                    depth += 1
                continue
            if depth and mark == "“":
                depth -= 1
                continue
            return at
    return None if depth == 0 else _last_closer(line, start, closers)


def _at_word_start(line: str, at: int) -> bool:
    return (at == 0 or not line[at - 1].isalnum()) and line[at + 1 : at + 2].isalnum()


def _last_closer(line: str, start: int, closers: tuple[str, ...]) -> int | None:
    last = max(line.rfind(closer, start, start + _MAX_RUN) for closer in closers)
    return last if last >= 0 else None


def _single_closing(line: str, start: int, carried_on: bool) -> int | None:
    """The end of a single-quoted run, told apart from apostrophes and possessives.

    A mark after a comma or full stop closes. One after a plural s and before another word may be a
    possessive: it closes only if no surer end comes before the next opening mark.
    """
    doubtful: int | None = None
    inside_double = 0
    for match in _SINGLE_OR_DOUBLE.finditer(line, start, start + _MAX_RUN):
        at, mark = match.start(), match.group()
        before, after = line[at - 1], line[at + 1 : at + 2]
        if mark in '“”"':
            inside_double = 0 if inside_double and mark != "“" else 1
            continue
        if mark == "‘" or (mark == "'" and before.isspace()):
            if doubtful is not None and not _ELISION.match(line, at):
                return doubtful
            continue
        if before.isspace() or after.isalnum():
            continue
        if inside_double:
            continue
        if re.fullmatch(r"[\s'’‘]n", line[at - 2 : at]):
            continue  # rock 'n' roll
        possessive = before in "sSz" and re.match(r"\s+[a-z]", line[at + 1 : at + 40])
        dropped_g = re.search(r"\w(?:in|an|o|th)$", line[max(start, at - 20) : at]) and after == " "
        if possessive or dropped_g:
            surer = _SMALL_WORD.match(line, at + 1)
            if doubtful is None or (surer and not _SMALL_WORD.match(line, doubtful + 1)):
                doubtful = at
            continue
        if doubtful is not None and before not in ".,?!…":
            rest = line[doubtful + 1 : at]
            if re.search(r"\b(?:said|says|added|and|while|but)\b", rest) and "‘" not in rest:
                return doubtful if len(rest.split()) > 25 else at
        return at
    return None if carried_on else doubtful


#: "“That is why we are here.' The agent said “…”": a single mark for a double one.
_SINGLE_FOR_DOUBLE = re.compile(r"[.?!](?=['’]\s+[A-Z])")
_SINGLE_OPENS = re.compile(r"‘|\s['’]")


def _lost_inside(line: str, start: int) -> int | None:
    """Where a quotation lost its closing mark before another one: "“We wait, said Ann Rowe. “It…”".

    That is so if an opening mark comes next, one mark closes, and an attribution stands before both.
    """
    found = list(islice(_DOUBLE_MARK.finditer(line, start, start + _MAX_RUN), 3))
    if found and _opens(line, found[0].start(), found[0].group()):
        single = _SINGLE_FOR_DOUBLE.search(line, start, found[0].start())
        if single and not _SINGLE_OPENS.search(line, start, single.end()):
            return single.end()
    shut = [_closes(line, match.start(), match.group()) for match in found]
    if shut not in ([False, True], [False, True, False]):
        return None
    match = _ATTRIBUTION_AFTER.search(line, start, found[0].start())
    return match.start() + 1 if match else None


def _lost_end(line: str, start: int, mark: str, carried_on: bool) -> int:
    """Where a quotation without its closing mark ends: before its attribution, or with the line."""
    match = _ATTRIBUTION_AFTER.search(line, start, start + _MAX_RUN)
    if match and not (carried_on and not _SAID_AND_DONE.match(line, match.end())):
        return match.start() + 1
    end = len(line.rstrip())
    # opened by one kind of mark and closed by another
    closers = '”’"' if mark in _SINGLE else '”"'
    return end - 1 if end > start and line[end - 1] in closers else len(line)


def _lost_start(line: str, earliest: int, end: int) -> int:
    """Where a quotation without its opening mark began: after an attribution, or with the line."""
    matches = list(_ATTRIBUTION_BEFORE.finditer(line, earliest, end))
    return matches[-1].end() if matches else earliest
