"""Somebody whom an article describes and does not name: "a woman at the counter", "one of the nurses".

Finds them where a sentence is about them, parsed or not, so that "she" in the next one is known. Which side
they are on is for :mod:`stancenlp.extraction.descriptions` to say.
"""

from __future__ import annotations

import re

from stancenlp.extraction.roles import BYSTANDER, JOB, ROLE_NOUN

_MALE = "man|boy|gentleman|lad|guy|father|dad|grandfather|widower|fireman|foreman"
_FEMALE = "woman|girl|lady|mother|mum|mom|grandmother|widow|housewife|waitress"
#: Somebody beside whoever spoke; of brothers and wives the next "he" is seldom meant.
_BESIDE = r"(?:cousin|neighbou?r|colleague|co-worker|workmate|flatmate|roommate|classmate)"
#: "shopkeeper", "farmhand".
_OCCUPATION = r"[a-z]{3,20}(?:keeper|worker|maker|driver|seller|hand)"
_SORTS = (
    rf"person|teenager|pensioner|youth|caller|onlooker|motorist|cyclist|vendor|hawker|supervisor|stranger"
    rf"|demonstrator|protester|marcher|friend|temp|trainee|apprentice|graduate|examiner|helper|aide|(?:station|prison|police|fire) officer|{_BESIDE}|{_OCCUPATION}"
)
_PERSON = rf"(?:(?:{_MALE}|{_FEMALE}|{_SORTS}|\d\d-year-old)\b|(?:{JOB}|{BYSTANDER})\b(?<!s))"
_PEOPLE = rf"(?:men|women|people|pickets|(?:{_SORTS})s|{JOB}(?<=s)|{BYSTANDER}(?<=s))\b"
#: "a young man on his third day", "another driver", "one lady": not "a driver shortage".
_ONE = rf"(?:an?|one|another)\s(?:[\w’'-]+,?\s){{0,3}}?{_PERSON}"
_ONE_OF = rf"one of (?:the|those|these|its|his|her|their)\s(?:[\w’'-]+\s){{0,3}}?{_PEOPLE}"
#: "her neighbour".
_WHOSE = rf"(?:his|her|their)\s(?:[a-z-]+\s)?(?:{_BESIDE}|friend|waitress|{JOB}(?=,\swho\b))"
#: "Her instructor, Jo Marsh, was": anybody, if the name is there.
_RELATED = r"\s(?:[a-z-]+\s)?(?:father|mother|brother|sister|husband|wife|son|daughter|partner|instructor|boss|teacher|tutor|landlord|manager)(?=,\s[A-ZÀ-ÞĀ-Ż][\w’'-]+(?:\s[A-ZÀ-ÞĀ-Ż][\w’'-]+)?,\s[a-z])"
#: What shows that a sentence is about them: "who", "said", "in the queue".
_DOES = (
    r"(?:,|\swho\b|\s(?:[a-z]+ly\s)?(?:[a-z]+ed|[a-z]{2,}(?<![su])s|had|came|went|left|met|said|told|stood|sat|ran|took|held|spoke|drove|rode|rang|put|got|gave|kept|made|wore|wrote|found|did|could|would|can|will|can[’']t|couldn[’']t|didn[’']t|wouldn[’']t|wasn[’']t|cut|set|shook|threw|caught|felt|thought|began)\b"
    r"|\s(?:in|at|on|with|from|of|outside|inside|behind|beside|near|by|holding|wearing|waiting|carrying|buying|having|walking|standing|sitting|leaving|passing|called|named|surnamed)\s)"
)
#: What may stand before whom a sentence is about: "In a ward at the back, a woman …".
_LEAD = (
    r"(?:(?:In|At|On|Outside|Inside|Across|Near|Nearby|Behind|Beside|By|Under|Over|Around|Along|Among|Next|Not|Down|Up|Further|Afterwards?|Later|Earlier|Meanwhile|Elsewhere|Back|As|When|While|After|Two|Three|A few)\b"
    r"[^.;:“”\"\n]{0,140}?,\s|(?:But|And|Then|Yet|Still),?\s|(?:Outside|Inside|In|At|On|Near)\s(?:[\w’'-]+\s){1,6}?)?"
)
#: "Next to him stood one of the women", "the only person there was a guard, who".
_STOOD = (
    r"(?:Next to|Beside|Behind|Among|With|Near) [^.,;:]{2,50} (?:stood|sat|was|were|came|waited)\s"
)
_ONLY = r"(?:At [^.,;:]{2,40} )?[Tt]he (?:only|one) [^.,;:]{2,40} was\s"
_ABOUT = re.compile(
    rf"(?:{_LEAD}|{_STOOD}|{_ONLY})(?P<who>(?i:{_ONE}|{_ONE_OF}|{_WHOSE})(?={_DOES})|(?:His|Her|Their){_RELATED}|(?i:one(?: of them)?)(?=,\s(?:an?|another)\s))"
)
_SENTENCE = re.compile(r"(?:^|(?<=[.!?])[”\"’')]?\s)(?=[A-Z])")
#: ", a young man on his third day,".
_APPOSITION = re.compile(r",\s((?:an?|another)\s[^,.;:“”\"]{2,80})(?=,)")
#: What stands right before the name: ", Ms", "called".
_WHO_IS_NAMED = re.compile(r"(?:,\s(?:[A-Z][a-z]*\.?\s)?|\b(?:called|named|surnamed|as|is|was)\s)$")
#: "who gave her name only as".
_NAME_AS = re.compile(r"\bname (?:only |simply |just )?as\s$")
#: "A farmer came for him.": the next "he" is still the one he came for.
_FOR_ANOTHER = re.compile(
    r"(?<!beside )(?<!behind )\b(?:him\b|her(?=[.,;]|\s(?:on|in|at|to|for|with|from|and|off|up|out|that|about|before)\b))"
)
_IS_MALE = re.compile(rf"\b(?:{_MALE})\b", re.IGNORECASE)
_IS_FEMALE = re.compile(rf"\b(?:{_FEMALE})\b", re.IGNORECASE)
#: "Her neighbour, Trent, has started": a name of which nothing else is known.
_NAMED = re.compile(
    r"(?: of \w+)?,\s([A-ZÀ-ÞĀ-Ż][\w’'-]+(?:\s[A-ZÀ-ÞĀ-Ż][\w’'-]+){0,2}),\s(?=[a-z])"
)


def about_somebody(text: str, low: int, high: int) -> tuple[int, int] | None:
    """Where a sentence at ``low:high`` names whom it is about by a description; None if it does not.

    Of "Her neighbour, Trent, has started" it is the name.
    """
    about = _ABOUT.match(text, low, high)
    if about is None or _FOR_ANOTHER.search(text, about.end(), high):
        return None
    start, end = about.span("who")
    named = _NAMED.match(text, end, high)
    if named:
        return named.span(1)
    given = name_given(text, end)
    if given:
        return given
    more = _APPOSITION.match(text, end, high)
    if more and re.fullmatch(r"one(?: of .+)?", text[start:end], re.IGNORECASE):
        return more.span(1)  # "One of them, a young man on his third day, stopped"
    return start, end


#: "a woman at the counter who called herself Aunty Flo", "the man, who gave only his first name, Hector".
_NAME_GIVEN = re.compile(
    r"(?:\s(?:in|at|on|from|of|with|beside|behind|near)\s[^.,;:“”\"]{2,40}?)?(?:,\san?\s[^.,;:“”\"]{3,40}?)?,?\s(?:who\s[^.;:“”\"]{0,50}?)?"
    r"(?:name (?:only |simply |just )?as|first name,|(?:called|calls) (?:him|her|them)sel(?:f|ves)|(?:asked|wanted) to be (?:called|known as|identified (?:only )?as)|goes by|identified (?:him|her)self (?:only )?as|surnamed)\s"
    r"([A-ZÀ-ÞĀ-Ż][\w’'-]+(?:\s[A-ZÀ-ÞĀ-Ż][\w’'-]+){0,2})"
)


def name_given(text: str, end: int) -> tuple[int, int] | None:
    """Where the name stands that somebody described before ``end`` goes by, or None."""
    given = _NAME_GIVEN.match(text, end)
    return given.span(1) if given else None


#: Whether a phrase means one person by what they are: "the co-worker", "a woman".
IS_SOMEBODY = re.compile(rf"(?:^|\s)(?:{_PERSON})$")


def is_named_later(text: str, end: int, name: int) -> bool:
    """Whether the name at ``name`` is that of whom the description before ``end`` means.

    "A retired librarian, Jean Openshaw, said", "a picker from Leeds called Bra Zakes".
    """
    near = name - end < 80 and _WHO_IS_NAMED.search(text, end, name)
    return end <= name and bool(near or _NAME_AS.search(text, end, name))


def last_described(text: str) -> tuple[int, int] | None:
    """Whom the last sentence of a paragraph that is about somebody without a name is about."""
    starts = [match.end() for match in _SENTENCE.finditer(text)]
    for start, stop in reversed(list(zip(starts, [*starts[1:], len(text)], strict=False))):
        about = about_somebody(text, start, stop)
        if about:
            return about
    return None


def pronoun_of_description(words: str) -> str | None:
    """ "he" or "she" where a description tells: "a woman in the queue"."""
    whom = re.split(r",|\s(?:of|in|at|on|with|from|whose|who)\s", words)[0]
    if _IS_FEMALE.search(whom):
        return "she"
    return "he" if _IS_MALE.search(whom) else None


def is_one(head: str) -> bool:
    """Whether a noun phrase with this head means one person: "the teachers" is no "he"."""
    return not head.endswith("s") or head.endswith("ss")


def is_somebody(short: str, head: str) -> bool:
    """Whether "he" or "she" can be who is described: "a pupil", "One in the queue"; not "The carrier"."""
    if ROLE_NOUN.search(head) or _SOMEBODY.search(head):
        return True
    return short[:1].isupper() and not short.startswith("The ")


_SOMEBODY = re.compile(
    r"(?:man|woman|person|mother|father|mum|dad|boy|girl|pupil|member|year-old|source|owner)$"
)
