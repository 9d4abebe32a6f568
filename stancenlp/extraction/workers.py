"""People who are described by their work: those who are out, or somebody else at work who passes by.

Posts that lead or speak for a body are read in :mod:`stancenlp.extraction.posts`.
"""

from __future__ import annotations

import re

from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.owners import Known, Post
from stancenlp.extraction.roles import JOB

#: What stands before a name: "fellow porter", "a nurse called", "her colleague".
_WORKER_BEFORE = re.compile(
    rf"(?:^|\s)(?:(?:one|an?|her colleague|his colleague|fellow|striking) )?(?:[\w-]+ )?{JOB}(?:,?|\s(?:called|named)|,? who (?:\w+ )?gave (?:his|her|their) name (?:only |simply |just )?as)\s*$|^\W*(?:an?|one|another) (?:[\w-]+ ){{0,3}}?{JOB}\b|(?:colleague|workmate|co-worker|fellow (?:[\w-]+ )?{JOB}),?\s*$",
    re.IGNORECASE,
)
#: "who drives the 12", "who has been in nursing".
_AT_WORK = (
    rf"who (?:works|worked|has worked|has been (?:(?:on|in|at|with)\b(?! (?:the |a )?(?:bargaining|negotiating|waiting|queue|talks)| hospital\b)|an? (?:[a-z-]+ ){{0,2}}?{JOB})|drives|cleans|teaches|serves|served"
    r"|has (?:driven|cleaned|taught|served|nursed|packed|cooked))"
)
#: What stands behind a name: ", a porter", ", 52, who cleans".
_WORKER_POST = re.compile(
    rf"^\W*(?:\d\d,? )?(?:(?:who )?(?:is|was) )?(?:an?|one of the)\b(?: [\w-]+){{0,3}}? {JOB}\b|^\W*(?:[a-z-]+ )?{JOB} (?:at|in|from|with)\b|^\W*(?:\d\d,? )?{_AT_WORK}\b",
    re.IGNORECASE,
)
#: "who works for a think tank" is no worker of the dispute.
_WORKS_ELSEWHERE = re.compile(
    r"\bwho \w+(?: \w+)? (?:in|on|at|for) (?:the |an? )?(?:[\w-]+ )?(?:think|charity|union)"
)
#: "business director at the operator": of a firm.
_OF_THE_OPERATOR = re.compile(r"\b(?:at|for|of|with|from) (?:the|its) (?:[a-z]+ )?operator\b")


def is_at_work(words: str) -> bool:
    """Whether a description says what somebody works as, or where: "a porter", "who drives the 12"."""
    found = _WORKER_POST.search(words) or _WORKER_BEFORE.search(_OF_THE_OPERATOR.sub("", words))
    return found is not None and not _WORKS_ELSEWHERE.search(words)


#: "who has taught".
_TEACHES = re.compile(r"\bwho (?:teaches|has taught)\b")
#: Trades of those who are out where somebody who teaches is one of them.
_TEACHERS = frozenset(
    {
        "teacher", "lecturer", "professor", "academic", "tutor", "instructor", "educator", "faculty",
        "schoolteacher", "researcher", "don", "teaching assistant", "staff",
    }
)  # fmt: skip
_ANY_TRADE = frozenset({"worker", "employee"})
#: "factory worker" where drivers are out.
_OF_ANOTHER_TRADE = re.compile(
    r"\b(?:factory|mill|farm|office|shop|supermarket|retail|warehouse|construction|building|care|social|youth|charity|aid|bar|pub|café|cafe|restaurant"
    r"|kitchen|hotel|hospitality|bank|tech|steel|oil|domestic|delivery|call[- ]cent(?:re|er)) (?:worker|employee)\b",
    re.IGNORECASE,
)
#: "roofer".
_JOB_BESIDE = re.compile(rf"\b({JOB})\b", re.IGNORECASE)
#: "a teacher from Ohio": described by a place.
_FROM_A_PLACE = re.compile(
    rf"^\W*(?:\d\d, )?an? (?:[\w-]+ ){{0,3}}?{JOB} from [A-Z]", re.IGNORECASE
)

#: Drivers whom anybody may meet.
_FOR_HIRE = re.compile(
    r"\b(taxi|cab|minicab|auto|rickshaw|tuk-tuk|rideshare|delivery|van) driver\b", re.IGNORECASE
)


def worker(words: str, inside: list[Mention], known: Known) -> Post | None:
    """The post of somebody at work: one of those who are out, if the article speaks of such people.

    "Kieran, a roofer" in an article that names no other roofers may be a passer-by.
    """
    if _TEACHES.search(words) and known.trades.isdisjoint(_TEACHERS):
        return Post(inside[0].organisation.name) if inside else None
    job = _JOB_BESIDE.search(words)
    trade = job.group(1).lower().split()[-1].removesuffix("s") if job else ""
    alone = job is not None and trade not in known.trades
    if trade in _ANY_TRADE and known.strikers and not _OF_ANOTHER_TRADE.search(words):
        alone = False  # "employee Jo Marsh" where porters are out
    hired = _FOR_HIRE.search(words)
    if hired and hired.group(1).lower() not in known.trades:
        alone = True  # "taxi driver Jo Marsh" where the drivers of buses are out
    if alone and _FROM_A_PLACE.match(words):
        return None
    return Post(None, "union", member=True, guessed=alone)


#: "a porter, wasn't called out", "who went back in after a month": at work while others are out.
_NOT_OUT = re.compile(
    r"\b(?:went back (?:in\b|to work)|crossed the picket|will be working\b|(?:was|were|is|are)(?: not|n[’']t) (?:called out|on strike)"
    r"|(?:resigned from|quit|left) (?:the|his|her) (?:union|society|guild|association)|tore up (?:his|her) union card"
    r"|not a member of (?:the|any|a) (?:union|thing)|(?:is|was)(?: not|n[’']t) in (?:the|a|any) union|does(?: not|n[’']t) belong to (?:the|a|any) union|kept working|stayed at work)"
)
#: Where what is told of somebody ends, or goes on to others: "said colleagues who went back in".
_OF_OTHERS = re.compile(
    r"[.!?](?:\s|$)|[“”\"]|\b(?:said|says|told|tells|asked|added|warned|claimed|insisted|because|why|others|those|colleagues)\b"
)


def is_not_out(text: str, end: int) -> bool:
    """Whether the words behind a name say that its bearer works on while others are out."""
    stop = _OF_OTHERS.search(text, end, end + 160)
    return _NOT_OUT.search(text, end, stop.start() if stop else end + 160) is not None


#: "drivers", "firemen", "faculty".
_MANY_AT_WORK = re.compile(
    rf"\b((?i:{JOB})|[A-Za-z]{{3,20}}men|[Ff]aculty|[Pp]rofessors|[Dd]ons|[Aa]cademics)\b"
)

#: "taxi drivers", of whom an article speaks.
_FOR_HIRE_MANY = re.compile(_FOR_HIRE.pattern.replace("driver", "drivers"), re.IGNORECASE)


def trades(text: str) -> frozenset[str]:
    """What an article calls many people by, in the singular: "driver" where it speaks of drivers."""
    found = {match.group(1).lower().split()[-1] for match in _MANY_AT_WORK.finditer(text)}
    hired = frozenset(match.group(1).lower() for match in _FOR_HIRE_MANY.finditer(text))
    return hired | frozenset(
        word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")
        for word in found
        if word.endswith(("s", "men", "faculty"))
    )
