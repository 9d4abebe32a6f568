"""Quotation marks that are not speech: titles, campaigns, nicknames, placards."""

from __future__ import annotations

import re

from stancenlp.extraction.marks import Run
from stancenlp.extraction.people import in_title_case

_NAMING = re.compile(
    r"\b(?:called|named|titled|entitled|dubbed|known\b[^.;:]{0,40}\bas(?: an?| the)?|branded|slogans?(?: (?:such as|like|including))?|inscription(?: reading)?|campaign|programme|program|scheme|song|book|film|show|newsletter|report|motto|under the heading|under the banner|under the name|headed|headlined|nicknamed|so-called|distribut(?:ed|es|ing)|circulat(?:ed|es|ing)|(?:agenda|motto|slogan|mantra|notion|perception) of|the words?|the term|the phrase|production of|performance of|chorus of|strains of|game of|(?:banner|sign|placard|poster|badge|button|sticker|T-shirt|hoodie)s?(?:[^.;:]{0,40}\b(?:read|reads|reading|said|saying|says|proclaiming|declaring|with))?)\s*[,:]?\s*$",
    re.IGNORECASE,
)
#: "a handmade sign which says “I clocked in, where's my wages?”"; a card from somebody is their word.
_ON_A_SIGN = re.compile(
    r"\b(?:(?:sign|placard|banner|poster|badge|T-shirt|sticker)s?|(?:card|notice)s?(?!s? (?:from|by|to)\b))\b[^.,;:“”\"]{0,40}?\b(?:reads?|reading|says?|saying|said)\s*[,:]?\s*$"
)
_READS = re.compile(
    r"\b(?:sign|placard|banner|poster|badge|T-shirt)s?\b[^.“”\"]*\.\s+(?:It|They) reads?\s*:?\s*$"
)
#: "banners reading “Pay up” and “Save our yard”": what comes next in the list is written there too.
_LISTED = re.compile(
    r"\b(?:sign|placard|banner|poster|badge|button|sticker|T-shirt|hoodie)s?\b[^.;:“”\"]{0,40}?\b(?:read|reads|reading|said|saying|says|proclaiming|declaring|with|including)\s*[,:]?\s*"
    r"(?:[“\"‘'][^“”\"\n]{1,80}[”\"’'](?:(?<=,.)\s|,\s|,?\s(?:and|or)\s)){1,4}$"
)
#: "“Pay up,” placards of the strikers read": the sign stands behind; not "pickets with placards said".
_SIGN_BEHIND = re.compile(
    r",?\s(?:(?!sa(?:id|ys)\b|with\b|\w+ing\b)[a-z]+\s){0,3}?(?:sign|placard|banner|poster|badge|T-shirt|sticker)s?(?:\s(?:of|from|on|at|in|outside|above)\b[^.,;:“”\"]{0,50}?)?\s(?:reads?|said|says)\b"
)
#: "voted “yes”", "voted “overwhelmingly” to strike": what a ballot shows.
_VOTED = re.compile(r"\bvot(?:ed|ing)\s$")
#: "its “last, best and final” offer": what an offer is called.
_RANK_OF_OFFER = re.compile(
    r"(?:(?:last|best|final|better|improved|revised|enhanced)(?:,\s|\sand\s|,\sand\s|\s|,?$))+(?:(?:pay\s)?(?:offer|deal|proposal)s?,?)?",
    re.IGNORECASE,
)
#: "nurses deserve a “better deal”": what somebody wants is speech.
_WISHED = re.compile(r"\b(?:better|improved|revised|enhanced)\b", re.IGNORECASE)
_CALLED_SO = re.compile(r"\b(?:call(?:s|ed)?|describe[sd]?|said|says)\b[^.;:“”\"]{0,20}$")
_OFFER_BEHIND = re.compile(r"\s(?:pay\s|wage\s)?(?:offer|deal|proposal)s?\b")
#: "the ‘No work, No pay’ rule": a rule's name.
_RULE_AFTER = re.compile(r"\s(?:rule|policy|principle|doctrine|clause)\b")
_NO_THIS_NO_THAT = re.compile(r"no\s[\w ]{2,20},?\sno\s\w+$", re.IGNORECASE)
#: "“Rain,” a Jo Marsh vehicle of 1974,": what the title is of.
_WORK_AFTER = re.compile(
    r"\s(?:an?|the|his|her|their)\s(?:[\w’'-]+\s){0,4}?(?:vehicle|novel|novella|film|movie|play|musical|song|ballad|single|album|series|sitcom|drama|comedy|documentary|memoir|poem|painting|opera|ballet)\b(?=[,.;]|\s(?:by|of|in|from|about|that|which|on|at|for|with|starring|directed|written|produced|set)\b)"
)
#: "(“Town to lend money,” May 7, 2006)": another article.
_ARTICLE_AFTER = re.compile(
    r",?\s(?:[A-Z][\w’' ]{2,30},\s)?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d"
)
#: "said on ABN’s “Meet the Nation.”"
_BROADCAST = re.compile(
    r"\b(?:said|says|told|appear\w+|speaking|interview\w*)\b[^.;:“”\"]{0,30}\son\s(?:[A-Z]\w*[’']s?\s)?$"
)
_WRITTEN = re.compile(r"\b(?:story|column|headline|article|editorial|report)\s$")
_SHOUTED = re.compile(r"\b(?:shout|chant|yell|scream|roar)(?:s|ed|ing)?\s*[,:]?\s*$")
#: "staff call Room 14": what comes before "as" is a nickname.
_NICKNAME_AFTER = re.compile(
    r"[,]?\s+as\s+(?:[\w’'-]+\s){1,4}(?:call|calls|called|know|knew|nicknamed)\b"
)


def is_title(text: str, run: Run, reported: bool) -> bool:
    """Whether a quoted fragment is a title, a campaign, a placard or a nickname, and not speech.

    Parameters
    ----------
    reported : whether the fragment stands in a reporting clause.
    """
    words = text[run.start : run.end].split()
    before = text[max(0, run.outer_start - 90) : run.outer_start]
    lower = [w for w in words if w[:1].islower() and len(w) > 3]
    begins = not before.strip() or before.endswith("\n")
    capitals = len(words) >= 2 and not lower and words[0][:1].isupper() and len(words) <= 8
    headline = reported and capitals and in_title_case(_line_around(text, run).rstrip("”\"’'"))
    if capitals and words[-1][-1] not in ".,!?" and not headline:
        return True
    if (
        (len(words) == 1 and _VOTED.search(before))
        or _is_rank_of_offer(text, run, before, reported)
        or _SIGN_BEHIND.match(text, run.outer_end)
    ):
        return True
    branded = _BRANDED.search(before) and _BY.match(text, run.outer_end)
    if _NAMING.search(before) and not (branded or (reported and re.search(r"called\s*$", before))):
        return True
    if _NICKNAME_AFTER.match(text, run.outer_end) or _is_listed(text, run):
        return True
    if not reported and _is_label(text, run, before):
        return True
    ruled = words[:1] and (words[0][:1].isupper() or _NO_THIS_NO_THAT.match(" ".join(words)))
    if ruled and not reported and _RULE_AFTER.match(text, run.outer_end):
        return True
    if len(words) == 1 and words[0][:1].isupper() and not begins:
        return True
    return _between_names(text, run, before) and len(words) <= 2


def _is_rank_of_offer(text: str, run: Run, before: str, reported: bool) -> bool:
    """Whether a fragment, with the word behind it, is the name of an offer, and nobody is told to call it so."""
    words = text[run.start : run.end]
    if _RANK_OF_OFFER.fullmatch(words) is None or _CALLED_SO.search(before):
        return False
    if re.search(r"(?:offer|deal|proposal)s?,?$", words):
        return not _WISHED.search(words)
    if reported and " " in words:
        return False  # "another “improved and final” offer, according to Ann Roe"
    return _OFFER_BEHIND.match(text, run.outer_end) is not None


#: More characters than a headline has.
_HEADLINE = 200


def _line_around(text: str, run: Run) -> str:
    before = text[max(0, run.outer_start - _HEADLINE) : run.outer_start].split("\n")[-1]
    after = text[run.outer_start : run.outer_end + _HEADLINE].split("\n")[0]
    return (before + after).strip()


#: "was branded “a disgrace” by librarians".
_BRANDED = re.compile(r"\b(?:was|were|been|being|is|are) (?:\w+ly )?(?:called|branded)\s*$")
_BY = re.compile(r"\s+by\s")

#: "This “united table” of three unions", "a “resolution of grievances” meeting": what a thing is called.
_THIS = re.compile(r"(?:^|[.!?]\s)This $")
_A = re.compile(r"\b(?:an?|the|its|their) $", re.IGNORECASE)
_MEETING = re.compile(r"\s(?:meeting|session|hearing|rally|ceremony|seminar|workshop|conference)\b")
#: "has set “picket training” meetings".
_HELD = re.compile(
    r"\b(?:set|hold|holds|held|holding|run|runs|running|plans?|planned|organi[sz]ed) $"
)
_MEETINGS = re.compile(r"\s(?:meetings|sessions|hearings|rallies|seminars|workshops)\b")


#: "three-hour “rolling” strikes", "a “festival” bonus": of which sort.
_SORT_OF = re.compile(r"\b(?:an?|the|\w+-(?:hour|day|week|month)) $")
_PAY_OR_ACTION = re.compile(
    r"\s(?:(?:programme|program|series|wave) of )?(?:strikes?|walkouts?|stoppages?|bonus(?:es)?|allowances?)\b"
)


def _is_label(text: str, run: Run, before: str) -> bool:
    """Whether a fragment stands for the name of the thing that it goes before."""
    if _THIS.search(before) and text[run.outer_end : run.outer_end + 4] == " of ":
        return True
    several = " " in text[run.start : run.end]
    if _SORT_OF.search(before) and _PAY_OR_ACTION.match(text, run.outer_end):
        return not several
    one = _A.search(before) and _MEETING.match(text, run.outer_end)
    held = _HELD.search(before) and _MEETINGS.match(text, run.outer_end)
    return several and bool(one or held)


#: Small words that titles leave without a capital.
_SMALL = {
    "a", "an", "the", "of", "and", "in", "on", "to", "for", "with", "from", "at", "by", "or", "is",
}  # fmt: skip


#: A word that a headline in capitals would have with a capital.
_LONG_LOWER = re.compile(r"\b[a-z]{5,}\b[^\n]*$")


def is_placard(text: str, run: Run, reported: bool) -> bool:
    """Whether whole quoted sentences are what a sign or a placard reads, or a title at a clause's end.

    American papers put the comma of the sentence inside the marks: "“Mercy Road,” their third hit".
    """
    before = text[max(0, run.outer_start - 90) : run.outer_start]
    words = text[run.start : run.end].split()
    if _SHOUTED.search(before) and any(word[-1] in ".!?" for word in words[:-1]):
        return False  # “Parks Yes. Roads No.”: no title is two sentences
    capitals = sum(not word[:1].islower() for word in words)
    titled = all(not word[:1].islower() or word in _SMALL for word in words)
    enough = 1 < len(words) <= 7 or (len(words) == 1 and words[0].endswith(","))
    if titled and enough and not reported and re.search(r"[a-z,”\"’'] $", before):
        return True
    if capitals == len(words) > 2 and before.strip() and not before.endswith("\n"):
        return True  # “Which Side Are You On?”: nobody speaks in capitals
    written = not reported or _WRITTEN.search(before)
    if written and titled and capitals >= max(4, 0.6 * len(words)) and _LONG_LOWER.search(before):
        return True  # “Voters Turn Down Bonds for the Bridge,” in a line that is no headline itself
    if titled and len(words) > 1 and _BROADCAST.search(before):
        return True
    if titled and enough and _WORK_AFTER.match(text, run.outer_end):
        return True
    in_brackets = before.endswith(("(", "["))
    if (in_brackets and _ARTICLE_AFTER.match(text, run.outer_end)) or _is_listed(text, run):
        return True
    named = capitals >= 0.6 * len(words) and _NAMING.search(before) is not None
    signs = (
        _ON_A_SIGN.search(before),
        _READS.search(before),
        _SIGN_BEHIND.match(text, run.outer_end),
    )
    return named or any(signs)


def _is_listed(text: str, run: Run) -> bool:
    """Whether a run goes on with what a sign reads: "reading “Pay up” and “Save our yard”"."""
    return _LISTED.search(text, max(0, run.outer_start - 200), run.outer_start) is not None


def _between_names(text: str, run: Run, before: str) -> bool:
    """ "Robert “Bob” Crow"."""
    after = text[run.outer_end : run.outer_end + 2]
    return bool(re.search(r"[A-Z]\w+\s$", before) and re.match(r"\s[A-Z]", after))
