"""The bodies that an article itself teaches: abbreviations, short names, who is spoken of as what."""

from __future__ import annotations

import functools
import re

from stancenlp.extraction.gazetteer import Organisation, gazetteer, key_of, listed_names
from stancenlp.extraction.name_contexts import (
    employs,
    has_union_officer,
    perhaps_employer,
    picketed,
    side_by_kind,
    spoken_of_as_union,
    surely_employer,
)
from stancenlp.extraction.name_words import ASSOCIATION, side_by_name
from stancenlp.extraction.names import (
    BODY_WORDS,
    CAPITAL_WORD,
    NAME,
    NO_NAME,
    PERSON_LIKE,
    TITLED_NAME,
    clean_name,
    without_post,
)
from stancenlp.extraction.roles import PARTY, PORTFOLIO

_ABBREVIATION = re.compile(r"\s\(([A-Z][\w&-]{1,9})(?:[’']s)?\)")
#: "Rail, Maritime and Transport (RMT) union".
_THEN_UNION = re.compile(r"\s\([A-Z][\w&-]{1,9}\)\s(?:trade )?[Uu]nion\b")
#: "general secretary of Kenya’s biggest union".
_ITS_UNION = re.compile(r"\s(?:[\w-]+ ){0,2}(?:union|federation|guild)\b")
#: "Northair’s union pilots": of whoever they work for.
_ITS_STAFF = re.compile(
    r"\s(?:union|unioni[sz]ed) (?:pilots|drivers|workers|crews?|staff|mechanics|nurses|teachers|employees|machinists)\b"
)
_PARTY = re.compile(PARTY + "|Lab|Con|Ind|LD|FF|FG|SF")
_CAPITAL_INSIDE = re.compile(rf"(?<=[\w,] )({CAPITAL_WORD})")
_NEVER_UNIONS = {
    "Labour", "Conservative", "Council", "NHS", "Union", "Trade", "Trades", "Labor", "Local", "Student", "Students",
    # which stand between a union's name and its branch: "the Bakers Union VIC branch"
    "VIC", "Vic", "NSW", "QLD", "Qld", "WA", "SA", "TAS", "Tas", "NT", "ACT", "UK", "NI",
}  # fmt: skip
#: "FPU National Secretary Martin Cane": an abbreviation that the article does not spell out.
_OFFICER_OF_ACRONYM = re.compile(
    r"([A-Z]{3,6}) (?:(?:National|General|State|Branch|Regional|District|Assistant|Deputy|Divisional|Acting) ){1,2}(?:Secretary|Organi[sz]er|Convenor)\b"
)
_PLACES = set(
    re.findall(
        r"\w+",
        "Britain British Scottish Welsh Irish English UK US USA Wales Scotland Ireland England",
    )
)
#: First words too common to stand for the whole name of an employer.
_GENERIC = (
    NO_NAME
    | _PLACES
    | set(
        re.findall(
            r"\w+",
            "National Royal General United Northern Southern Eastern Western Central South North West East"
            " Great London Dublin American Canadian Australian European International Public New First City"
            " County State Local Health Transport Greater Department School University",
        )
    )
)
_TWO_WORDS = r"\b([A-ZÀ-ÖØ-Þ][\w&-]+(?: [A-ZÀ-ÖØ-Þ][\w&-]+)?)"
#: A name of one or two words with no other behind it, and one that speaks.
_ALONE = re.compile(rf"{_TWO_WORDS}(?:[’']s?)?(?=\s[a-z]|[,.])")
_SPEAKING = re.compile(
    rf"{_TWO_WORDS} (?:has )?(?:said|says|confirmed|warned|declined|insisted|offered)\b"
)
_SPOKEN_WITH = re.compile(
    rf"\b(?:talks|negotiations|contract|deal|agreement|dispute) with {_TWO_WORDS}|{_TWO_WORDS} spokes\w+"
)
#: Bodies that are named after their place, which is not them.
_PUBLIC = re.compile(
    r"\b(?:Council|University|Hospitals?|City|County|Borough|Town|Schools?|District|College|Board|Trust|Airport|Ports?|Police|Authority)\b"
)
_JOINERS = {"of", "the", "and", "for", "&", "in", "on"}
_NATIONAL = re.compile(r"^(?:\w+ )?\w+(?:ish|ese|[ai]an|ench|utch|man)$")
#: "The South Avonian teachers’ union".
_TRADE_UNION = re.compile(r"\s(?:[a-z]+[’']?\s){1,2}?union\b")
#: "NUMSA", "AlbaRail": no word that a sentence may begin with.
_IS_COINED = re.compile(r"^(?=...)[A-ZÀ-Þ0-9&]+$|[a-z][A-Z]")
#: "Norvane says it hopes".
_OF_ITSELF = re.compile(
    r"\b([A-ZÀ-ÖØ-Þ][\w&-]{3,}) (?:says|said) (?:that )?(?:its|it (?:hopes?|wants?|has|had|will|expects?|remains?|plans?|regrets?|respects?|cannot))\b"
)
_THE_COMPANY = re.compile(
    r"\b[Tt]he (?:company|firm|employer)\b|\bcompany (?:spokes\w+|officials)\b"
)
_SAID_BY = ("said ", "says ", "added ", "asked ")
#: "London-based", "Seattle-area": a place, whoever works there.
_ADJECTIVE = re.compile(r"-(?:area|based|wide|born|style|bound|run|owned|led|only)$")

#: "Dalton Aerospace Spokesperson Amy Kerr".
_SPOKESPERSON_OF = re.compile(
    r"([A-Z][\w&’'-]+(?: [A-Z][\w&’'-]+){0,3}?) Spokes(?:man|woman|person)\b(?= [A-Z])"
)
#: "Leeds Equity boss Jo Marsh".
_RUNS_A_FIRM = re.compile(r"(?:[’']s?)? (?:boss(?:es)?|management|managers?|chief executive)\b")
#: "Labour Transport", "Strike Committee": for what else somebody speaks.
_NO_FIRM = re.compile(
    rf"\b(?:{PORTFOLIO}|Committee|Campaign|Strike|Group|Opposition|Shadow|Party|Labour|Labor|Green|Greens|Democrat|Republican)$"
)


def _ends(name: str) -> tuple[str, str]:
    """A name of two words, and its last word alone."""
    return name, name.split()[-1]


def _last_named(name: str, abbreviation: str) -> str | None:
    """The last of the names joined by "and", if it alone gives the abbreviation behind them all."""
    rest = name
    while " and " in rest:
        rest = rest.partition(" and ")[2].removeprefix("the ")
        initials = "".join(word[0] for word in re.findall(r"\w+", rest) if word[0].isupper())
        if initials.casefold() == abbreviation.casefold():
            return rest
    return None


def _is_branch(name: str) -> bool:
    """Whether a name is that of a listed union behind its place: "Ardmore Siptu"."""
    place, _, last = name.rpartition(" ")
    entry = gazetteer().get(key_of(last)) if place else None
    return entry is not None and entry[0].side == "union" and not entry[1]


class LearnedNames:
    """Names an article introduces, by key: in ``local`` for sure, in ``employers`` if nothing else.

    ``short_names`` is what "the Guild" and the like mean.
    """

    def __init__(self, text: str, places: frozenset[str], people: set[str]) -> None:
        self.local: dict[str, Organisation] = {}
        self.employers: dict[str, Organisation] = {}
        self.short_names: dict[str, Organisation] = {}
        self._text = text
        self._places = places
        self._people = people
        self._learn(text)

    def by_name(self, name: str) -> Organisation | None:
        """The organisation of that name or alias, if the article or the gazetteer knows it."""
        key = key_of(name)
        if key in self.local:
            return self.local[key]
        entry = gazetteer().get(key)
        return entry[0] if entry else None

    def _learn(self, text: str) -> None:
        """Names that the article gives an abbreviation, or speaks of as unions or employers."""
        listed = {end: (start, body) for start, end, body in listed_names(text)}
        for match in NAME.finditer(text):
            name, end = match.group(), match.end()
            start, body = listed.get(end, (match.start(), None))
            if body and start < match.start():  # "Kenya Medical Practitioners, Pharmacists and …"
                self._learn_abbreviation(
                    text[end : end + 20], self._as_written(body, text[start:end])
                )
                continue
            after = text[end : end + 180]
            before = text[max(0, match.start() - 80) : match.start()].rpartition("\n")[2]
            clean = clean_name(name, self._people)
            self._learn_from_officer(clean)
            self._learn_from_spokesperson(clean)
            owner, _, owned = clean.partition("’s ")
            if owned in self._places and not self.by_name(clean):
                clean = owner  # "Pressquest’s Bradford centre"
            if not clean or TITLED_NAME.match(name) or PERSON_LIKE.match(clean):
                continue
            if clean.startswith(("I’", "I'")):
                continue  # "the most company I’ve had"
            if clean in self._people:
                # the recogniser takes many a company for a person
                if before.endswith(_SAID_BY):
                    continue  # "said Jo Marsh, a crane operator"
                kind = None if before.endswith(", ") else side_by_kind(before, "")
                if not (kind or employs(clean, before, after)) or side_by_name(clean):
                    continue
                self._people.discard(clean)
            known = self.by_name(clean)
            side = known.side if known else side_by_name(clean)
            if known is None and _THEN_UNION.match(after):
                self.local[key_of(clean)] = Organisation(clean, "union")
                side = "union"
            starts = not before.strip() or before.rstrip()[-1] in ".!?:"
            # an acronym is no word that a sentence may begin with
            begun = starts and name.removeprefix("The ").startswith(clean)
            first = begun and " " not in clean and not _IS_COINED.search(clean)
            new = not known and side in (None, "weak") and clean not in NO_NAME | _NEVER_UNIONS
            owns = name.endswith(("’s", "'s"))
            has_one = owns and _ITS_UNION.match(after)
            new_name = new and not has_one and not _is_branch(clean)
            spoken = new_name and spoken_of_as_union(before, after[:60], first)
            of_one = has_union_officer(after) and not _PUBLIC.search(clean)
            if side == "employer" and not known and of_one:
                spoken = True  # "Tram Ferry and Bus"
            if spoken and len(clean) > 2:
                of_place = _NATIONAL.match(clean) and _TRADE_UNION.match(after)
                full = clean + of_place.group() if of_place else self._in_full(clean)
                self.local[key_of(clean)] = Organisation(full, "union")
                side = "union"
            if new and owns and _ITS_STAFF.match(after):
                self.employers.setdefault(key_of(clean), Organisation(clean, "employer"))
            kind = side_by_kind(before, after) if new else None
            if kind and len(clean) > 2:
                self.local[key_of(clean)] = Organisation(clean, kind)
                side = kind
            if side is None and new and self._is_employer(clean, before, after, first):
                self.employers.setdefault(key_of(clean), Organisation(clean, "employer"))
                side = "employer"
            held = without_post(clean) != clean  # "Ferry Union President (Acting)"
            if (side or " " in clean) and not held and not PERSON_LIKE.match(name):
                its_side = "union" if side == "weak" else side or "unknown"
                body = self._as_written(known, clean) if known else Organisation(clean, its_side)
                self._learn_abbreviation(after, body)
        self._learn_short_names(text)
        self._learn_lone_employer(text)

    def _learn_from_officer(self, name: str) -> None:
        """ "FPU National Secretary Martin Cane": a union, though nothing else is told of it."""
        officer = _OFFICER_OF_ACRONYM.match(name)
        if officer is None:
            return
        acronym = officer.group(1)
        party = acronym in _NEVER_UNIONS or _PARTY.fullmatch(acronym)
        if not party and self.by_name(acronym) is None:
            self.local[key_of(acronym)] = Organisation(acronym, "union")

    def _learn_from_spokesperson(self, name: str) -> None:
        """ "Dalton Aerospace Spokesperson Amy Kerr": a firm, if it is no place, party or portfolio."""
        spoken_for = _SPOKESPERSON_OF.match(name)
        if spoken_for is None:
            return
        firm = spoken_for.group(1)
        known = firm in _GENERIC | self._people | self._places or self.by_name(firm)
        if not known and side_by_name(firm) is None and not _NO_FIRM.search(firm):
            self.employers.setdefault(key_of(firm), Organisation(firm, "employer"))

    def _learn_lone_employer(self, text: str) -> None:
        """ "Norvane says it hopes": the company, where the article names no other employer."""
        known = [
            *self.local.values(),
            *self.employers.values(),
            *(b for _, _, b in listed_names(text)),
        ]
        names = {clean_name(match.group(), self._people) for match in NAME.finditer(text)}
        if any(body.side == "employer" for body in known) or not _THE_COMPANY.search(text):
            return
        if any(side_by_name(name) == "employer" for name in names):
            return
        people = {part for person in self._people for part in person.split()}
        spoke = [match.group(1) for match in _OF_ITSELF.finditer(text)]
        for name in spoke:
            if name not in people | self._places | NO_NAME | _GENERIC and not self.by_name(name):
                self.employers.setdefault(key_of(name), Organisation(name, "employer"))

    def _as_written(self, listed: Organisation, name: str) -> Organisation:
        """A listed body by its full name here: "Transport Workers Union" is no union "of America"."""
        own = listed.name in self._text or side_by_name(name) is None
        return listed if own else Organisation(name, listed.side, known=True)

    def _in_full(self, name: str) -> str:
        """ "the ABC union’s" where the article has the ABC Nursing Union."""
        full = re.search(
            rf"\b{re.escape(name)} (?:[A-Z][\w’']+ ){{0,3}}(?:Union|Association|Federation|Guild)\b",
            self._text,
        )
        return full.group() if full else name

    def _is_employer(self, name: str, before: str, after: str, first: bool) -> bool:
        """Whether the article speaks of a name as an employer; ``first``: it begins a sentence."""
        listed = self.by_name(name.split()[0])
        if listed and listed.side == "union":  # "director of UAW Region 7"
            return False
        if self._is_of_a_place(name, after):  # "a Hull Unite spokesman"
            return False
        if name in _GENERIC or len(name) <= 3 or key_of(name) in self.local:
            return False
        place = name in self._places or _ADJECTIVE.search(name)
        common = " " not in name and name.lower() in self._words
        if common or (place and _NATIONAL.search(name)):
            return False
        if surely_employer(before, after):
            return True
        if picketed(before) and name.split()[0] in self._bargaining:
            return True
        once = first and name not in self._capitals_inside
        if place and employs(name, before, after) and name in self._bargaining:
            return True
        if once or place:
            return False
        return employs(name, before, after) or perhaps_employer(before, after[:60])

    def _is_of_a_place(self, name: str, after: str) -> bool:
        """Whether a name is that of a listed union behind its place: "Hull Unite", "Bangor UCU"."""
        place, _, last = name.rpartition(" ")
        entry = gazetteer().get(key_of(last)) if place else None
        if entry is None or entry[0].side != "union":
            return False
        # "Prospect" alone is many things: of a place that the article speaks of by itself too, and
        # no "Leeds Equity bosses"
        alone = re.compile(rf"\b{re.escape(place)}\b(?! {last})")
        return not entry[1] or bool(alone.search(self._text) and not _RUNS_A_FIRM.match(after))

    def _learn_abbreviation(self, after: str, body: Organisation) -> None:
        """ "(NUMSA)" behind a name, which is often Numsa later on; not "(Lab)", a party."""
        found = _ABBREVIATION.match(after)
        if not found or _PARTY.fullmatch(found.group(1)):
            return
        own = _last_named(body.name, found.group(1))
        if own:
            side = side_by_name(own)
            body = Organisation(own, "union" if side == "weak" else side or "unknown")
        self.local.setdefault(key_of(body.name), body)
        self.local[key_of(found.group(1))] = body
        if len(found.group(1)) > 3:
            self.local.setdefault(found.group(1).casefold(), body)

    def _learn_short_names(self, text: str) -> None:
        """ "Kahu" for Kahu Airways, "EE" for Ellendale Environmental, "the Guild" for the one guild."""
        bodies = {*self.employers.values(), *self.local.values()}
        for match in NAME.finditer(text):
            clean = without_post(clean_name(match.group(), self._people))
            side = side_by_name(clean) if " " in clean and not PERSON_LIKE.match(clean) else None
            if side in ("employer", "union", "weak"):
                bodies.add(
                    self.by_name(clean) or Organisation(clean, side.replace("weak", "union"))
                )
        words = set(re.findall(r"\b[A-ZÀ-ÖØ-Þ][\w&]+", text))
        alone = {name for match in _ALONE.finditer(text) for name in _ends(match.group(1))}
        speaking = {name for match in _SPEAKING.finditer(text) for name in _ends(match.group(1))}
        for body in sorted(bodies, key=lambda body: body.name):
            parts = body.name.split()
            if body.side == "union" or ASSOCIATION.search(body.name):
                for part in parts:
                    if part in BODY_WORDS or part == parts[-1]:
                        self.short_names.setdefault(part, body)
            initials = "".join(part[0] for part in parts if part[:1].isupper())
            # "St. Alban’s Staff Association" may be the SA, but three letters at least if not all
            for short in [initials, *(initials[at:] for at in range(1, len(initials) - 2))]:
                other = gazetteer().get(key_of(short))
                # all the initials of a body named in full outweigh a stranger’s
                own = len(short) > 2 and short == initials and body.name in text
                if other and own and other[0].name not in text:
                    other = None
                if len(short) > 1 and short in words and not other:
                    self.local.setdefault(key_of(short), body)
                    break
            for count in (2, 1):
                short = " ".join(parts[:count])
                # "Great Plains" is a place, but here the airline of that name
                place = short in self._places and count == 1
                doubtful = place or _PUBLIC.search(body.name)
                if (
                    body.side == "employer"
                    and len(parts) > count
                    and len(short) > 2
                    and short.split()[-1] not in _JOINERS
                    and not set(short.split()) <= _GENERIC
                    and short in (speaking if doubtful else alone)
                ):
                    self.employers.setdefault(key_of(short), body)

    @functools.cached_property
    def _bargaining(self) -> frozenset[str]:
        """Names that speak or are spoken with, as no place is."""
        found = [*_SPEAKING.finditer(self._text), *_SPOKEN_WITH.finditer(self._text)]
        return frozenset(
            name for match in found for name in _ends(next(filter(None, match.groups())))
        )

    @functools.cached_property
    def _words(self) -> frozenset[str]:
        """The article's words in lower case, which are no names: "Hotel workers", of hotels."""
        return frozenset(re.findall(r"\b[a-z]{3,}\b", self._text))

    @functools.cached_property
    def _capitals_inside(self) -> frozenset[str]:
        """Words that have a capital within a sentence, and so are names."""
        return frozenset(match.group(1) for match in _CAPITAL_INSIDE.finditer(self._text))
