"""Finding people's names in a paragraph: by title, by the recogniser, by the post beside them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Set

from stancenlp.extraction.cue_words import PAPER
from stancenlp.extraction.first_names import pronoun_of
from stancenlp.extraction.frames import NO_STAND_IN, STAND_IN, Frame
from stancenlp.extraction.places import BORN_AFTER, IN, POST_OF_A_PLACE, is_a_place, is_no_person
from stancenlp.extraction.roles import (
    BYSTANDER,
    JOB,
    POLITICAL_TITLE,
    PORTFOLIO,
    RANK,
    TITLE_OF_POST,
)

_WORD = NO_STAND_IN + r"(?:[dl][’'])?[A-ZÀ-ÖØ-Þ][\w’'-]*[\w]"
_INITIALS = NO_STAND_IN + r"(?:[A-Z]\.?){1,3}"
_PARTICLE = r"(?:de|van|von|der|den|di|da|la|le|ap|al|bin|ó|o|mac|ní|Ó|Ní|du|dos|an)"
TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|(?:Assoc(?:iate)?\.?\s)?Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Cllr|Clr|Cr|Coun|Councillor|Alderman|Rev|Fr"
    r"|Mzee|Malam|Mallam|Pastor|Bishop|Imam|Sheikh|Rabbi|Comrade|Captain|Capt|Lt|Sgt|Det|Insp|Cpl|Col(?=\.)|Cmdr|Supt|Hon|Comr|Senator|Sen|Rep|Gov|Engr|Alhaji|Chief(?:\s(?!Executive|Operating|Financial|People|Medical|Nursing)[A-Z]\w+\sOfficer|(?!\s(?:Executive|Operating|Financial|People|Medical|Nursing|Officer|Constable|Minister|Secretary|Commissioner|Inspector|Superintendent|Steward|Economist)))|Justice|Barrister|Judge|Smt|Shri|Sri|Advocate|Adv)\.?"
)
#: A titled name ("Ms Gorton"), which is surely a person.
TITLED = re.compile(
    rf"\b{TITLE}\s+(?:Dr\.?\s+)?((?:{_WORD}|{NO_STAND_IN}[A-Z]\.?)(?:\s+(?:{_PARTICLE}\s+)?(?:{_WORD}|{NO_STAND_IN}[A-Z]\.?)){{0,3}})"
)

_FULL_NAME = re.compile(
    rf"^(?:{_WORD}|(?:[A-Z]\.?){{1,3}})(?:\s+(?:[A-Z]\.?|{_WORD}|{_PARTICLE}|[“\"']\w+[”\"'])){{1,4}}$"
)
POSSESSIVE = re.compile(r"[’']s?$")
_TITLE_START = re.compile(rf"^{TITLE}\s+")
#: "Mr", of which the recogniser took nothing more.
_ONLY_TITLE = re.compile(TITLE)
#: "GREYPORT, Ont. —": where an article was written, before its first words.
_DATELINE = re.compile(r"(?:,\s[A-Z][\w.]+)?\s(?:\([^()]{2,20}\)\s)?[–—-]{1,2}\s?")
CAPITALS = re.compile(
    rf"(?:(?:[A-Z]\.\s?){{1,3}})?{_WORD}(?:\s+(?:{_PARTICLE}\s+)?(?:{_WORD}|{_INITIALS}))*"
)
#: "Unite Secretary Sharon Graham": a post that the recogniser took along.
_LEADING_POST = re.compile(
    rf"^(?:(?:[A-Z][\w’']+ ){{0,4}}?(?:{POLITICAL_TITLE}|Dr|Sir|Prof|Professor)\.? (?:Sir |Dame |Dr )?(?=[A-Z])|(?:[A-Z]\w+ ){{0,2}}(?i:{TITLE_OF_POST}|{JOB}|midwife|economist)\s(?=[A-Z]))"
)
#: "Nerys Bowen MS": what follows the name is a seat.
_SEAT = re.compile(rf"\s(?:{POLITICAL_TITLE}|QC|KC|OBE|CBE)$")
#: "Midwife Aoife Byrne", of which the recogniser took the surname alone.
_FIRST_NAME = re.compile(rf"\b(?i:{TITLE_OF_POST}|{JOB})\s({_WORD}\s)$")
#: "Labour's Pam Dunsire", taken for one name.
_OWNER = re.compile(rf"^{_WORD}[’']s\s")
#: "a loader called Baz", "who gave her name as Blessing", "another person, Moses, was worried".
_CALLED = re.compile(
    rf"\b(?:(?i:{JOB}|man|woman|person|member|student|passenger|shopper|customer)\s(?:called|named)|(?:his|her|their) name (?:only |simply |just )?as)\s+({_WORD}(?:\s{_WORD})?)"
    rf"|\bOne of (?:those|them|the [a-z]+)(?: [^.,;:“”\"]{{3,60}})?, ({_WORD}), (?=(?:is|was|has|had|said|says|[a-z]+ed)\b)"
    rf"|\b[Aa]nother (?:(?i:{JOB})|man|woman|person|commuter|passenger|student), ({_WORD}),\s(?=[a-z])"
)
#: "Bec, a casual tutor,", "Dave, 41, who": a single name that only a person's can be.
_ONE_NAME = re.compile(
    rf"(?:^|(?<=[.!?] ))((?!Mondays?\b|Yesterday\b|Today\b)[A-Z][a-zà-ÿ]{{2,14}})(?=, (?:\d\d, |an? (?:[\w-]+ ){{0,3}}?(?i:{JOB}|{BYSTANDER})\b|who (?:was|is|has|had|drives|works|lives)\b))"
)
#: "Shazia is in the union. She said": whoever is "she" in the next sentence is a person.
_THEN_SHE = re.compile(
    r"(?:^|(?<=[.!?] ))([A-Z][a-zà-ÿ]{2,14})(?= (?:is|was|has|had|works|lives|drives|cleans|teaches) [^.“”\"]{3,120}\. (?:She|He) (?:said|says|told|added)\b)"
)
#: "Lowri, walking with her daughter, has planted trees here since 2004. “…,” she said.", likewise.
_DOING_THEN_SHE = re.compile(
    rf"(?:^|(?<=[.!?] ))([A-Z][a-zà-ÿ]{{2,14}})(?=, [a-z]+ing [^.,“”\"]{{3,80}}, (?:is|was|has|had) [^.“”\"]{{3,160}}\. (?:{STAND_IN}[,.!?]? )?(?:[Ss]he|[Hh]e) (?:said|says|told|added|laughed|joked)\b)"
)
#: "Emrys Tudor came to the works in 1968. He has …": a full name that the recogniser did not see.
_FULL_THEN_SHE = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=[a-z], ))((?!The\b|In\b|At\b|On\b){_WORD} {_WORD})(?= (?:[a-z]+ly )?(?:is|was|had|has|came|went|spent|took|left|lives?|works?|drives?|[a-z]{{3,}}ed) [^.“”\"]{{3,160}}\. (?:She|He) [a-z])"
)
#: "union president A Thiagarajah said": an initial without its full stop.
_INITIAL_AND_NAME = re.compile(
    rf"\b(?i:{TITLE_OF_POST}|{JOB})\s((?:[A-Z]\.?\s?){{1,3}}(?<=\s){_WORD})(?=,? (?:said|says|told|tells|added|was|is|has|had|warned|called)\b|,)"
)
#: "National Officer", "Chief Transport Officer": a post, and nobody's name.
_POST_ALONE = re.compile(
    rf"(?:(?:{RANK}|{PORTFOLIO})\s){{0,2}}(?:{TITLE_OF_POST}|{JOB})", re.IGNORECASE
)
#: "told Staffroom", "speaking to Reuters": a single name that was told something is a paper's.
_HEARD = re.compile(r"\b(?:told|to|tells)\s$")
_NOT_A_PERSON = re.compile(
    r"^(?:In|At|On|For|From|By|To|The|With|After|But|And|When|While|As|If)\s|\b(?:Schools?|College|University|Hospital|Station|Committee|Branch|Vice President|Executive Officer|Managing Director|City Council\w+|Centre|Library|Airport|Police|Services?|Authority|Office|Agency|Commission|Union|Council|Minister|Secretary|Government|Department|Street|Road|House|Strike|Fire$|Act|Bill$|Township|County|Budget|Christmas|Easter|Covid|Brexit|Facebook|Twitter|BBC|News|Read|Share|Photo|Picture|Image|Getty|Updated|Published|Trust|Ltd)\b|\b(?:St|Rd|Ave)$|^(?:Outside|Inside|Nearby|Elsewhere|Meanwhile|Afterwards|Labour|Tory|Tories|Unite|Acas|Parliament|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Welsh|Scottish|Irish|British|English|Other|Staff|Residents|Members)$|\b(?:Conservative|Labour|Tory|Democratic|Republican)\b"
    rf"|^(?:The )?(?:Sunday|Daily|Evening|Weekly) (?:Times|News|Star|Sun|World|Mail|Mirror|Express|Post|Telegraph|Record|Independent|Tribune|Herald|Standard|Trust|People|Nation|Mercury|Echo|Chronicle|Gazette|Press|Life|Business)$|\b(?:{PAPER})$"
    r"|\b(?:Labou?r|Boxing|Christmas|Veterans|Memorial|Election|Independence|May|Year[’']s|Father[’']s|Mother[’']s|Valentine[’']s|Family|Canada|Australia|Anzac|Thanksgiving|Presidents|Columbus|Workers|Earth|Budget|Polling|Groundhog) Day\b"
)


#: "organiser in public services Jo Marsh insists": the verb shows that the name is a person's.
_POST_THEN_NAME = re.compile(
    r"\b(?:organi[sz]er|secretary|officer|head|lead|official|spokes\w+|director|representative|manager|chief|leader) (?:for|of|in|at|on) [\w&’' -]{3,50},?\s$"
)
_SPEAKS = re.compile(
    r",?\s(?:said|says|told|added|adds|insist(?:s|ed)|warn(?:s|ed)|claim(?:s|ed)|argue[sd]|explain(?:s|ed)|is|was)\b"
)


#: Names that their surroundings show, whatever the recogniser made of them.
_BY_THEMSELVES = (_ONE_NAME, _THEN_SHE, _DOING_THEN_SHE, _FULL_THEN_SHE, _INITIAL_AND_NAME)


def person_names(
    frame: Frame,
    taken: list[tuple[int, int]],
    surnames: Set[str],
    unions: list[tuple[int, int]] | tuple[()] = (),
) -> list[tuple[int, int, str]]:
    """(start, end, name) of each person named in a paragraph: by title, or found by the parser.

    ``surnames`` are those of the people named before, whose relatives may be named too; ``taken``
    and ``unions`` where bodies, and unions among them, are named.
    """
    found: dict[int, tuple[int, int, str]] = {}
    for match in TITLED.finditer(frame.text):
        name = re.sub(r"[’']s$", "", match.group(1)).rstrip(".")
        found[match.start()] = (match.start(), match.start(1) + len(name), name)
    for match in _CALLED.finditer(frame.text):
        start, end = match.span(match.lastindex or 0)
        found[start] = (start, end, frame.text[start:end])
    for offset, doc in frame.docs:
        for entity in doc.ents:
            if entity.label_ != "PERSON" and not (
                entity.label_ in ("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART")
                and (
                    _introduced(frame.text, offset + entity.start_char, offset + entity.end_char)
                    or (len(entity.text.split()) == 2 and entity.text.split()[1] in surnames)
                )
            ):
                continue
            start, end = offset + entity.start_char, offset + entity.end_char
            start, end = frame.outside_speech((start, end), "")
            if BORN_AFTER.match(frame.text, end):
                continue
            name = re.sub(r"[’']s$", "", frame.text[start:end]).rstrip(".’', ")
            title = _TITLE_START.match(name)
            if title:
                start, name = start + title.end(), name[title.end() :]
            # the recogniser likes to take a post or a union along: "Unite Sharon Graham"
            lead = _LEADING_POST.match(name)
            if lead and (" " in name[lead.end() :] or name[lead.end() :] in surnames):
                start, name = start + lead.end(), name[lead.end() :]
            owner = _OWNER.match(name)
            if owner and " " in name[owner.end() :]:
                start, name = start + owner.end(), name[owner.end() :]
            name = _SEAT.sub("", name)
            lead = _LEADING_WORD.match(name)
            if lead:
                start, name = start + lead.end(), name[lead.end() :]
            if (
                " " in name
                and not pronoun_of(name)
                and (
                    IN.search(frame.text, max(0, start - 4), start)
                    or POST_OF_A_PLACE.match(frame.text, start + len(name))
                )
            ):
                continue  # "in Cardiff Bay"
            if " " not in name and (
                is_no_person(frame.text, start, start + len(name))
                or (name not in surnames and is_a_place(frame.text, start, name))
            ):
                continue
            start, name = _completed(frame.text, start, name)
            if " " not in name:
                if frame.text[max(0, start - 4) : start].lower() == "the ":
                    continue  # "she told the Bugle"
                first = _FIRST_NAME.search(frame.text, max(0, start - 60), start)
                if first:
                    start, name = first.start(1), first.group(1) + name
            longer = re.match(rf"\s{_PARTICLE}\s{_WORD}", frame.text[start + len(name) :])
            if longer:
                name += longer.group()
            end = start + len(name)
            if any(low < end and start < high for low, high in taken):
                clash = [(low, high) for low, high in taken if low < end and start < high]
                if clash[0][0] <= start and clash[-1][1] >= end:
                    continue
                start = max([start] + [high for low, high in clash if high < end])
                union = next((low for low, high in unions if start < low < end <= high), None)
                if union:  # "Tom Reed GMB National Officer", but "Barnley Unison"
                    end = union - 1
                    if " " not in frame.text[start:end]:
                        continue
                name = frame.text[start:end].strip()
                start = frame.text.find(name, start)
            single = " " not in name and name[:1].isupper() and len(name) > 2
            taken_already = any(low <= start < high for low, high, _ in found.values())
            if (single or _FULL_NAME.match(name)) and not taken_already:
                found[start] = (start, start + len(name), name)
    for match in itertools.chain(*(pattern.finditer(frame.text) for pattern in _BY_THEMSELVES)):
        if not any(low <= match.start(1) < high for low, high in taken):
            found.setdefault(match.start(1), (*match.span(1), match.group(1)))
    for start, end in (*_beside_speech(frame.text), *_first_named(frame.text)):
        known = [(low, high) for low, high, _ in found.values()] + taken
        if not any(low < end and start < high for low, high in known):
            found[start] = (start, end, frame.text[start:end])
    for match in CAPITALS.finditer(frame.text):
        for name in _tails(match):
            start = match.end() - len(name)
            if any(
                low <= start < high or start <= low < match.end() for low, high, _ in found.values()
            ):
                break
            if any(low < match.end() and start < high for low, high in taken):
                continue
            if _introduced(frame.text, start, match.end()):
                found[start] = (start, match.end(), name)
                break
    named = [
        (start, start + len(_SEAT.sub("", name)), _SEAT.sub("", name))
        if _SEAT.search(name)
        else (start, end, name)
        for start, end, name in found.values()
    ]
    return [
        item
        for item in named
        if not _is_no_name(frame.text, *item)
        and not _HEARD.search(
            frame.text, max(0, item[0] - 12), item[0] if " " not in item[2] else 0
        )
    ]


#: "Philippa Street, CEO of": behind a first name, what else is a road is a surname.
_SURNAME_TOO = re.compile(r"\w+ (?:Street|Road|House|Bill|Act|Read|Strike)")


def _is_no_name(text: str, start: int, end: int, name: str) -> bool:
    """Whether a name is that of something else than a person: a road, a post, a dateline."""
    if _POST_ALONE.fullmatch(name) or _ONLY_TITLE.fullmatch(name):
        return True
    if name.isupper() and start == 0 and _DATELINE.match(text, end):
        return True
    if _SURNAME_TOO.fullmatch(name) and pronoun_of(name) and _POST_AFTER.match(text, end):
        return False
    return _NOT_A_PERSON.search(name) is not None


def in_title_case(line: str) -> bool:
    """Whether a line is a headline With A Capital On Each Word, which makes names of anything."""
    words = re.findall(r"[A-Za-z]{4,}", line)
    return 3 <= len(words) <= 20 and line[-1:] not in '.”"' and all(w[0].isupper() for w in words)


_SAYS = r"(?:said|says|tweeted|wrote|writes|shared|posted|added|replied|asked|recalled|joked|told|explained|noted)"
_TWO_NAMES = rf"{_WORD}(?:\s(?:[A-Z]\.|{_WORD})){{1,2}}"
#: "“…,” tweeted Mack Tolbert.", "“…,” Carly Brandt wrote": names beside a quotation and its verb.
_BESIDE_SPEECH = re.compile(
    rf"{STAND_IN}[,.!?]?\s(?:{_SAYS}\s(?:(?!(?:the|an?|his|her|their|its|of|at|in|for|to|by|from|on)\b)[a-z][a-z-]+\s){{0,4}}(?P<after>{_TWO_NAMES})(?=[.,;:]|\s[a-z]|$)|(?P<before>{_TWO_NAMES})\s{_SAYS}\b)"
)


def _beside_speech(text: str) -> Iterator[tuple[int, int]]:
    """Where names stand beside a quotation and its verb, whatever the recogniser made of them."""
    for match in _BESIDE_SPEECH.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        lead = _LEADING_WORD.match(text, start, end)
        start = lead.end() if lead else start
        # "said Mack Tolbert’s lawyer" is about the lawyer
        if text[end - 2 : end] not in ("’s", "'s") and not _NOT_A_PERSON.search(text[start:end]):
            yield start, end


#: "In Leeds": a word that only begins the sentence.
_LEADING_WORD = re.compile(
    r"(?:In|At|On|From|For|But|And|As|After|When|While|Meanwhile|Said|Says|Added|Asked)\s"
)
#: What can follow a name that speaks.
_THEN_SPEAKS = r"(?=,| (?:said|says|told|added|warned|called)\b)"
_REST_OF_NAME = re.compile(rf"\s(?:(?:O[’']|Mc)[A-Z]\w+|{_WORD}{_THEN_SPEAKS})")
_HALF_BEFORE = re.compile(
    rf"(?:(?:\b[A-Z]\.\s?){{1,3}}|[A-Z][\w’']*-|(?<=[a-z] )(?!{TITLE}\s|[A-Z]+\s){_WORD}\s)$"
)


def _completed(text: str, start: int, name: str) -> tuple[int, str]:
    """A name of which the recogniser took one half: "Bell" of "Denise Okafor-Bell"."""
    if start and text[start - 1] == "-":
        hyphened = re.search(r"[\w’'-]+-$", text[max(0, start - 30) : start])
        if hyphened:
            start, name = start - len(hyphened.group()), hyphened.group() + name
    if " " not in name:
        first = _HALF_BEFORE.search(text, max(0, start - 30), start)
        if first:
            start, name = first.start(), first.group() + name
    rest = _REST_OF_NAME.match(text, start + len(name))
    return start, name + rest.group() if rest else name


#: "St. Louis", "The Charlotte Observer": a first name that begins no person's.
_PLACE_BEFORE = re.compile(
    r"\b(?:the|St\.?|San|Santa|Port|Fort|Lake|Mount|Saint)\s$", re.IGNORECASE
)


def _first_named(text: str) -> Iterator[tuple[int, int]]:
    """Where capitalised words begin with a first name, whatever the recogniser made of them."""
    for match in CAPITALS.finditer(text):
        words = list(re.finditer(r"\S+", match.group()))
        for number, word in enumerate(words[:-1]):
            # "Doug Pruitt’s office" ends with the possessive
            further = words[number + 1 : number + 3]
            last = next((w for w in further if POSSESSIVE.search(w.group())), further[-1])
            name = POSSESSIVE.sub("", match.group()[word.start() : last.end()])
            start = match.start() + word.start()
            place = _PLACE_BEFORE.search(text, max(0, start - 8), start)
            if pronoun_of(name) and not place:
                if _is_no_name(text, start, start + len(name), name):
                    continue
                yield start, start + len(name)
                break


def _tails(match: re.Match[str]) -> Iterator[str]:
    """The last three, then the last two words of a run of capitalised words, as names."""
    words = match.group().split()
    for count in (3, 2):
        if len(words) >= count and not words[-count].endswith(("’s", "'s")):
            yield " ".join(words[-count:])


def _introduced(text: str, start: int, end: int) -> bool:
    """Whether a name the recogniser took for a body stands where only a person can."""
    name = text[start:end]
    if _LEADING_WORD.match(name):
        return False
    after = text[end : end + 60]
    if " " not in name and name[:1].isupper() and not name.isupper():
        job = _JOB_BEFORE.search(text, max(0, start - 40), start)
        return bool((job and _SPEAKS.match(after)) or _POST_AFTER.match(after))
    if not _FULL_NAME.match(name) or len(name.split()) > 3:
        return False
    led = _POST_THEN_NAME.search(text, max(0, start - 70), start) or _OWNER_BEFORE.search(
        text, max(0, start - 4), start
    )
    if led and _SPEAKS.match(after):
        return True
    if _POST_AHEAD.search(text, max(0, start - 120), start) and _SPEAKS_NEXT.match(after):
        return True
    return bool(
        _POST_BEFORE.search(text, max(0, start - 60), start)
        or _AS_A_PERSON.match(after)
        or _POST_AFTER.match(after)
        or (len(name.split()) == 2 and _OF_A_BODY.match(after))
    )


#: What only follows the name of a person: an age, "whose son", "opened his shop".
_AS_A_PERSON = re.compile(
    r",\s\d\d,|\s\(\d\d\)|,\s(?:who\b|whose (?:sons?|daughters?|mother|father|husband|wife|partner|children|kids)\b)"
    r"|\s(?!of\b|and\b|for\b)[a-z]+ (?:[a-z]+ )?(?:his|hers?)\b"
)
_JOB_BEFORE = re.compile(rf"\b{JOB}\s$")
_OWNER_BEFORE = re.compile(r"(?:[’']s|s[’'])\s$")
#: "The personnel manager at Wavenmould, Lesley Thirkettle, said".
_POST_AHEAD = re.compile(
    rf"\b(?i:{TITLE_OF_POST}|{JOB})\b(?:\s(?:of|at|for|in|with|on|to)\b[^.;:,“”\"]{{2,70}})?,\s$"
)
_SPEAKS_NEXT = re.compile(
    r",?\s(?:said|says|told|added|adds|insist(?:s|ed)|warn(?:s|ed)|claim(?:s|ed)|argue[sd]|confirmed|described|called|has (?:said|called|confirmed))\b"
)
_POST_BEFORE = re.compile(
    rf"\b(?i:{TITLE_OF_POST}|{JOB}|{BYSTANDER}|(?:mum|mother|dad|father|gran|grandmother|grandfather)-of-\w+)(?: (?:for|of) (?:[A-Z][\w’'-]+|and|of|the|for)(?: (?:[A-Z][\w’'-]+|and|of|the|for)){{0,5}})?,?\s+$"
)
#: "Kate Nicholls of UKHospitality said".
_OF_A_BODY = re.compile(
    r"\s(?:of|from)\s(?:the\s)?[A-Z][\w&’'-]*(?:\s(?:(?:of|and|the|for)\s)*[A-Z][\w&’'-]*){0,5},?\s(?:said|says|told|added|warned|called|argued|insisted)\b"
)
_POST_AFTER = re.compile(
    rf",\s+(?:(?:the|its|an?) )?(?:[\w’'-]+ ){{0,3}}(?:{TITLE_OF_POST}|{JOB}|CEO)\b", re.IGNORECASE
)
