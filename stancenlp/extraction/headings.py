"""Headlines, headings and the page's furniture: words around an article that repeat it."""

from __future__ import annotations

import re

from stancenlp.extraction.draft import Draft
from stancenlp.extraction.frames import Frame

#: Lines of the page around the article: links, captions, newsletters, share buttons.
_FURNITURE = re.compile(
    r"^\W*(?:read (?:more|also|next|full)|related\b|more (?:on|from)|see also|watch:|listen:|share this|sign up|subscribe|advertisement|also read|must read|recommended|don[’']t miss"
    r"|(?:photo|picture|image|credit|caption)s?\s*:|updated:|last updated|published:|copyright|©|follow us|get the latest|most read|trending"
    r"|\d+ (?:responses|comments|replies) to\b|(?:opinion|analysis|editorial|podcast) \|)",
    re.IGNORECASE,
)
#: The longest line that is still a headline, in words.
_LONGEST = 24
#: The shortest quotation, in words, that is known again where it stands a second time.
_LEAST_PULLED = 5
_ENDED = re.compile(r"[.!?:;,…]\W*$")
_BULLET = re.compile(r"^\s*(?:[-–—•*·]|\d+[.)])\s")


def is_furniture(line: str) -> bool:
    """Whether a line is a link, a caption or a button, and not a part of the article."""
    return _FURNITURE.match(line) is not None


#: "“We tried.” Marsh said on Friday. “We did": the end of each sentence but the last.
_SENTENCES = re.compile(r"(?<=[a-z]{3})[.!?][”’\"']?\s+(?=[“‘\"']?[A-Z])")


def is_heading(line: str, quoting: bool = False) -> bool:
    """Whether a line is a headline or a heading: short, with no full stop; one that quotes has two sentences at most."""
    return (
        len(line.split()) <= _LONGEST
        and not (quoting and len(_SENTENCES.findall(line)) > 1)
        and not _ENDED.search(line.rstrip("”’\"'» "))
        and not _BULLET.match(line)
    )


def is_only_quotation(found: Frame) -> bool:
    """Whether a heading is nothing but a quotation, as the BBC sets them between paragraphs."""
    outside, position = [], 0
    for start, end, _ in found.runs:
        outside.append(found.text[position:start])
        position = end
    return not re.search(r"\w", "".join([*outside, found.text[position:]]))


def settle(text: str, drafts: list[Draft]) -> list[Draft]:
    """Settle whose the quotations in headings, and those pulled out of their place, are.

    One that repeats words of the article becomes a part of the statement that it repeats; one that
    stands alone has the next speaker; what is nobody's is dropped.
    """
    said = [draft for draft in drafts if not draft.heading]
    words = {id(draft): _words(_text_of(text, draft)) for draft in said}
    settled = []
    for draft in drafts:
        if not draft.heading and not _is_pulled(draft):
            settled.append(draft)
            continue
        repeated = _words(" ".join(text[run.start : run.end] for run in draft.runs))
        origin = _said_in(repeated, draft, said, words)
        if origin is not None:
            origin.repeats += draft.runs + draft.repeats
            continue
        if draft.alone and draft.speaker is None:
            following = [d for d in said if 0 < d.paragraph - draft.paragraph <= 3]
            quoted = (d for d in following if d.runs)
            next_one = next(quoted, following[0] if following else None)
            draft.speaker = next_one.speaker if next_one else None
        if draft.speaker is not None or draft.direct:
            settled.append(draft)
    return settled


def _is_pulled(draft: Draft) -> bool:
    """Whether a quotation has no attribution of its own, and so may be set apart from its place."""
    return draft.direct and not draft.clauses and draft.speaker_span is None


def _said_in(repeated: str, draft: Draft, said: list[Draft], words: dict[int, str]) -> Draft | None:
    """The statement that holds the words of a heading, or of a quotation pulled out of its place."""
    for other in said:
        if other is draft or repeated not in words[id(other)]:
            continue
        sides = {speaker.side for speaker in (draft.speaker, other.speaker) if speaker}
        if draft.heading and len(repeated.split()) == 1 and len(sides) == 2:
            continue  # "Mayor blames ‘militant’ drivers", and a union answers: "These are not militant"
        if draft.heading or (other.speaker_span and len(repeated.split()) >= _LEAST_PULLED):
            return other
    return None


def _text_of(text: str, draft: Draft) -> str:
    parts = [text[run.start : run.end] for run in draft.runs]
    return " ".join([*parts, *(text[low:high] for low, high in draft.clauses)])


def _words(text: str) -> str:
    return " ".join(["", *re.findall(r"[^\W_]+", text.casefold()), ""])
