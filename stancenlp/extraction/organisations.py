"""Organisations in an article: unions, employers, government bodies, by gazetteer and by context.

The gazetteer is data (``organisations.jsonl``); names it does not know are recognised by their head
word ("Union", "Ministry", "Trust") or by what the article teaches (``learned_names.py``).
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from stancenlp.extraction.gazetteer import Organisation, gazetteer, key_of, listed_names
from stancenlp.extraction.learned_names import LearnedNames
from stancenlp.extraction.name_contexts import spoken_of_as_body
from stancenlp.extraction.name_words import side_by_name
from stancenlp.extraction.names import BODY_WORDS, NAME, NO_NAME, clean_name, without_post
from stancenlp.extraction.roles import POLITICAL_TITLE, STANDING_BODY, side_of_standing

_LOCAL = re.compile(
    r"(?:,? Local| Lodge| Local No\.)\s#?\d+(?:-\d+)?[A-Z]?\b|,? Locals\s\d+(?:,\s\d+){0,6}(?: and \d+)?\b"
)
#: "Local 77", "Local 7-310": a union's branch, by its number alone.
_NUMBER = re.compile(r"\s#?\d+(?:-\d+)?[A-Z]?\b")
_LOCAL_ALONE = re.compile(
    r"\bLocal (?:No\. ?|#)?\d+(?:-\d+)?[A-Z]?\b(?!\s(?:News|TV|reporter|anchor|station|bus|train|service)\b)"
)
#: "Local 55 of the Ferry Crews Union".
_OF_UNION = re.compile(r"\s(?:of|with)\s(?:the\s)?")
_THE_CAPITAL = re.compile(r"\b[Tt]he ([A-ZÀ-ÖØ-Þ][\w-]+)(?=[’']s?\s[a-z]|\s[a-z]|[,.;:]|$)")
_WORD = re.compile(r"\S+")
_POSSESSIVE_OR_STOP = re.compile(r"[’']s?$|[.]$")
_SEAT_BEHIND = re.compile(rf"\s{POLITICAL_TITLE}(?:$|\s[A-Z].*)")
#: "KNU-CS": a section of the KNU.
_SECTION = re.compile(r"([A-Z]{3,})-[A-Z]{2,}")
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


_JOINED = {"and", "&", "of", "for", "in", "on"}


@dataclass(frozen=True)
class Mention:
    """A place in a text that names an organisation; offsets into that text, end exclusive."""

    start: int
    end: int
    organisation: Organisation


#: "told the BBC", "speaking to Reuters": who was told something, if no union, is no party to it.
_HEARD = re.compile(
    r"\b(?:told|tells|[Ss]peaking to|[Ss]poke to|[Tt]alking to|interview with|(?:[Pp]hoto|[Pp]icture|[Ii]mage)[^.\n]{0,12})\s(?:the\s)?$"
)


#: "Northern regional secretary Jo Ray", of a union; "Marlow Buses regional organiser" is of the firm.
_REGION_OF_A_UNION = re.compile(r"\sregional (?:secretary|organi[sz]er)\b")
#: "Ohio AG Dave Yost": the attorney general of a state.
_STATES_LAWYER = re.compile(r" AG [A-Z]")
#: "Head of Waste Management at the authority": what somebody is the head of there.
_HEAD_OF = re.compile(r"\b[Hh]ead of $")
_AT_A_BODY = re.compile(r"\sat\s(?:the\b|[A-Z])")


def _is_no_firm(text: str, mention: Mention) -> bool:
    """Whether an employer's name only says which region or department of another body is meant."""
    if mention.organisation.side != "employer":
        return False
    head = _HEAD_OF.search(text, max(0, mention.start - 10), mention.start)
    department = head is not None and _AT_A_BODY.match(text, mention.end) is not None
    region = " " not in mention.organisation.name and _REGION_OF_A_UNION.match(text, mention.end)
    return department or bool(region or _STATES_LAWYER.match(text, mention.end - 3))


def _is_hearer(text: str, start: int, body: Organisation) -> bool:
    return body.side in ("employer", "other", "unknown") and bool(
        _HEARD.search(text, max(0, start - 40), start)
    )


#: "talks between City Hall and Police Local 118": two names.
_BETWEEN = re.compile(r"\bbetween (?:the )?$")
_AND = re.compile(r",?\sand\s")


def _names(text: str) -> Iterator[tuple[int, str]]:
    """The runs of capitalised words in a text, and where they begin."""
    for match in NAME.finditer(text):
        start, name = match.start(), match.group()
        first, joint, second = name.partition(" and ")
        two = joint and _BETWEEN.search(text, max(0, start - 12), start)
        if two and " and " not in second and not _AND.match(text, match.end()):
            yield start, first
            yield match.end() - len(second), second
        else:
            yield start, name


#: "Dorley city council", where papers write it small.
_KIND_OF_COUNCIL = r"(?:city|county|town|borough|district) council\b"
_NO_PLACE = (
    r"(?!(?:The|Every|Each|Several|Any|Another|No|Most|Few|Former|Outgoing|Incoming|Longtime|Then|Ex|Local|Neighbou?ring|Nearby"
    r"|Democratic|Republican|Labour|Conservative|Tory|Liberal|Independent)\b"
    # "New York city council"
    rf"|(?:New|Old|Whole|Entire) {_KIND_OF_COUNCIL})"
)
_COUNCIL = re.compile(rf"\b{_NO_PLACE}[A-Z][\w-]+(?: {_NO_PLACE}[A-Z][\w-]+)? {_KIND_OF_COUNCIL}")


def _councils(text: str) -> Iterator[tuple[int, int, Organisation]]:
    for match in _COUNCIL.finditer(text):
        name = clean_name(match.group(), set())
        yield match.end() - len(name), match.end(), Organisation(name, "employer")


class Organisations:
    """The organisations of one article, learnt from its whole text, then found in its parts."""

    def __init__(
        self,
        text: str,
        places: frozenset[str] = frozenset(),
        people: frozenset[str] = frozenset(),
    ) -> None:
        """Learn the organisations of ``text``; names of ``places`` and ``people`` are none."""
        self._evident: dict[str, bool] = {}
        self._display: dict[str, Organisation] = {}
        self._text = text
        self.places = places
        self._people = {name for name in people if " " in name}
        self._learned = LearnedNames(text, places, self._people)
        self._found: dict[str, list[Mention]] = {}
        self._inside: dict[str, list[tuple[int, int, Organisation]]] = {}
        self._by_head: dict[tuple[str, str], Organisation | None] = {}

    def by_name(self, name: str) -> Organisation | None:
        """The organisation of that name or alias, if the article or the list knows it, as the article prints it."""
        body = self._learned.by_name(name)
        return self._printed(body, name) if body and body.known else body

    def by_times_named(self, side: str) -> list[Organisation]:
        """The organisations of a side, those that the article names most often first."""
        return [body for body, _ in self._counted.most_common() if body.side == side]

    def most_named(self, side: str) -> Organisation | None:
        """The organisation of a side that the article names most: who "the company" is."""
        return next(iter(self.by_times_named(side)), None)

    def of_kind(self, kind: str) -> Organisation | None:
        """The body named most whose name has that word: "federation", "department"."""
        word = re.compile(rf"\b{kind}\b", re.IGNORECASE)
        return next((b for b, _ in self._counted.most_common() if word.search(b.name)), None)

    def times_named(self, name: str) -> int:
        """How often the article names the organisation of that name."""
        return sum(count for body, count in self._counted.items() if body.name == name)

    @functools.cached_property
    def _counted(self) -> Counter[Organisation]:
        """The organisations the article names, with how often it does."""
        return Counter(
            mention.organisation
            for line in self._text.split("\n")
            for mention in self._named(line)
            # its abbreviation behind a name is no second mention
            if line[mention.start - 1 : mention.start] != "("
        )

    def mentions(self, text: str) -> list[Mention]:
        """The organisations named in ``text``, in order, never overlapping."""
        if text not in self._found:
            named = self._named(text)
            named += self._by_last_word(text, named)
            named += self._by_number(text, named)
            self._found[text] = sorted(
                [*named, *self._standing(text, named)], key=lambda mention: mention.start
            )
        return self._found[text]

    def _named(self, text: str) -> list[Mention]:
        """The organisations that are named in ``text``, as the list has them or by their parts."""
        found = self._by_parts(text)
        for start, end, body in (*listed_names(text), *_councils(text)):
            overlapping = [m for m in found if m.start < end and start < m.end]
            if not any(m.start <= start and end <= m.end for m in overlapping):
                name = self._printed(body, text[start:end])
                found = [m for m in found if m not in overlapping]
                found.append(self._with_branch(text, start, end, name))
        named = (mention for mention in found if not _is_no_firm(text, mention))
        return sorted(named, key=lambda mention: mention.start)

    def _by_parts(self, text: str) -> list[Mention]:
        found: list[Mention] = []
        for begin, name in _names(text):
            position = begin
            if name not in self._inside:
                self._inside[name] = list(self._in_name(name))
            for low, high, organisation in self._inside[name]:
                start, end = begin + low, begin + high
                if start >= position and not _is_hearer(text, start, organisation):
                    found.append(self._with_branch(text, start, end, organisation))
                    position = found[-1].end
        return found

    @staticmethod
    def _with_branch(text: str, start: int, end: int, body: Organisation) -> Mention:
        """A mention with the number of the union's local behind it, if there is one."""
        numbered = (
            _NUMBER.match(text, end) if text[start:end].endswith((" Local", " Lodge")) else None
        )
        branch = numbered or _LOCAL.match(text, end)
        if branch and body.side == "union":
            end = branch.end()
            body = Organisation(text[start:end], "union")
        return Mention(start, end, body)

    def _by_last_word(self, text: str, found: list[Mention]) -> list[Mention]:
        """ "the Guild", "the Samithi": the body whose name has that word."""
        more: list[Mention] = []
        for match in _THE_CAPITAL.finditer(text):
            start, end = match.span(1)
            word = match.group(1)
            body = self._learned.short_names.get(word)
            if word in ("Ministry", "Government", "Department"):
                body = Organisation(word, "government")
            elif word in _EMPLOYER_WORDS:
                body = self._named_by_head(word, "employer")
            if body and not any(m.start < end and start < m.end for m in found):
                more.append(Mention(start, end, body))
        return more

    def _by_number(self, text: str, found: list[Mention]) -> list[Mention]:
        """ "Local 77": the union of that local, or that of the only union that the article names."""
        more: list[Mention] = []
        for match in _LOCAL_ALONE.finditer(text):
            start, end = match.span()
            if any(m.start < end and start < m.end for m in found):
                continue
            unions = self.by_times_named("union")
            if not unions:
                continue  # a television station has a number too
            whose = _OF_UNION.match(text, end)
            parent = next((m for m in found if whose and m.start == whose.end()), None)
            if parent and parent.organisation.side == "union":
                name = f"{parent.organisation.name} {match.group()}"
                more.append(Mention(start, end, Organisation(name, "union")))
                continue
            own = [body for body in unions if body.name.endswith(match.group())]
            if not own and len(unions) == 1:
                own = [Organisation(f"{unions[0].name} {match.group()}", "union")]
            body = own[0] if own else Organisation(match.group(), "union")
            more.append(Mention(start, end, body))
        return more

    def _standing(self, text: str, named: list[Mention]) -> Iterator[Mention]:
        """Bodies that are described and not named: "the county council", "a passenger watchdog"."""
        for match in STANDING_BODY.finditer(text):
            start, end = match.span(1)
            if any(m.start < end and start < m.end for m in named):
                continue
            # "the campaign group Lea Valley Solidarity" is one body, and that is its name
            if any(re.fullmatch(r",? (?:the )?", text[end : m.start]) for m in named):
                continue
            head, side = match.group(2), side_of_standing(match.group(2))
            # "a UK government spokesman" is not of the Welsh one that the article is about
            own = re.search(r"[A-Z]", match.group(1)) is not None
            known = None if own else self._named_by_head(head.split()[-1], side)
            if known is None and head == "chamber":  # of a place's businesses, if it was named so
                known = self._named_by_head(head, "other")
            yield Mention(start, end, known or Organisation(match.group(1), side))

    def _named_by_head(self, head: str, side: str) -> Organisation | None:
        """The body an article names most whose name has this word: what "the council" means."""
        key = (head, side)
        if key not in self._by_head:
            word = re.compile(rf"\b{re.escape(head)}\b", re.IGNORECASE)
            fitting = [b for b in self._counted if b.side == side and word.search(b.name)]
            self._by_head[key] = max(fitting, key=self._counted.__getitem__, default=None)
        return self._by_head[key]

    def _in_name(self, name: str) -> Iterator[tuple[int, int, Organisation]]:
        """Organisations inside one run of capitalised words, longest first from the left."""
        words = [word.span() for word in _WORD.finditer(name)]
        first = 0
        by_head = self._by_head_word(name)
        if by_head and (
            by_head[2].name.endswith(" Government")
            or (by_head[2].side == "union" and self._learned.by_name(by_head[2].name) is None)
        ):
            # "Corporation Conservancy Workers' Association" is no mention of the Conservancy;
            # "GMB Local Government" is one of the union
            words = [
                w
                for w in words
                if w[1] <= by_head[0] or by_head[1] <= w[0] or self._is_listed(name[slice(*w)])
            ]
        elif by_head and by_head[2].side == "other":
            # "Taxpayers’ Alliance" is no mention of the Alliance
            words = [
                w
                for w in words
                if not (by_head[0] <= w[0] < by_head[1] and name[slice(*w)] in BODY_WORDS)
            ]
        elif by_head and self._is_longer(by_head):
            words = [w for w in words if w[1] <= by_head[0] or by_head[1] <= w[0]]
        while first < len(words):
            for last in range(min(len(words), first + 12), first, -1):
                start = words[first][0]
                part = _POSSESSIVE_OR_STOP.sub("", name[start : words[last - 1][1]])
                found = self._lookup(part)
                if found:
                    yield start, start + len(part), found
                    first = last
                    break
            else:
                first += 1
        if by_head:
            yield by_head

    def _by_head_word(self, name: str) -> tuple[int, int, Organisation] | None:
        """A name that nobody knows, by its head word."""
        clean = without_post(clean_name(name, self._people))
        side = side_by_name(clean) if " " in clean else None
        start = name.find(clean)
        if side is None or start < 0:
            return None
        seat = _SEAT_BEHIND.search(clean)
        if seat:  # "Workers’ Alliance TD Jo Marsh": only parties have seats
            clean, side = clean[: seat.start()], "other"
        if side == "weak":  # a forum may be anybody's
            side = "unknown" if clean.endswith(("Forum", "Roundtable")) else "union"
        body = Organisation(clean, side)
        return start, start + len(clean), body

    def _is_longer(self, named: tuple[int, int, Organisation]) -> bool:
        """Whether a name only begins with that of an employer: "Coastline UK Bus", of Coastline."""
        body = named[2]
        words = body.name.split()
        if body.side != "employer" or len(words) > 5 or not _JOINED.isdisjoint(words):
            return False
        if self._lookup(body.name):
            return False
        begun = [self._lookup(" ".join(words[:count])) for count in (1, 2)]
        branch = begun[0] and begun[0].side == "union" and not self._is_listed(words[0])
        return bool(branch) or any(short and short.side == "employer" for short in begun)

    @staticmethod
    def _is_listed(word: str) -> bool:
        """Whether the gazetteer has the word alone, as a union: "Unite" in "Unite Workers"."""
        name = re.sub(r"[’']s?$", "", word)
        listed = gazetteer().get(key_of(name)) if name not in BODY_WORDS else None
        return listed is not None and listed[0].side == "union"

    def _lookup(self, name: str) -> Organisation | None:
        key = key_of(name)
        if key in self._learned.local:
            return self._learned.local[key]
        branch = _SECTION.fullmatch(name)
        if branch and key_of(branch[1]) in self._learned.local:
            return self._learned.local[key_of(branch[1])]
        entry = gazetteer().get(key)
        if entry is None or name in NO_NAME:
            return self._learned.employers.get(key)
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
