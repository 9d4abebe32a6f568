"""A reporting clause: a verb, or what stands for one, with its subject and the words that it reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """A reporting verb with its subject; offsets into the frame's text.

    ``subject`` is the span of the noun phrase (None where the sentence gives none), ``clause`` the
    span of what is reported; ``complete`` is true where the verb has a clause of its own.
    """

    verb: str
    verb_start: int
    verb_end: int
    subject: tuple[int, int] | None
    subject_head: str
    clause: tuple[int, int] | None
    sentence: tuple[int, int]
    hypothetical: bool = False
    acting: bool = False
    complete: bool = False
    participle: bool = False
    #: What somebody thinks or would say: no words of theirs if somebody else reports it.
    thought: bool = False
    infinitive: bool = False
    #: Said of something in passing: "what the firm called its “best” offer".
    aside: bool = False
    #: The other part of what is reported, where the report stands in its middle: "Pay, she said, fell".
    rest: tuple[int, int] | None = None
