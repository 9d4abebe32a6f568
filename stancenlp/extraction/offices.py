"""Those who govern, sit in a parliament, or stand by: a person's post by the title or the party."""

from __future__ import annotations

import re

from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.owners import Known, Post
from stancenlp.extraction.roles import (
    GOVERNMENT_ROLE,
    OTHER_ROLE,
    PARTY,
    POLITICAL_TITLE,
    TITLE_AS_WRITTEN,
    TITLE_OF_POST,
    TOP_TITLE,
    is_of_kind,
)

_GOVERNMENT_TITLE = re.compile(
    r"(?:^\W*|(?<=\b[Tt]he )|(?<=\ba )|(?<=, )|(?<=[a-z] (?=[A-Z])))(?:(?!the\b)[\w’'-]+,? (?:(?:and|for|of) )?){0,5}?"
    r"(?:[Ss]ecretary(?: of [Ss]tate)?(?: for [A-Z][\w ]+)?|[Mm]inister(?: of [Ss]tate)?(?: (?:for|of) [A-Z][\w ]+)?|[Cc]hancellor"
    r"|[Tt]aoiseach|[Pp]remier|[Gg]overnor|[Mm]ayor|PM)\b"
)
#: "union secretary treasurer Jo Marsh", "secretary-treasurer of the local".
_UNION_TREASURER = re.compile(
    r"\bunion (?:\w+ )?treasurer\b|\bsecretary[- ]treasurer\b", re.IGNORECASE
)
#: "Perry County Administrator Ken Huff": of those who employ, and no minister.
_LOCAL_ADMINISTRATOR = re.compile(
    r"\b((?!(?:Acting|Interim|Deputy|Assistant|Former) )(?:[A-Z][\w’'.-]+ ){1,3}(?:County|City|Town|Township|Borough|Village)) (?:Administrator|Manager|Clerk)\b"
)
#: "Acting Town Clerk Jo Marsh", of the town that the article is about.
_CLERK_ALONE = re.compile(
    r"(?:^\W*|(?:Acting|Interim|Deputy|Assistant) )(County|City|Town|Township|Borough|Village) (?:Administrator|Manager|Clerk)\b"
)
#: "the city’s labour commissioner": of the town, and of no government, unless somebody else employs.
_OF_THE_TOWN = re.compile(
    r"\b(city|town|county|borough|village|municipality)[’']s (?:(?!unions?\b|guild\b|local\b|association\b)[\w-]+ ){0,3}(?:commissioner|mayor|treasurer|secretary)\b"
)
#: "after meeting President Jo Marsh": whom the unions meet is the country's.
_MET_PRESIDENT = re.compile(r"\b(?:meeting|met|meets)(?: with)? President\s")
_DETERMINER = re.compile(r"^\W*(?:the|its|their|our|an?|then)\s", re.IGNORECASE)
#: What is no part of a title that begins a sentence: "But Premier".
_OPENING = re.compile(r"^(?:But|And|Then|When|While|As|Yet|So|The)\s(?=[A-Z])")
#: A minister's title right before the name says it all, whatever else is named nearby.
_TITLE_BESIDE = re.compile(rf"\b((?:[A-Z][a-z]+ (?:and [A-Z][a-z]+ )?)?{TOP_TITLE})\.?\s*$")
#: "with mayor Jo Marsh", "Deputy mayor Jo Marsh"; "Larchmount Mayor" may be of another town.
_MAYOR_BESIDE = re.compile(
    r"(?:^\W*|(?:^|\s)[a-z][\w’-]*,? |, )(?:(?:[Dd]eputy|[Aa]cting|[Vv]ice) )?[Mm]ayor\s*$"
)
_OF_A_UNIVERSITY = re.compile(r"\b(?:[Dd]eputy|[Vv]ice|[Pp]ro)[- ](?:[Vv]ice[- ])?[Cc]hancellor\b")
#: "Jo Marsh (Lab)": a politician, by the party in brackets.
_PARTY_BRACKET = re.compile(
    r"\s*\((?:Ind\b|(FG|FF|SF|Lab|Labour|Con|Cons|Lib Dem|LD|SNP|Green|Plaid|DUP|UUP|SDLP)\b|[DR]-)[^)]{0,20}\)"
)
#: "Labour’s Jo Marsh".
PARTY_OWNS = re.compile(rf"\b({PARTY})[’']s\s$")
#: "State Sen. Jo Marsh, a Republican,", "Deputy Jo Marsh of Fine Gael".
PARTY_BEHIND = re.compile(rf"(?:,| of| from|, of|, from) (?:an? |the )?({PARTY})(?=[,.]| [a-z])")
#: "police inspector Jo Marsh", "Elmton Police Chief Jo Marsh".
_POLICE = re.compile(
    r"(?:\b[A-Z]\w+ ){0,2}\b[Pp]olice(?: Service)?\b(?! (?:union|Union|officers|Officers|Benevolent))"
)
#: "State Rep. Cliff Harlan, R-Monroe".
_US_PARTY = re.compile(r"^\W*[DRI]-[A-Z][a-z]|(?<!of )\bState\s*$")
_OF_PARTY = re.compile(
    rf"\b({PARTY})(?:[’']s\s*$|(?:[’']s)? (?:\w+ ){{0,3}}?(?:group|leader|spokes\w+|MP|councillor|candidate|senator|delegate|lawmaker|legislator))|\b(?:of|from|for) the ({PARTY})(?:$|,| (?:benches|party|group|opposition))"
)
PARTY_NAME = re.compile(rf"\b({PARTY})\b")
POLITICIAN = re.compile(
    rf"\b{POLITICAL_TITLE}\.?\s+(?:$|(?=[A-Z])(?!(?:General|National|Regional|Branch)\b|{TITLE_AS_WRITTEN}\b))"
)
_TOWN = re.compile(
    r"\b(?:City|Town|Borough|County|Municipality) of\b|(?<!\bArts )(?<!Research )(?<!Sports )(?<!Medical )(?<!Nursing )(?<!Bargaining )(?<!Business )(?<!Training )\bCouncil$|\b(?:[Cc]ity|[Tt]own|[Cc]ounty|[Bb]orough) [Cc]ouncil\b|\bMunicipal (?:Corporation|Council)\b"
    r"|^(?:city|town|county|borough|village|municipality|council)$"
)
#: In New Zealand a union's negotiator.
_LEAD_ADVOCATE = re.compile(r"\blead advocate\b", re.IGNORECASE)
_FORMER = re.compile(r"\W*(?:(?:an?|the) )?(?:[Ff]ormer|[Ee]x-)\b")
#: "a former official of the union": speaks for it no more.
FORMER_OFFICIAL = re.compile(
    rf"\W*(?:(?:an?|one|the) )?(?:former|ex-) ?(?:[\w’'&-]+ ){{0,4}}?{TITLE_OF_POST}\b(?!.*\b(?:now|currently)\b.*\b{TITLE_OF_POST}\b)",
    re.IGNORECASE,
)


def is_head_of_state(text: str, start: int, end: int) -> bool:
    """Whether the person at ``start:end``, title or not, is the president whom a union has met."""
    met = _MET_PRESIDENT.search(text, max(0, start - 40), end)
    return met is not None and (met.end() == start or met.start() < start < met.end())


def politician_or_bystander(words: str, inside: list[Mention], known: Known) -> Post | None:
    bracket = _PARTY_BRACKET.match(words)
    if bracket or _US_PARTY.search(words):
        return Post(named_on(inside, "other") or (bracket and bracket.group(1)) or None, "other")
    party = _OF_PARTY.search(words)
    if party and not any(_is_within(party, words, m) for m in inside):
        former = _FORMER.match(words)
        return Post(None if former else party.group(1) or party.group(2), "other")
    court = _OF_A_COURT.search(words)
    if court:
        kind = next(filter(None, court.groups()))
        named = [*(m.organisation for m in reversed(inside)), *reversed(known.named)]
        return Post(
            next((body.name for body in named if is_of_kind(body.name, kind)), None), "other"
        )
    if OTHER_ROLE.search(_without_those_served(words, inside)) and not _LEAD_ADVOCATE.search(words):
        own = PARTY_NAME.search(words) or _POLICE.search(words)
        return Post(named_on(inside, "other") or (own.group().strip() if own else None), "other")
    return None


#: "commission deputy president Jo Marsh", "tribunal chair Jo Marsh": of those who judge a dispute.
_OF_A_COURT = re.compile(
    r"\b(?:(commission) (?:deputy|vice)[ -]president|(court|tribunal)(?:[’']s)? (?:deputy |vice[- ])?(?:president|chair\w*|member))\b"
)


#: "the Commuter Ferry Company" makes nobody a commuter; "the Elm Rail Passenger Panel" watches a firm.
_WHOM_IT_CARRIES = re.compile(
    r"\b(?:Commuter|Passenger|Customer) (?=[A-Z])"
    r"(?!(?:\w+ ){0,2}(?:Group|Panel|Forum|Association|Council|Watch|Charter|Alliance|Committee)\b)"
)


def _without_those_served(words: str, inside: list[Mention]) -> str:
    """A description where the names of firms do not say whom they serve."""
    firm = named_on(inside, "employer")
    return _WHOM_IT_CARRIES.sub("", words) if firm else words


def _is_within(party: re.Match[str], words: str, body: Mention) -> bool:
    """Whether a party’s word is only a part of a body’s name: "the Taxpayers’ Alliance"."""
    name = body.organisation.name
    start = words.find(name)
    word = party.start(1) if party.group(1) else party.start(2)
    whole = re.search(r"\s[A-Z]", name)  # no "Conservative local government"
    return bool(whole) and start >= 0 and start <= word < start + len(name)


def minister(words: str, inside: list[Mention], known: Known) -> Post | None:
    """Those who govern: by the title beside the name, or by "minister" among the words."""
    if _OF_A_UNIVERSITY.search(words) or _UNION_TREASURER.search(words):
        return None
    local = _LOCAL_ADMINISTRATOR.search(words)
    if local:
        return Post(local.group(1), "employer")
    clerk = _CLERK_ALONE.search(words)
    employing_town = _employing_town(known)
    if clerk:
        return Post(employing_town or clerk[1].lower(), "employer")
    town = _OF_THE_TOWN.search(words)
    if town:
        employer = next((m.organisation for m in inside if m.organisation.side == "employer"), None)
        if employer or employing_town or not known.last.get("employer"):
            return Post(employer.name if employer else town.group(1), "employer")
    name = named_on(inside, "government")
    if employing_town and _MAYOR_BESIDE.search(words):
        return Post(employing_town, "employer")  # the mayor of the town whose staff are out
    title = _TITLE_BESIDE.search(words)
    if title:
        if title[1].endswith("Mayor"):
            return Post(name or "Mayor", "government")  # of a town, whatever it is called
        beside = _OPENING.sub("", title[1])
        beside = "Governor" if beside == "Gov" else beside
        # "after meeting Chief Minister Jo Marsh along with officials, Transport Minister Ruth Lall"
        another = name and name.endswith(" Minister") and not name.endswith(beside)
        return Post(beside if another else name or beside, "government")
    if not GOVERNMENT_ROLE.search(words) or any(m.organisation.side == "employer" for m in inside):
        return None
    role = _GOVERNMENT_TITLE.search(words)
    title_alone = role and re.sub(r"^\W*s\s", "", _DETERMINER.sub("", role.group())).strip(" ,")
    title_alone = title_alone and _OPENING.sub("", title_alone)
    return Post(name or title_alone, "government")


def _employing_town(known: Known) -> str | None:
    """The town or council that was named last of those who employ, if it is one."""
    last = known.last.get("employer")
    return last.name if last and _TOWN.search(last.name) else None


#: Of a town or a county, which employs those who are out or only has them within its bounds.
_LOCAL = (
    r"(?:[Mm]ayor|[Cc]ouncil(?:man|woman|member)|[Aa]lder(?:man|woman)|[Ll]egislator"
    r"|[Cc]ounty [Ee]xecutive|(?:[Tt]own|[Cc]ounty|[Cc]ity) [Ss]upervisor)"
)
_LOCAL_BEFORE = re.compile(rf"\b{_LOCAL},?\s$")
_LOCAL_AFTER = re.compile(rf",\s(?:the |an? )?(?:[\w’'-]+ ){{0,2}}?{_LOCAL}\b")


def is_local_politician(text: str, start: int, end: int) -> bool:
    """Whether a name stands beside an office of a town: on whose side it is, the dispute has to tell."""
    before = _LOCAL_BEFORE.search(text, max(0, start - 40), start)
    return before is not None or _LOCAL_AFTER.match(text, end) is not None


#: A councillor who speaks for the council, and not for the opposition in it.
_COUNCILS_OFFICE = re.compile(
    r"\b(?:cabinet member|portfolio|conven[eo]r|(?:chairs?|chairman|chairwoman|leads?|heads?|leader|deputy leader|spokes\w+) (?:of |for )?the)\b"
)
_OPPOSED = re.compile(rf"\b(?:[Oo]pposition|group|shadow|{PARTY})\b")
#: "who chairs the parents’ association", "spokesman for the strikers": an office outside the council.
_OUTSIDE = re.compile(
    r"\b(?:union|branch|strikers?|march|protest|rally|campaign|association|residents?|parents?|charity|society|alliance|club)\b",
    re.IGNORECASE,
)


def council_officer(words: str, inside: list[Mention], known: Known) -> Post | None:
    """The post of a councillor with an office, where it is the council whose staff are out."""
    if not _COUNCILS_OFFICE.search(words) or _OPPOSED.search(words) or _OUTSIDE.search(words):
        return None
    last = known.last.get("employer")
    council = named_on(inside, "employer") or (last.name if last else "")
    return Post(council, "employer") if _TOWN.search(council) else None


def named_on(bodies: list[Mention], side: str) -> str | None:
    """The first of ``bodies`` on that side, by name."""
    return next((m.organisation.name for m in bodies if m.organisation.side == side), None)
