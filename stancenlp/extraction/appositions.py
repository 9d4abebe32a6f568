"""Where the words stand that describe somebody: before a name, in an apposition, in a relative clause."""

from __future__ import annotations

import itertools
import re

from stancenlp.extraction.frames import NO_STAND_IN
from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.roles import TITLE_AS_WRITTEN, TITLE_OF_POST

#: Where a new clause begins, and with it another description.
BREAK = re.compile(
    r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bGov)(?<!\bSen)(?<!\bRep)(?<!\bLt)(?<!\bCoun)(?<!\bProf)(?<!\bEngr)(?<!\bComr)[.;:?!\n](?=\s)|[—–]|\bIt works\b|\b(?:but|while|and told)\b|,\s(?=(?:but|while|and)\b)"
)


def description_before(text: str, start: int, bodies: list[Mention]) -> tuple[int, int]:
    """Where the words before a name that may describe it stand: back to a comma or a new clause."""
    earliest = max(0, start - 160)
    low = max((m.end() for m in BREAK.finditer(text, earliest, start)), default=earliest)
    # a title between the comma and the name belongs to the name: "its chairman, Coun Mabbutt"
    stop = start - len(_TITLE_END.search(text[low:start]).group())  # type: ignore[union-attr]
    own_post = _POST_BEHIND_COMMA.search(text, max(low, start - 60), start)
    if own_post and not _POST_OF.search(text, low, own_post.end("before")):
        stop = start
    for match in _DOING.finditer(text, low, start):
        low = match.end()
    for match in _CHUNK.finditer(text, low, stop):
        inside = any(m.start < match.end() <= m.end for m in bodies)
        if not inside and not _NAME_GIVEN.search(text, low, start):
            low = match.end()
    return low, start


#: "talks had failed, City Manager Jo Marsh said": a post of its own behind a clause, not "its chair, President Jo Marsh".
_POST_BEHIND_COMMA = re.compile(
    rf"\b(?!{TITLE_OF_POST}(?<!s),)(?P<before>[\w’]{{2,}}),\s(?:[A-Z][a-z]+\s){{1,2}}{TITLE_AS_WRITTEN}\s$"
)
#: "the leader of the Nurses’ Union, National President Jo Marsh": both are posts of one person.
_POST_OF = re.compile(rf"\b{TITLE_OF_POST} (?:of|for|at|with) [^.;:,“”\"]{{3,80}}$")
#: What divides the words before a name: a comma, "where", or the "and" before a second post or after a group.
_CHUNK = re.compile(
    r",\s|\swhere\s|\s(?:and|with)\s(?=(?:its|his|her|their|the)\s)"
    r"|\b(?:leaders|officials|negotiators|representatives|members|workers|teachers)\sand\s(?=[A-Z]|$)"
)
#: "The transport secretary echoed Tony Hale": whoever did something to somebody is somebody else,
#: and so is of whom somebody speaks: "Ann Rowe of Unite said crews will be out until Mayor Jo Marsh agrees".
_DOING = re.compile(
    r"\b(?:echoed|accused|thanked|joined|met|backed|praised|criticised|criticized|condemned|attacked|succeeded|replaced|defeated|interviewed|blamed|supported)\s"
    r"|\b(?:said|says)\s(?:[^,]+?\s(?:that|until|unless|if|because)\s)?"
)
#: "a student, who gave her name as Blessing": the description is before the comma.
_NAME_GIVEN = re.compile(r"\bname (?:\w+ )?as\s*$")
_TITLE_END = re.compile(r"(?:,\s+)?(?:[A-Z][a-z]*\.?\s+)?(?:[A-Z][a-z]*\.?\s+)?$")
#: "who speaks for the staff", "who now chairs the panel": a post, even where nothing says whose.
_ACTS_FOR = re.compile(
    r",\s(?:\d\d, )?who (?:also |now |then |once |has )?(?:(?:speaks|spoke|spoken|bargains|negotiates|negotiated|organi[sz]es)\b|(?:co-)?(?:chairs?|chaired|leads?|led|heads?|headed|represents?|represented|oversees|presides|ran)\b"
    r"|handles (?:the|its|their)\b|holds the [\w ]{3,40} portfolio\b)"
)
#: Words beside a name that describe a bystander: "Thelma Ortiz, who takes the 12 to dialysis".
_DESCRIBED_AFTER = re.compile(
    r"(?:,\s|\s\()(?:\d\d\b|who\b|whose\b|an?\s|one of\b|of\s[A-Z]|waiting\b|holding\b|as\ss?he\s(?:waited|queued|shopped)\b|from\s[A-Z])"
)
_DESCRIBED_BEFORE = re.compile(
    r"\b(?:an?|one|another) [\w’' -]{3,40},\s$|\b(?:[Mm]other|[Ff]ather|[Mm]um|[Dd]ad|[Gg]randmother|[Gg]randfather)-of-\w+ $"
    r"|\b(?:[Rr]etired|[Ff]ormer) [\w-]+ $"
)


def is_described(text: str, start: int, end: int) -> bool:
    """Whether a name comes with words that make its bearer somebody by the way, if no official."""
    lead = _DESCRIBED_BEFORE.search(text, max(0, start - 60), start)
    return lead is not None or _DESCRIBED_AFTER.match(text, end) is not None


def acts_for_somebody(text: str, end: int) -> bool:
    """Whether the words behind a name say that its bearer leads or speaks for a body, if not which."""
    return _ACTS_FOR.match(text, end) is not None


#: What a title, or a party beside a name, stands for.
_SHORT = {
    "sen": ["senator"], "rep": ["representative", "congressman", "congresswoman"],
    "gov": ["governor"], "dr": ["doctor"], "sgt": ["sergeant"], "lt": ["lieutenant"],
    "det": ["detective"], "capt": ["captain"], "prof": ["professor"], "rev": ["pastor"],
    "cllr": ["councillor"], "coun": ["councillor"], "justice": ["judge"],
}  # fmt: skip
#: Words that are no part of a post before a name: "the company promoted", "was met by".
_NO_POST = re.compile(
    r"\w+ed|\w+ing|the|an?|its|his|her|their|our|my|this|that|by|of|for|to|from|with|at|in|on|and|or|but|as|when|while"
    r"|is|was|are|were|be|has|had|have|met|shot|told|said|says|saw|gave|took|made|left|hit|beat|won|got|put|let|\d+"
)
_YEARS_AFTER = re.compile(r",\s(\d\d)\b")
_YEARS_BEFORE = re.compile(r"\b(\d\d)-year-old\b")
_PARTY = re.compile(r",?\s\(?([DR])-[A-Z]")


def names_of_office(text: str, start: int, name: int, end: int, bodies: list[Mention]) -> set[str]:
    """The words beside a name, in lower case, by which its bearer may be called later.

    Parameters
    ----------
    start : where the title or the name begins; ``name``, ``end`` : where the name itself stands.
    """
    low, _ = description_before(text, start, bodies)
    before = re.findall(r"[\w’'-]+", text[low:start].lower())
    post = list(itertools.takewhile(lambda word: not _NO_POST.fullmatch(word), reversed(before)))
    beside = f"{' '.join(post)} {text[start:name]} {text[end : description_after(text, end)]}"
    words = set(re.findall(r"[a-z]{2,}", beside.lower()))
    years = _YEARS_AFTER.match(text, end) or _YEARS_BEFORE.search(text, low, start)
    words.update([years.group(1)] if years else [])
    words.update(full for short in words & _SHORT.keys() for full in _SHORT[short])
    party = _PARTY.match(text, end)
    if party:
        words.add("democrat" if party.group(1) == "D" else "republican")
    return words


def description_after(text: str, end: int) -> int:
    """Where the description that follows a name ends: ", of the GMB," or " from Unite"."""
    end = _LETTERS.match(text, end).end()  # type: ignore[union-attr]
    after = text[end : end + 160]
    if _CIRCUMSTANCE.match(after):
        return end
    if re.match(r"\s*,\s", after):
        return end + _apposition(after)
    body = _OF_BODY.match(after)
    if body:
        return end + body.end()
    if _PREPOSED.match(after):
        match = _SPEECH_OR_COMMA.search(after)
        return end + match.start() if match else end + len(after)
    return end


#: "Nina Cole QC, chair of the Bar": letters behind a name.
_LETTERS = re.compile(r"(?:,?\s(?:QC|KC|SC|OBE|CBE|MBE|PhD|Jr\.?|Sr\.?)(?=,))?")


def _apposition(after: str) -> int:
    """The length of ", an apposition, who may go on," at the beginning of ``after``."""
    stop = _SPEECH.search(after)
    limit = stop.start() if stop else len(after)
    length = after.find(",", 1, limit)
    while 0 <= length < limit and _GOES_ON.match(after, length):
        length = after.find(",", length + 1, limit)
    return limit if length < 0 else length


#: ", in a recorded call to parents, said": when and where somebody spoke, and not who they are.
_CIRCUMSTANCE = re.compile(
    r"\s*,\s(?:in|on(?! (?:the )?(?:picket|strike))|during|after|before|speaking(?! (?:for|on behalf of)\b)|talking|asked|by|when|while|responding|reacting|addressing|writing|through|as (?:s?he|they))\b"
)
#: "who would like her job" says nothing of for whom somebody speaks.
_NOT_A_POST = (
    r",\s(?:who (?!(?:now )?(?:chairs?|co-chairs|leads?|led|heads?|directs|oversees|runs?|manages|bargains|spoke|looks|handles|covers|organi[sz]es|coordinates|represents?|speaks?|works|worked|is\b|was\b|has worked|has been|teaches|lectures|studies"
    r"|drives|cleans|serves|served|sits|has (?:two|three|a|driven|cleaned|taught|served|nursed|packed|cooked)\b|owns|writes|researches|negotiates))|also|which)\b"
)
_VERBS = (
    r"(?:said|says|told|added|warned|called|described|welcomed|accused|insisted|claimed|commented"
    r"|urged|demanded|confirmed|argued|denied|replied|responded|criticised|blamed)"
)
_SPEECH = re.compile(rf"(?<!\.[A-Z])[.;:?!](?:\s|$)|{_NOT_A_POST}|\b{_VERBS}\b|It works")
_SPEECH_OR_COMMA = re.compile(
    rf"(?<!\.[A-Z])[.;:?!](?:\s|$)|{_NOT_A_POST}|\b{_VERBS}\b|It works|,\s(?!of|who)"
)
#: "of Elm Research put the cost at": the body beside the name, and not what the sentence goes on to.
_OF_BODY = re.compile(
    rf"\s(?:of|from|at)\s(?:the\s)?[A-Z][\w&’'.-]*(?:\s(?:(?:of|and|for|the|&)\s)*{NO_STAND_IN}[A-Z][\w&’'.-]*)*(?=\s(?!of\b|and\b|for\b|the\b|in\b|at\b)[a-z])"
)
_PREPOSED = re.compile(
    rf"\s+(?:(?:the|an?)\s(?:[a-z-]+\s){{0,3}}?{TITLE_OF_POST}\s(?:of|for|at|with)\b|of|from|for|at|on behalf of|in an? (?:[a-z]+ )?(?:release|statement|e-?mail|letter) from|who (?:leads|heads|chairs|is|represents|runs|speaks|works|has worked|teaches)|with|\()"
)
#: A comma after which a description goes on.
_GOES_ON = re.compile(
    rf",\s(?:who|whose|an?|the|its|of|from|at(?! an? )|for|and|\d\d|[\w-]+ (?:and )?{TITLE_OF_POST}|{TITLE_OF_POST}|[A-Z][\w’'&-]*)\b"
)
