"""Speakers without a name: "the union", "a company spokeswoman", "one driver", "their statement"."""

from __future__ import annotations

import re

from stancenlp.extraction.memory import Attribution, Memory
from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.roles import (
    ANAPHORIC_EMPLOYER,
    ANAPHORIC_UNION,
    EMPLOYER_PHRASE,
    EMPLOYER_ROLE,
    GENERIC_EMPLOYER,
    GOVERNMENT_PHRASE,
    GOVERNMENT_ROLE,
    OTHER_ROLE,
    SPOKESPERSON,
    UNION_PHRASE,
    UNION_ROLE,
    WORKER,
    is_of_kind,
)
from stancenlp.extraction.speakers import Cast, Speaker, body_speaker
from stancenlp.extraction.unnamed import is_one, is_somebody

_SPOKES = re.compile(r"spokes(man|woman)")
_NAME = r"(?!An?\b|The\b|One\b|Another\b)[A-Z][\w&’'.-]*(?: (?:(?:of|and|the) )*[A-Z][\w&’'.-]*)*"
_SPEAKS_FOR = re.compile(
    rf"(?:for|of|from|at) (?:the )?({_NAME})|^(?:An? |The )?({_NAME}) (?:spokes|source|official|representative)"
)
#: "a city spokesperson", "a spokeswoman for the department": a body by its kind.
_KIND = re.compile(
    r"^(?:an? |the )?((?!an? |the )(?:[a-z]+ )?[a-z]+?)(?:[’']s)? (?:spokes|official|source|representative)"
    r"|(?:for|of|from|at) (?:the |its )?((?:[a-z]+ )?[a-z]+)$",
    re.IGNORECASE,
)
#: "a spokesman for one of the affected firms, Deltaline Drilling".
_FOR_DESCRIBED = re.compile(
    r"(.*?spokes\w+ (?:for|of) )(?:the |one of |an? )[a-z][^,]*, ([A-Z].*)$"
)
_OWNER = re.compile(r"[’']s? (?:owner|parent(?: company| group)?|operator),?\s")
_ANY_EMPLOYER = re.compile(
    r"\b(?:company|firm|employers?|management|group|operator)$", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:an?|its|their) (?:spokes(?:man|woman|person)|representative)|(?:its |their )?representatives",
    re.IGNORECASE,
)
#: Of which union, nobody says.
_UNION_SOURCES = re.compile(r"(?:an? )?(?:trade )?union (?:source|official)s?", re.IGNORECASE)
_WHOSE = re.compile(r"(?:its|their)\s(?=spokes)", re.IGNORECASE)
_THE_SPOKESPERSON = re.compile(
    r"the (spokes(?:man|woman|person)|official|source|representative)s?", re.IGNORECASE
)
_ITS_CHIEFS = re.compile(r"(?:the )?union (?:leaders|bosses|officials|chiefs)", re.IGNORECASE)
_PLURAL_UNION = re.compile(
    r"unions|leaders|bosses|officials|chiefs|strikers|pickets|locals|members$", re.IGNORECASE
)
NOT_AT_WORK = re.compile(r"\b(?:former|retired|agency|non-striking)\b", re.IGNORECASE)
#: "one member in the sheet-metal shop", "a member of the strike committee".
_OF_THE_UNION = re.compile(
    r"(?:one|another) (?:[\w-]+ )?(?:member|officer|rep|representative|picket)\b"
    r"|an? member of the (?:\w+ )?(?:strike|negotiating|bargaining|organi[sz]ing) (?:committee|team)\b",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(
    r"(?:one|another|a|an|some|many|several|the|his|her|their)\b", re.IGNORECASE
)
#: Who shouts in the street, without a word before them: "demonstrators chanted".
_CROWD = re.compile(r"demonstrators|protest[eo]rs|marchers|hecklers|onlookers|opponents")
#: Heads of noun phrases that mean nobody.
CANNOT_SPEAK = re.compile(
    r"^(?:it|this|that|these|those|there|what|strikes?|action|talks?|offer|deals?|agreements?|ballot|dispute|vote|move|walkouts?|announcement|decision|news|figures?|data|rise|increase|row|result|inflation|week|month|year|day|pay|wages?|works|hopes?|fears?|plans?|bill|law|rule|rules|attempt|efforts?|facts?|things?|points?|reasons?|questions?|problems?|issues?|matters?|examples?|conflict|signals?|\w{4,}ing)$"
)


def spokesperson(
    words: str, bodies: list[Mention], cast: Cast, memory: Memory, before: str = ""
) -> Speaker:
    """Who a spokesperson is and speaks for; "the spokesman" is the one who spoke before.

    ``before`` is what the paragraph says before these words.
    """
    the_same = None if bodies else _THE_SPOKESPERSON.fullmatch(words)
    if the_same:
        kind = the_same.group(1).lower()
        kind = "spokes" if kind.startswith("spokes") else kind
        earlier = [p for p in memory.people if re.search(rf"\b{kind}", p.name, re.IGNORECASE)]
        if earlier:
            return earlier[-1]
        if memory.speaker and kind in memory.speaker.name:
            return memory.speaker  # "Union officials said …, the officials said"
    phrase = sentence_case(re.sub(r"\s+", " ", words))
    pronoun = {"man": "he", "woman": "she"}.get((_SPOKES.search(words) or [""] * 2)[1])
    described = _FOR_DESCRIBED.match(phrase)
    if described and bodies and described.group(2).startswith(bodies[-1].organisation.name):
        body = bodies[-1].organisation
        return Speaker(described.group(1) + body.name, body.name, body.side, pronoun=pronoun)
    if bodies:
        body = bodies[0].organisation
        if len(bodies) > 1 and _OWNER.search(words):
            body = bodies[
                1
            ].organisation  # "a spokesman for Hearthstone’s owner, Consolidated Milling"
        return Speaker(phrase, body.name, body.side, pronoun=pronoun)
    organisation, side = _spoken_for(words, cast, memory, before)
    if organisation and _WHOSE.match(phrase):
        # "Its spokesperson", out of the article
        phrase = f"{organisation} {_WHOSE.sub('', phrase)}"
    return Speaker(phrase, organisation, side, pronoun=pronoun)


def _spoken_for(words: str, cast: Cast, memory: Memory, before: str) -> tuple[str | None, str]:
    """(organisation, side) of a spokesperson whose body no list knows."""
    if _BARE.fullmatch(words):
        last = _meant_last(before, cast, memory) or memory.latest
        return (last.organisation, last.side) if last else (None, "unknown")
    side = "unknown"
    for pattern, its_side in (
        (OTHER_ROLE, "other"),
        (GOVERNMENT_ROLE, "government"),
        (ANAPHORIC_UNION, "union"),
        (re.compile(r"\bunions?\b", re.IGNORECASE), "union"),
        (EMPLOYER_ROLE, "employer"),
    ):
        if pattern.search(words):
            side = its_side
            break
    named = _SPEAKS_FOR.search(words) if side == "unknown" else None
    if named:
        # in a pay dispute a spokesperson of a body that is nothing else is the employer's
        return named.group(1) or named.group(2), "employer"
    described = _KIND.search(words)
    kind = (described.group(1) or described.group(2)) if described else ""
    if side == "unknown" and EMPLOYER_PHRASE.match(kind):
        side = "employer"
    elif side == "unknown" and GOVERNMENT_PHRASE.match(kind):
        side = "government"
    named_so = cast.organisations.of_kind(kind.split()[-1]) if kind and side == "unknown" else None
    if named_so:
        return named_so.name, named_so.side  # "a league spokeswoman"
    known = memory.by_side.get(side) or most_named(cast, side)
    if known and (not kind or _ANY_EMPLOYER.search(kind) or kind.split()[-1] in known.name.lower()):
        return known.name, side
    if known and side == "union":
        many = _UNION_SOURCES.fullmatch(words) and len(cast.organisations.by_times_named(side)) > 1
        return (None if many else known.name), side
    return (kind if side != "unknown" and side != "union" else None), side


#: "Brightwing said the union’s claims were wrong: “…,” a spokesman said": of Brightwing.
_WHAT_IS_ITS = re.compile(r"[’']s? (?:claims?|demands?|comments|members|figures|statement|view)\b")


def _meant_last(text: str, cast: Cast, memory: Memory) -> Speaker | None:
    """The body that a paragraph named last, or meant by "the company", "the union"."""
    said: list[tuple[int, Speaker]] = [
        (m.start, body_speaker(m.organisation))
        for m in cast.organisations.mentions(text)
        if not _WHAT_IS_ITS.match(text, m.end)
    ]
    for side, pattern in (("employer", ANAPHORIC_EMPLOYER), ("union", ANAPHORIC_UNION)):
        known = memory.by_side.get(side) or most_named(cast, side)
        meant = known or Speaker("", None, side, person=False)
        said += [
            (match.start(), meant)
            for match in pattern.finditer(text)
            if not match.group().lower().startswith(("its", "their"))
        ]
    return max(said, key=lambda item: item[0])[1] if said else None


def most_named(cast: Cast, side: str) -> Speaker | None:
    """The union or employer that the article names most, as a speaker."""
    body = cast.organisations.most_named(side) if side in ("union", "employer") else None
    return body_speaker(body) if body else None


def description(
    words: str, head: str, cast: Cast, memory: Memory, span: tuple[int, int]
) -> Attribution | None:
    """A speaker that is described but not named: "the union", "union leaders", "one driver"."""
    short = re.sub(r"[’']s$|\s[–—-]+$|\son \w+day\b.*$", "", words)
    if _A_SPOKESPERSON.match(short):
        # "A council spokesman asked for patience. “…,” he said"
        bodies = cast.organisations.mentions(short)
        return Attribution(spokesperson(short, bodies, cast, memory), span)
    if re.match(r"(?:the|its)\s", short, re.IGNORECASE):
        short = short.split(", ")[0]  # "the minister, a surgeon", "the 3,400 nurses"
    body = _body(short, cast, memory)
    if body:
        return Attribution(body, span)
    called = called_before(short, head, memory)
    if called:
        return Attribution(called, span)
    if not cast.strikers.isdisjoint((head, head.removesuffix("s"))):
        return Attribution(Speaker(short, None, "union", member=True, person=is_one(head)), span)
    if OTHER_ROLE.search(short):
        named = _DESCRIBES.match(short) or short[:1].isupper()
        return Attribution(Speaker(short, None, "other", person=bool(named) and is_one(head)), span)
    if _is_worker(short, head) and not NOT_AT_WORK.search(short):
        return Attribution(Speaker(short, None, "union", member=True, person=is_one(head)), span)
    if _OF_THE_UNION.match(short):
        return Attribution(Speaker(short, None, "union", person=is_one(head)), span)
    before = _described_before(short, head, memory)
    if before:
        return Attribution(before, span)
    official = None if _AT_WHICH.fullmatch(head) else _official(short, memory)
    if official:
        return Attribution(official, span)
    some = _DESCRIBES.match(short) or short[:1].isupper() or _CROWD.fullmatch(head)
    alone = _BARE_ACRONYM.fullmatch(short) or _PROPER_BODY.fullmatch(short)
    if alone:
        body_alone = Speaker(short, alone.group(1), "unknown", person=False)
        return Attribution(body_alone, span)
    if some and not CANNOT_SPEAK.search(head):
        person = is_one(head) and is_somebody(short, head)
        return Attribution(Speaker(short, None, "unknown", person=person), span)
    return None


#: "a Marlow University spokesman", "a spokesman for Nordair".
_A_SPOKESPERSON = re.compile(r"(?:An?|a|an) (?:[\w&’'.-]+ ){0,5}?spokes(?:man|woman|person)\b")
#: "The Coalition of Screen Producers": a body by its name, of which no word tells what it is.
_PROPER_BODY = re.compile(
    r"The ([A-Z][\w&’'.-]*(?: (?:of|for|and|the) (?:the )?[A-Z][\w&’'.-]*| [A-Z][\w&’'.-]*){1,7})"
)
#: "The AA warned": a body of which the article says nothing more.
_BARE_ACRONYM = re.compile(r"(?:[Tt]he )?([A-Z][A-Z&]*[A-Z])")
#: "two months of pickets and protests which demanded better pay".
_AT_WHICH = re.compile(r"hours|days|weeks|months|years|protests|demonstrations|rallies|marches")
#: The posts that tell a side, in the order in which they are looked for.
SIDES_OF_ROLES = (
    (UNION_ROLE, "union"),
    (GOVERNMENT_ROLE, "government"),
    (EMPLOYER_ROLE, "employer"),
)
_A_MEMBER = re.compile(r"\b(?:union|branch|local|guild) member$", re.IGNORECASE)
_YEARS = re.compile(r"(\d\d)-year-old$")


def called_before(short: str, head: str, memory: Memory) -> Speaker | None:
    """Who "the bishop" or "the 45-year-old" is: the last one whom the article has called so."""
    if not re.match(r"the\s", short, re.IGNORECASE) or not is_one(head):
        return None
    years = _YEARS.search(short)
    noun = years.group(1) if years else head
    sides = {side for pattern, side in SIDES_OF_ROLES if pattern.search(short)}
    for person in reversed(memory.people):
        if noun in person.known_as and (not sides or person.side in {*sides, "unknown"}):
            return person
    return None


#: "the conflict with public sector employees" is nobody, though they are workers.
_ABOUT = re.compile(r"\s(?:with|over|about|against|between|sent by|from)\s")
#: "the president of the bakers’ union" is no baker.
_THEIR_UNION = re.compile(
    r"[\w-]+(?:[’']s?|s) (?:trade )?(?:union|guild|federation)\b", re.IGNORECASE
)


def _is_worker(short: str, head: str) -> bool:
    """Whether those described are at work themselves."""
    about = _ABOUT.search(short) if CANNOT_SPEAK.search(head) else _THEIR_UNION.search(short)
    return WORKER.search(short, 0, about.start() if about else len(short)) is not None


def _described_before(short: str, head: str, memory: Memory) -> Speaker | None:
    """Who "the woman" is: the one who spoke last, if that was "a mother of two" without a name."""
    last = memory.speaker
    again = re.match(r"the\s", short, re.IGNORECASE) and is_one(head) and is_somebody(short, head)
    if last is None or not (again and last.person):
        return None
    return last if re.match(r"(?:an?|one|another)\s", last.name, re.IGNORECASE) else None


def _body(short: str, cast: Cast, memory: Memory) -> Speaker | None:
    """A union, government or employer that is meant and not named."""
    if "-year-old" in short:
        return None
    kind = _THE_KIND.fullmatch(short)
    meant = cast.organisations.of_kind(kind.group(1).lower()) if kind else None
    if meant:
        return body_speaker(meant)
    unions = cast.organisations.by_times_named("union")
    if len(unions) == 1 and _A_UNION.fullmatch(short):
        return body_speaker(unions[0])
    if len(unions) > 1 and _UNION_SOURCES.fullmatch(short):
        return Speaker(sentence_case(short), None, "union")
    if UNION_PHRASE.match(_LARGEST.sub("the ", short)):
        known = memory.by_side.get("union") or most_named(cast, "union")
        if known and not _PLURAL_UNION.search(short):
            return known
        only = unions[0].name if len(unions) == 1 and _ITS_CHIEFS.match(short) else None
        return Speaker(sentence_case(short), only, "union", person=False)
    if GOVERNMENT_PHRASE.match(short):
        phrase = sentence_case(short)
        unnamed = Speaker(phrase, phrase, "government", person=False)
        return memory.by_side.get("government") or unnamed
    if EMPLOYER_PHRASE.match(short):
        # "the train companies’ council" is a body of its own
        own = re.search(r"[’'](?:s\b|\s)", short)
        known = _employer_meant(short, cast, memory)
        if known and not own:
            return known
        # where nobody who employs and no campaign is named
        if len(unions) == 1 and short.lower() == "the group" and not (known or cast.has_groups):
            return body_speaker(unions[0])
        word = short.split()[-1].lower()
        generic = word in ("bosses", "group") or GENERIC_EMPLOYER.fullmatch(word.removesuffix("s"))
        body = None if generic or not _THE.match(short) else _THE.sub("", short)
        return Speaker(sentence_case(short), body, "employer", person=False)
    return None


#: "the hospitals", "the council": as a body that has no other name.
_THE = re.compile(r"^(?:the|its) (?:\d+ )?", re.IGNORECASE)
#: "the country’s largest union" is the union.
_LARGEST = re.compile(
    r"^(?:the )?(?:[\w-]+[’']s )?(?:largest|biggest|main|[\d,]+-strong) (?=(?:[\w-]+ )?union$)",
    re.IGNORECASE,
)
#: "a workers’ union has said", in a lead: the one that the article goes on to name.
_A_UNION = re.compile(r"an? (?:[a-z]+s?[’'](?:s )? ?|[a-z]+ )?(?:trade )?union", re.IGNORECASE)
#: "the federation", which may be anybody’s: the body of the article that has the word in its name.
_THE_KIND = re.compile(
    r"(?:the|its|their) (federation|association|society|guild|alliance|league|forum|confederation|department|ministry|commission|chamber|congress|coalition|network)",
    re.IGNORECASE,
)


def _employer_meant(phrase: str, cast: Cast, memory: Memory) -> Speaker | None:
    """Who "the company" is: the employer named last, unless it is a passing mention or no company."""
    kind = phrase.split()[-1].lower()
    if not GENERIC_EMPLOYER.fullmatch(kind):
        named = cast.organisations.by_times_named("employer")
        fitting = next((body for body in named if is_of_kind(body.name, kind)), None)
        if fitting:
            return body_speaker(fitting)  # "the museum" of several employers
    said = memory.speaker
    if said and _COMPANY.search(phrase) and said.side == "unknown" and _ACRONYM.match(said.name):
        return Speaker(said.name, said.name, "employer", person=False)
    last, most = memory.by_side.get("employer"), most_named(cast, "employer")
    if last and most and cast.organisations.times_named(last.name) < 2:
        last = most
    candidates = [last, most]
    if _COMPANY.search(phrase):
        named = cast.organisations.by_times_named("employer")
        candidates = [
            c for c in (last, most, *map(body_speaker, named)) if c and not _PUBLIC.search(c.name)
        ]
    return next((candidate for candidate in candidates if candidate), None)


_COMPANY = re.compile(
    r"\b(?:company|firm|operator|airline|retailer|chain|manufacturer)$", re.IGNORECASE
)
#: "SRT said … “…,” the bus company said."
_ACRONYM = re.compile(r"[A-Z]{2,6}$")
_PUBLIC = re.compile(
    r"\b(?:Universit\w+|College|School|Council|City|District|County|Borough|council|district|city|school)\b"
)


def _official(short: str, memory: Memory) -> Speaker | None:
    """Somebody named by a post: the person who holds it, if it was theirs who spoke last."""
    for pattern, side in SIDES_OF_ROLES:
        if not pattern.search(short):
            continue
        others = (p for p in reversed(memory.people) if not SPOKESPERSON.search(p.name))
        same = next((p for p in others if p.side == side), None)
        plural = not is_one(short.split()[-1].lower())
        if _A_MEMBER.search(short):
            same = None  # "the union member" is not the official who spoke before
        definite = side == "government" or (
            not plural and re.match(r"(?:the|its)\b", short, re.IGNORECASE)
        )
        if same and definite:
            return same
        known = memory.by_side.get(side)
        organisation = known.name if known and side == "union" else None
        return Speaker(short, organisation, side)
    return None


def sentence_case(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
