"""Statements out of an article: lines -> marks -> frames -> cast -> reports -> speakers -> statements."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from stancenlp.extraction.cue_words import REPORTING_WORDS
from stancenlp.extraction.draft import Draft
from stancenlp.extraction.frames import Frame, frame, is_sentence, names_of, parse
from stancenlp.extraction.introductions import (
    Introduction,
    TellSides,
    dispute_of,
    introductions,
    settle,
)
from stancenlp.extraction.marks import Paragraph, Run, paragraphs, quoted_runs
from stancenlp.extraction.offers import Offer, offer_for, offers
from stancenlp.extraction.organisations import Organisations
from stancenlp.extraction.reader import Reader
from stancenlp.extraction.references import Reference, References, TellSpeakers
from stancenlp.extraction.speakers import Cast
from stancenlp.extraction.voices import (
    hear,
    is_about_work,
    is_of_dispute,
    place_outside_disputes,
    strikers,
)
from stancenlp.extraction.wrapping import unwrapped
from stancenlp.schema import Segment, Statement

#: The context of a statement is cut to this many characters around it.
MAX_CONTEXT = 1_500
#: "don`t", as some archives print it.
_BACKTICK = re.compile(r"(?<=\w)`(?=\w)")
#: "went on strike.þþThe union said": a break between paragraphs, as some archives print it.
_LOST_BREAK = "þþ"
#: "““We are done,”” she said", "”“We go on": some pages double each mark.
_DOUBLED_MARKS = re.compile(r"(?<![^\s(\[–—-])[“”]{2}(?=\w)([^“”\n]+)(?:[“”]{2}|$)", re.MULTILINE)
#: "″We go on,″ he said", but "a 6″ pipe".
_PRIME = re.compile(r"(?<!\d)″")
#: "O'Shea", which the same article also prints "O’Shea".
_STRAIGHT_NAME = re.compile(r"\b[A-Z]'[A-Z]\w+")
_CURLY_NAME = re.compile(r"\b([A-Z])’([A-Z]\w+)")


def extract_statements(
    text: str,
    article_id: str | None = None,
    tell_sides: TellSides | None = None,
    tell_speakers: TellSpeakers | None = None,
) -> list[Statement]:
    """Every statement of an article, in text order, with speaker, organisation, side and offer.

    Direct and mixed quotations of every speaker; indirect speech of union speakers only. Marks that
    are not speech (titles, nicknames, irony of the writer) are left out.

    Parameters
    ----------
    text : the article, paragraphs on lines of their own; they may be wrapped.
    article_id : goes into the statements' ids; default: a hash of the text.
    tell_sides : asked on whose side a speaker is, and for which body they speak, where the rules leave
        either open.
    tell_speakers : asked who speaks where the article calls them by no name, if it is about a dispute.

    Raises
    ------
    PipelineError : the English pipeline is not installed.
    """
    if not text.strip():
        return []
    article_id = article_id or "a-" + hashlib.sha256(text.encode()).hexdigest()[:12]
    in_paragraphs = _in_paragraphs(text)
    plain = _plain(in_paragraphs)
    lines = paragraphs(plain)
    read = _read(plain, lines)
    drafts, organisations = read.drafts, read.cast.organisations
    unions = [union.name for union in organisations.by_times_named("union")]
    named: list[Offer] = []
    if not unions and not is_about_work(plain):
        place_outside_disputes(drafts)
    else:
        named = offers(plain)
        if tell_speakers is not None and is_of_dispute(plain, unions):
            drafts = read.references().settle(tell_speakers)
        if tell_sides is not None:
            settle(plain, drafts, organisations, tell_sides)
        hear(plain, drafts, unions[0] if len(unions) == 1 else None)
    drafts = [draft for draft in drafts if draft.runs or not _is_narration(draft)]
    return [
        _statement(text, in_paragraphs, lines, draft, f"{article_id}-{number}", article_id, named)
        for number, draft in enumerate(drafts, 1)
    ]


def _is_narration(draft: Draft) -> bool:
    """Whether reported words are of no union, as far as rules and model can tell: narration to this library."""
    speaker = draft.speaker
    return draft.tentative or (speaker is not None and speaker.told and speaker.side != "union")


def speakers_of(text: str) -> list[Introduction]:
    """How an article introduces each of its speakers: what a model of sides is trained on.

    Without those of whom words are reported at most, and who may be of no union: annotators mark reported
    words as a union's alone, so that a model would learn that whoever is reported is of one.
    """
    plain = _plain(_in_paragraphs(text))
    read = _read(plain, paragraphs(plain))
    drafts = [draft for draft in read.drafts if not draft.tentative]
    return introductions(plain, drafts, dispute_of(plain, read.cast.organisations))


def references_of(text: str) -> list[Reference]:
    """The statements of an article whose speaker it calls by no name: what a model of speakers is trained on."""
    plain = _plain(_in_paragraphs(text))
    return _read(plain, paragraphs(plain)).references().all


def _in_paragraphs(text: str) -> str:
    """The text with a line for each paragraph, of the same length."""
    return unwrapped(text.replace(_LOST_BREAK, "\n\n"))


def _plain(in_paragraphs: str) -> str:
    """The text as the steps read it, of the same length: its lines are paragraphs, its marks as usual."""
    plain = _BACKTICK.sub("'", in_paragraphs)
    plain = _DOUBLED_MARKS.sub(_one_mark_each, _PRIME.sub('"', plain))
    curly = {f"{initial}'{rest}" for initial, rest in _CURLY_NAME.findall(plain)}
    if curly:
        plain = _STRAIGHT_NAME.sub(
            lambda name: name[0].replace("'", "’") if name[0] in curly else name[0], plain
        )
    return plain


def _one_mark_each(doubled: re.Match[str]) -> str:
    """A quotation between doubled marks, with two characters for each of these that are one mark to the steps."""
    closed = doubled.end() > doubled.end(1)
    return f"``{doubled.group(1)}" + ("''" if closed else "")


@dataclass(frozen=True)
class _Read:
    """An article that has been read: its statements in the making, and everybody whom it names."""

    text: str
    frames: list[Frame]
    cast: Cast
    drafts: list[Draft]

    def references(self) -> References:
        """The statements whose speaker the article calls by no name."""
        return References(self.text, self.frames, self.drafts, self.cast)


def _read(text: str, lines: list[Paragraph]) -> _Read:
    runs = quoted_runs(text, lines)
    frames = _frames(text, lines, runs)
    parse(frames, REPORTING_WORDS)
    organisations = Organisations(
        text, names_of(frames, "GPE", "LOC", "NORP"), names_of(frames, "PERSON")
    )
    cast = Cast(organisations, strikers(text))
    cast.learn(frames)
    return _Read(text, frames, cast, Reader(text, runs, cast).read(frames))


def _frames(text: str, lines: list[Paragraph], runs: list[Run]) -> list[Frame]:
    """A frame for each paragraph that can hold a statement or introduce a speaker."""
    by_line: dict[int, list[tuple[int, Run]]] = {}
    for index, run in enumerate(runs):
        by_line.setdefault(run.paragraph, []).append((index, run))
    return [
        frame(text, number, line, by_line.get(number, []))
        for number, line in enumerate(lines)
        if number in by_line or len(line.text.split()) > 3 or line.text.rstrip().endswith(":")
    ]


def _statement(
    text: str,
    in_paragraphs: str,
    lines: list[Paragraph],
    draft: Draft,
    statement_id: str,
    article_id: str,
    named: list[Offer],
) -> Statement:
    """The record of a draft: its words as ``text`` has them, its context out of the unwrapped text."""
    segments = _segments(text, draft)
    repeated = [
        Segment(start=run.start, end=run.end, text=text[run.start : run.end], quoted=True)
        for run in draft.repeats
    ]
    if not draft.runs:
        kind = "indirect"
    elif all(is_sentence(text, run) for run in draft.runs) and not draft.clauses:
        kind = "direct"
    else:
        kind = "direct" if draft.direct and not draft.clauses else "mixed"
    speaker = draft.speaker
    first, last = segments[0].start, segments[-1].end
    return Statement(
        statement_id=statement_id,
        text=_words(text, segments, draft),
        segments=sorted(repeated + segments, key=lambda segment: segment.start),
        kind=kind,  # type: ignore[arg-type]
        speaker=speaker.name if speaker else None,
        speaker_span=draft.speaker_span,
        organisation=(speaker.organisation or None) if speaker else None,
        side=speaker.side if speaker and speaker.side != "weak" else "unknown",  # type: ignore[arg-type]
        offer=offer_for(first, last, named),
        context=_context(in_paragraphs, lines, first, last),
        article_id=article_id,
    )


def _segments(text: str, draft: Draft) -> list[Segment]:
    """The statement's segments in text order: quoted runs, and the clause's words around them."""
    runs = sorted(draft.runs, key=lambda run: run.start)
    spans = [(run.start, run.end, True) for run in runs]
    for position, end in draft.clauses:
        for run in runs:
            if run.outer_end <= position:
                continue
            if run.outer_start > position:
                spans.append((position, min(run.outer_start, end), False))
            position = max(position, run.outer_end)
            if position >= end:
                break
        if position < end:
            spans.append((position, end, False))
    segments = []
    for start, end, quoted in sorted(spans):
        while start < end and (text[start].isspace() or (not quoted and text[start] in ",;")):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end and (quoted or re.search(r"\w", text[start:end])):
            segments.append(Segment(start=start, end=end, text=text[start:end], quoted=quoted))
    return segments


def _words(text: str, segments: list[Segment], draft: Draft) -> str:
    """The statement as a reader would say it: segments in order, marks kept inside a clause.

    What stands between its clauses is somebody else's words, and is left out with an ellipsis.
    """
    parts = [(low, text[low:high].strip(" ,"), True) for low, high in draft.clauses]
    parts += [
        (segment.start, segment.text, False)
        for segment in segments
        if not any(low < segment.end and segment.start < high for low, high in draft.clauses)
    ]
    words, after_clause = "", False
    for _, part, is_clause in sorted(parts):
        if words:
            words = f"{words.rstrip(' ,')} … " if after_clause or is_clause else f"{words} "
        words, after_clause = words + part, is_clause
    return _on_one_line(words)


def _on_one_line(words: str) -> str:
    """Words with a space for each line break; most have none."""
    words = words.replace(_LOST_BREAK, "\n")
    return " ".join(filter(None, map(str.strip, words.split("\n")))) if "\n" in words else words


def _context(text: str, lines: list[Paragraph], start: int, end: int) -> str:
    """The paragraphs around a statement; a statement that fills its own gets the one before it."""
    first = bisect_right(lines, start, key=lambda line: line.end)
    last = bisect_left(lines, end, key=lambda line: line.start) - 1
    if first > last:
        return text[start:end]
    own = sum(line.end - line.start for line in lines[first : last + 1])
    if first and own - (end - start) < 25:
        first -= 1
    low, high = lines[first].start, lines[last].end
    if high - low > MAX_CONTEXT:
        low, high = max(low, start - MAX_CONTEXT // 3), min(high, end + MAX_CONTEXT // 3)
        high = min(high, low + MAX_CONTEXT)
    return re.sub(r"\s*\n\s*", "\n", text[low:high]).strip()
