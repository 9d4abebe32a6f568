"""Organisations in an article: unions, employers, government bodies, by gazetteer and by context.

The gazetteer is data (``organisations.jsonl``); names it does not know are recognised by their head
word ("Union", "Ministry", "Trust") or by how the article speaks of them ("X members").
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from stancenlp.extraction.gazetteer import Organisation, gazetteer, key_of
from stancenlp.extraction.name_contexts import (
    perhaps_employer,
    spoken_of_as_body,
    spoken_of_as_union,
    surely_employer,
)
from stancenlp.extraction.name_words import ASSOCIATION, side_by_name
from stancenlp.extraction.roles import (
    PARTY,
    PORTFOLIO,
    STANDING_BODY,
    side_of_standing,
)

#: A capitalised word; joined by small words it makes a name.
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w&’'./-]*(?:s[’'](?=\s[A-Z])|[\w&])|[A-ZÀ-ÖØ-Þ])"
_JOINER = r"(?:of|the|and|for|&|in|on|de|du|des|la|le|und)"
#: A name never runs on into the next line: captions and headlines have no full stop.
_GAP = r"[^\S\n]+"
_WORDS = rf"{_CAPITAL}(?:{_GAP}(?:of{_GAP})?{_CAPITAL}){{0,3}}"
#: "Rail, Maritime and Transport Union": a list is one name where a union's head word ends it.
_LISTED = rf"(?!(?:On|In|At|But|And|As|For|After|This|Last|From|Since)\b|\w+day\b){_WORDS}(?:,{_GAP}{_WORDS}){{1,5}},?{_GAP}(?:and|&){_GAP}(?:{_CAPITAL}{_GAP}){{1,4}}?(?:[Uu]nion|Workers|Federation|Association)\b"
NAME = re.compile(rf"{_LISTED}|{_CAPITAL}(?:{_GAP}(?:{_JOINER}{_GAP}){{0,2}}{_CAPITAL})*")

_ABBREVIATION = re.compile(r"\s\(([A-Z][\w&-]{1,9})\)")
_PARTY = re.compile(PARTY + "|Lab|Con|Ind|LD|FF|FG|SF")
_CAPITAL_INSIDE = re.compile(rf"(?<=[\w,] )({_CAPITAL})")

#: "President of the Association of …": the post is no part of the name.
_POST_OF = re.compile(
    r"^(?:(?:National|General|Deputy|Vice|Acting|Assistant|State|Branch)[ -])*(?:President|Chairman|Chairperson|Chair|Secretary|Secretary-General|Leader|Head|Director|Convener|Convenor|Coordinator|Spokesman|Members?|Negotiators|Officials|Leaders|Staff|Workers|Drivers|Nurses|Teachers) (?:of|for|at|from) (?:the )?"
)
#: "Transport Minister Dev Lall": what follows the post is a person.
_MINISTER = re.compile(
    rf"(.*?\bMinister (?:of State )?(?:for|of) (?:the )?(?:{PORTFOLIO}(?:, | and |,? (?={PORTFOLIO})|(?=\s)))+)\s+(?!{PORTFOLIO}\b)[A-Z]|"
    r"(.*?\b(?:Minister|Secretary|Mayor|Premier|President|Governor|Chancellor|Commissioner))\s+[A-Z]"
)
_LOCAL = re.compile(r"(?:,? Local| Lodge| Local No\.)\s\d+[A-Z]?\b")
#: Capitalised words that are no organisation by themselves.
_NO_NAME = set(
    re.findall(
        r"\w+",
        "The A An In On At It He She They We But And However Last This That After Before When While If"
        " Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
        " July August September October November December Mr Mrs Ms Dr Sir Dame Lord Lady Christmas Easter"
        " Other Others Several Some Many Both All Two Three Four Its Their Our My Your His Her",
    )
)
_NEVER_UNIONS = {"Labour", "Conservative", "Council", "NHS", "Union"}
_PLACES = set(
    re.findall(
        r"\w+",
        "Britain British Scottish Welsh Irish English UK US USA Wales Scotland Ireland England",
    )
)
#: First words too common to stand for the whole name of an employer.
_GENERIC = (
    _NO_NAME
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
_THE_CAPITAL = re.compile(r"\b[Tt]he ([A-ZÀ-ÖØ-Þ][\w-]+)(?=[’']s?\s[a-z]|\s[a-z]|[,.;:]|$)")
_EMPLOYER_WORDS = {
    "Council",
    "Trust",
    "University",
    "Company",
    "Board",
    "Authority",
    "City",
    "District",
    "Hospital",
}
_BODY_WORDS = {
    "Guild",
    "Society",
    "Federation",
    "Association",
    "Alliance",
    "Union",
    "Congress",
    "College",
}
_TWO_WORDS = r"\b([A-ZÀ-ÖØ-Þ][\w&-]+(?: [A-ZÀ-ÖØ-Þ][\w&-]+)?)"
#: A name of one or two words with no other behind it, and one that speaks.
_ALONE = re.compile(rf"{_TWO_WORDS}(?:[’']s?)?(?=\s[a-z]|[,.])")
_SPEAKING = re.compile(
    rf"{_TWO_WORDS} (?:has )?(?:said|says|confirmed|warned|declined|insisted|offered)\b"
)
#: Bodies that are named after their place, which is not them.
_PUBLIC = re.compile(
    r"\b(?:Council|University|Hospitals?|City|County|Borough|Town|Schools?|District|College|Board|Trust|Airport|Ports?|Police|Authority)\b"
)
_JOINERS = {"of", "the", "and", "for", "&", "in", "on"}
#: "Chicago Teachers Union President": a post that has capitals too.
_TRAILING_POST = re.compile(
    r"(?:\s(?:General|National|Regional|Deputy|Assistant|State|Branch|Vice))*\s(?:Vice-)?"
    r"(?:President|Secretary|Chair|Chairman|Chairperson|Leader|Director|Spokesman|Spokeswoman|Spokesperson|CEO|Organi[sz]er|Officer|Official)$"
)
_BEFORE_TITLE = re.compile(r"(?<=\w)\s(?:Dr|Prof|Professor|Sir|Mr|Mrs|Ms|Cllr)\.?\s.*$")
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Cllr)\b")
_PERSON = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Cllr|Coun|Councillor|Sen|Senator|Rep|Deputy|Gov|MP|Premier|Mayor|Governor|President)\b|(?:[A-Z]\w+ )?Minister\b|.*\b(?:MP|MSP|TD|Dr|Sir)\s"
)
_NATIONAL = re.compile(r"^\w+(?:ish|ese|[ai]an|ench|utch|man)$")
#: "London-based", "Seattle-area": a place, whoever works there.
_ADJECTIVE = re.compile(r"-(?:area|based|wide|born|style|bound|run|owned|led|only)$")


@dataclass(frozen=True)
class Mention:
    """A place in a text that names an organisation; offsets into that text, end exclusive."""

    start: int
    end: int
    organisation: Organisation


def _ends(name: str) -> tuple[str, str]:
    """A name of two words, and its last word alone."""
    return name, name.split()[-1]


class Organisations:
    """The organisations of one article, learnt from its whole text, then found in its parts."""

    def __init__(
        self,
        text: str,
        places: frozenset[str] = frozenset(),
        people: frozenset[str] = frozenset(),
    ) -> None:
        """Learn the organisations of ``text``; names of ``places`` and ``people`` are none."""
        self._local: dict[str, Organisation] = {}
        self._employers: dict[str, Organisation] = {}
        self._evident: dict[str, bool] = {}
        self._display: dict[str, Organisation] = {}
        self._text = text
        self._places = places
        self._people = {name for name in people if " " in name}
        self._found: dict[str, list[Mention]] = {}
        #: What "the Guild" and the like mean.
        self._short_names: dict[str, Organisation] = {}
        self._by_head: dict[tuple[str, str], Organisation | None] = {}
        self._learn(text)

    def by_times_named(self, side: str) -> list[Organisation]:
        """The organisations of a side, those that the article names most often first."""
        return [body for body, _ in self._counted.most_common() if body.side == side]

    def most_named(self, side: str) -> Organisation | None:
        """The organisation of a side that the article names most: who "the company" is."""
        return next(iter(self.by_times_named(side)), None)

    def times_named(self, name: str) -> int:
        """How often the article names the organisation of that name."""
        return sum(count for body, count in self._counted.items() if body.name == name)

    @functools.cached_property
    def _counted(self) -> Counter[Organisation]:
        """The organisations the article names, with how often it does."""
        return Counter(
            mention.organisation for line in self._text.split("\n") for mention in self._named(line)
        )

    def mentions(self, text: str) -> list[Mention]:
        """The organisations named in ``text``, in order, never overlapping."""
        if text not in self._found:
            named = self._named(text)
            named += self._by_last_word(text, named)
            self._found[text] = sorted(
                [*named, *self._standing(text, named)], key=lambda mention: mention.start
            )
        return self._found[text]

    def _named(self, text: str) -> list[Mention]:
        found: list[Mention] = []
        for match in NAME.finditer(text):
            position = match.start()
            for start, end, organisation in self._in_name(text, match):
                if start >= position:
                    branch = _LOCAL.match(text, end)
                    if branch and organisation.side == "union":
                        end = branch.end()
                        organisation = Organisation(text[start:end], "union")
                    found.append(Mention(start, end, organisation))
                    position = end
        return found

    def _by_last_word(self, text: str, found: list[Mention]) -> list[Mention]:
        """ "the Guild", "the Samithi": the body whose name has that word."""
        more: list[Mention] = []
        for match in _THE_CAPITAL.finditer(text):
            start, end = match.span(1)
            word = match.group(1)
            body = self._short_names.get(word)
            if word in ("Ministry", "Government", "Department"):
                body = Organisation(word, "government")
            elif word in _EMPLOYER_WORDS:
                body = self._named_by_head(word, "employer")
            if body and not any(m.start < end and start < m.end for m in found):
                more.append(Mention(start, end, body))
        return more

    def _standing(self, text: str, named: list[Mention]) -> Iterator[Mention]:
        """Bodies that are described and not named: "the county council", "a passenger watchdog"."""
        for match in STANDING_BODY.finditer(text):
            start, end = match.span(1)
            if any(m.start < end and start < m.end for m in named):
                continue
            head, side = match.group(2), side_of_standing(match.group(2))
            # "a UK government spokesman" is not of the Welsh one that the article is about
            own = re.search(r"[A-Z]", match.group(1)) is not None
            known = None if own else self._named_by_head(head.split()[-1], side)
            yield Mention(start, end, known or Organisation(match.group(1), side))

    def _named_by_head(self, head: str, side: str) -> Organisation | None:
        """The body an article names most whose name has this word: what "the council" means."""
        key = (head, side)
        if key not in self._by_head:
            word = re.compile(rf"\b{re.escape(head)}\b", re.IGNORECASE)
            fitting = [b for b in self._counted if b.side == side and word.search(b.name)]
            self._by_head[key] = max(fitting, key=self._counted.__getitem__, default=None)
        return self._by_head[key]

    def by_name(self, name: str) -> Organisation | None:
        """The organisation of that name or alias, if the article or the gazetteer knows it."""
        key = key_of(name)
        if key in self._local:
            return self._local[key]
        entry = gazetteer().get(key)
        return entry[0] if entry else None

    def _learn(self, text: str) -> None:
        """Names that the article gives an abbreviation, or speaks of as unions or employers."""
        for match in NAME.finditer(text):
            name, end = match.group(), match.end()
            after = text[end : end + 180]
            before = text[max(0, match.start() - 40) : match.start()]
            clean = self._clean(name)
            if not clean or clean in self._people or _TITLED.match(name) or _PERSON.match(clean):
                continue
            known = self.by_name(clean)
            side = known.side if known else side_by_name(clean)
            starts = not before.strip() or before.rstrip()[-1] in ".!?:\n" or before.endswith("\n")
            first = starts and " " not in clean
            new = not known and side in (None, "weak") and clean not in _NO_NAME | _NEVER_UNIONS
            if new and len(clean) > 2 and spoken_of_as_union(before, after[:60], first):
                self._local[key_of(clean)] = Organisation(clean, "union")
                side = "union"
            if side is None and new and self._is_employer(clean, before, after, first):
                self._employers.setdefault(key_of(clean), Organisation(clean, "employer"))
            if (side or " " in clean) and not _PERSON.match(name):
                its_side = "union" if side == "weak" else side or "unknown"
                body = known or Organisation(clean, its_side)
                self._learn_abbreviation(after, body)
        self._learn_short_names(text)

    def _is_employer(self, name: str, before: str, after: str, first: bool) -> bool:
        """Whether the article speaks of a name as an employer; ``first``: it begins a sentence."""
        if name in _PLACES or len(name) <= 3 or key_of(name) in self._local:
            return False
        place = name in self._places or _ADJECTIVE.search(name)
        common = " " not in name and name.lower() in self._words
        if common or (place and _NATIONAL.search(name)):
            return False
        if surely_employer(before, after):
            return True
        once = first and name not in self._capitals_inside
        return not once and not place and perhaps_employer(before, after[:60])

    def _learn_abbreviation(self, after: str, body: Organisation) -> None:
        """ "(NUMSA)" behind a name, which is often Numsa later on; not "(Lab)", a party."""
        found = _ABBREVIATION.match(after)
        if not found or _PARTY.fullmatch(found.group(1)):
            return
        self._local.setdefault(key_of(body.name), body)
        self._local[key_of(found.group(1))] = body
        if len(found.group(1)) > 3:
            self._local.setdefault(found.group(1).casefold(), body)

    def _learn_short_names(self, text: str) -> None:
        """ "Kahu" for Kahu Airways, "EE" for Ellendale Environmental, "the Guild" for the one guild."""
        bodies = {*self._employers.values(), *self._local.values()}
        for match in NAME.finditer(text):
            clean = self._clean(match.group())
            side = side_by_name(clean) if " " in clean and not _PERSON.match(clean) else None
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
                    if part in _BODY_WORDS or part == parts[-1]:
                        self._short_names.setdefault(part, body)
            initials = "".join(part[0] for part in parts if part[:1].isupper())
            if len(initials) > 1 and initials in words and not gazetteer().get(key_of(initials)):
                self._local.setdefault(key_of(initials), body)
            for count in (2, 1):
                short = " ".join(parts[:count])
                doubtful = short in self._places or _PUBLIC.search(body.name)
                if (
                    body.side == "employer"
                    and len(parts) > count
                    and len(short) > 2
                    and short.split()[-1] not in _JOINERS
                    and not set(short.split()) <= _GENERIC
                    and short in (speaking if doubtful else alone)
                ):
                    self._employers.setdefault(key_of(short), body)

    @functools.cached_property
    def _words(self) -> frozenset[str]:
        """The article's words in lower case, which are no names: "Hotel workers", of hotels."""
        return frozenset(re.findall(r"\b[a-z]{3,}\b", self._text))

    @functools.cached_property
    def _capitals_inside(self) -> frozenset[str]:
        """Words that have a capital within a sentence, and so are names."""
        return frozenset(match.group(1) for match in _CAPITAL_INSIDE.finditer(self._text))

    def _clean(self, name: str) -> str:
        # "Robin Sher of Isis Buses"
        person, _, rest = name.partition(" of ")
        name = rest if rest and person in self._people else name
        name = _BEFORE_TITLE.sub("", name)
        words = re.sub(r" in (?:the )?[A-Z].*$", "", _POST_OF.sub("", name)).split()
        while words and (words[0] in _NO_NAME or words[0].lower() in ("the", "a")):
            words = words[1:]
        return re.sub(r"[’']s$", "", " ".join(words)).rstrip(".’'")

    def _in_name(self, text: str, match: re.Match[str]) -> Iterator[tuple[int, int, Organisation]]:
        """Organisations inside one run of capitalised words, longest first from the left."""
        words = [
            (match.start() + word.start(), match.start() + word.end())
            for word in re.finditer(r"\S+", match.group())
        ]
        first = 0
        by_head = self._by_head_word(text, match)
        if by_head and by_head[2].side == "union" and self.by_name(by_head[2].name) is None:
            # "Corporation Conservancy Workers' Association" is no mention of the Conservancy
            words = [
                w
                for w in words
                if w[1] <= by_head[0] or by_head[1] <= w[0] or self._is_listed(text[slice(*w)])
            ]
        while first < len(words):
            for last in range(min(len(words), first + 12), first, -1):
                start, end = words[first][0], words[last - 1][1]
                end -= len(text[start:end]) - len(re.sub(r"[’']s?$|[.]$", "", text[start:end]))
                found = self._lookup(text, start, end)
                if found:
                    yield start, end, found
                    first = last
                    break
            else:
                first += 1
        if by_head:
            yield by_head

    def _by_head_word(
        self, text: str, match: re.Match[str]
    ) -> tuple[int, int, Organisation] | None:
        """A name that nobody knows, by its head word."""
        clean = self._clean(match.group())
        post = _MINISTER.match(clean)
        clean = (post.group(1) or post.group(2)) if post else clean
        clean = _TRAILING_POST.sub("", clean)
        side = side_by_name(clean) if " " in clean else None
        start = text.find(clean, match.start(), match.end())
        if side is None or start < 0:
            return None
        body = Organisation(clean, "union" if side == "weak" else side)
        return start, start + len(clean), body

    @staticmethod
    def _is_listed(word: str) -> bool:
        """Whether the gazetteer has the word alone: "Unite" in "Unite Workers"."""
        name = re.sub(r"[’']s?$", "", word)
        return name not in _BODY_WORDS and key_of(name) in gazetteer()

    def _lookup(self, text: str, start: int, end: int) -> Organisation | None:
        name = text[start:end]
        key = key_of(name)
        if key in self._local:
            return self._local[key]
        entry = gazetteer().get(key)
        if entry is None or name in _NO_NAME:
            return self._employers.get(key)
        organisation, doubtful = entry
        if doubtful and not self._is_evident(name):
            return None
        return self._printed(organisation, name)

    def _printed(self, organisation: Organisation, name: str) -> Organisation:
        """The organisation by the name this article gives it: in full if it does so anywhere."""
        if organisation.name not in self._display:
            full = organisation.name in self._text
            self._display[organisation.name] = (
                organisation
                if full
                else Organisation(
                    name.removeprefix("The ").removeprefix("the "), organisation.side, known=True
                )
            )
        return self._display[organisation.name]

    def _is_evident(self, name: str) -> bool:
        """Whether the article speaks of an ambiguous name (Unite, Prospect) as an organisation."""
        if name not in self._evident:
            self._evident[name] = spoken_of_as_body(name, self._text)
        return self._evident[name]
