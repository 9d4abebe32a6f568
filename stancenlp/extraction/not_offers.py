"""What only looks like an offer: demands, votes, prices, settled deals, and what nobody has put."""

from __future__ import annotations

import re

from stancenlp.extraction.gazetteer import gazetteer, key_of
from stancenlp.extraction.offer_wordings import EMPLOYERS, HAS_AMOUNT, RISE_AFTER
from stancenlp.extraction.roles import WORKER

_DEMAND = re.compile(
    r"\b(?:demand\w*|claim\w*|seek\w*|wants?|wanted|calling for|called for|advocat\w+ for|push\w* for|press\w* for|push|instead of|campaign\w* for|looking for|fight\w* for|holding out for|insist\w* on|needs?|needed|anything less than|(?:would|could) (?:\w+ )?(?:accept|settle for)|ask(?:s|ed|ing)? for|(?<!agreement )(?<!deal )(?<!proposal )(?<!contract )(?<!offer )calls? (?:(?:had|have) been )?(?:made )?for)\b"
    # what it is held against, or added to, or to be thought over, is no demand
    r"(?:(?!\b(?:against|reject(?:s|ed|ing)?|turn(?:s|ed|ing)? down|compare[ds]|while|whereas|but|votes? on|on top|than|(?:strike|walk out|action) over(?! (?:its|their|the) (?:proposal|claim|demand)| [^.;]{0,30}\band\b)|reflect on|reconsider|rethink|revisit|withdraw|improve on|(?<!be )(?<!being )(?<!been )(?:offer(?:ed|ing)|tabled|proposed)|came back|came up)\b)[^.;]){0,40}$",
    re.IGNORECASE,
)
_WORKERS = r"(?:musicians|unions?|members|workers|staff|teachers|nurses|drivers|players|pilots|employees|doctors|lecturers|clerks)"
#: The rest of a clause, up to where something else is told.
_ON = r"(?:(?!\b(?:and|but|offer\w*|propos\w*)\b)[^.;:,\n])"
_OWN_VERB = r"\s?(?:\([A-Z]+\) |, which )?(?:(?:had|have|has) )?(?:also |since |earlier )?(?:(?:offered|proposed|tabled|put forward|submitted|(?:countered|came back|came up|returned) with) (?:on \w{3,6}day )?(?:(?!\b(?:on|that|over|about|against)\b|[’']s? )[^.;:]){0,20}|made (?:an? |its |the )?)$"
#: "GMB proposed", "the Teamsters have offered"
_NAMED_OWN = re.compile(rf"\b(?P<who>[A-Z][\w’]+)\b(?i:{_OWN_VERB})")
_WORKERS_OWN = re.compile(
    rf"\b{_WORKERS}(?: negotiators| leaders| officials)?(?-i: (?:of|for) (?:[A-Z][\w’-]+ |and ){{1,5}})?{_OWN_VERB}",
    re.IGNORECASE,
)
#: The rest of a headline: "RMT offered [5% in bid to end strikes]" is told of an offer to it.
_HEADLINE_END = re.compile(r"(?:[^.!?\n]|\.(?=\d)){0,120}(?:\n|\Z)")
_EMPLOYER = rf"\b{EMPLOYERS} (?:(?:had|have|has) )?(?:spurned|rejected|turned down|dismissed|refused(?: to accept)?|said no to|ignored)"
#: "Musicians had offered a 20 percent cut", "the council spurned their final offer", "if no deal is
#: reached", "talks on a new three-year contract", "elsewhere nurses were given 5%".
_NOT_MADE = re.compile(
    rf"{_EMPLOYER} (?:the union[’']s )?$"
    r"|\bunions?[’']s? (?:(?:own|latest|new|first|last|final|pay|wage|counter) ){0,2}(?:(?:contract )?(?:proposal|offer|plan)(?:, | (?:that )?(?:of|for|calls|called|would|worth|(?:is|was) (?:for|of|worth|an?|to)) (?:[\w-]+ ){0,3}))?$"
    rf"|\b{_WORKERS}[’'] (?:\w+ )?proposal (?:of|for|calls|called|would|(?:is|was) (?:for|of|worth|an?|to)) (?:[\w-]+ ){{0,3}}$|\bproposal (?:by|from) (?:the )?unions? (?:[\w-]+ ){{0,3}}$"
    # "the package sought by the union would cost 5%", "the union is proposing that they get 5%"
    rf"|\b(?:package|proposal|raise|rise|increase|plan|contract|deal) (?:sought|demanded|requested|proposed) by (?:the |its |their )?(?:\w+ )?{_WORKERS}\b {_ON}{{0,60}}$"
    rf"|\b{_WORKERS} (?:(?:is|are|was|were|had|have|has|been) ){{0,2}}propos(?:es|ed|ing) that {_ON}{{0,60}}$"
    r"|\b(?<!there )(?:shall|should|must|will) be $"
    r"|\b(?:agency|travel|replacement|substitute|temporary|relief) (?:staff|workers|nurses|doctors|teachers|drivers|crews?|pilots|employees) [^.;:]{0,20}$|\b(?:strike-?breakers|substitutes) [^.;:]{0,20}$"
    r"|\b(?:rivals?|others|another \w+|elsewhere|customers|passengers|students) (?:(?!the\b|its\b|this\b)\w+ ){0,4}$"
    # "By comparison, porters have been offered"
    r"|\b(?:by|in) (?:comparison|contrast), (?:[\w-]+ ){1,4}(?:have|has|had|were|was) (?:\w+ )?(?:been )?(?:offered|given|awarded|promised) (?:\w+ ){0,2}$"
    r"|\bif no\s(?:\w+ )?$|\b(?:talks|negotiat\w+|bargaining)\b[^.;:]{0,40}\b(?:on|for|over|about) (?:an? )?(?:new,? )?$"
    r"|\b(?:chief executives?|vice-chancellors?|executives?|directors?|boss|bosses|judges|police(?: officers)?|MS?Ps|councillors|senators|lawmakers|politicians|premier|prime minister|CEOs?)[’']?s?(?:, [^.;:,]{2,40},)? (?:(?:has|have|had|were|was) )?(?:will |would )?(?:accepted|awarded|given|voted|got|received|get|receive|be given) [^.;:]{0,20}$"
    r"|\b(?:opposition(?: \w+)?|party|candidate) (?:(?:has|have|had) )?(?:promised|pledged|proposed|offered|vowed) [^.;:]{0,40}$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:depend(?:s|ed|ing)? on|wait(?:s|ed|ing)? for|await(?:s|ed|ing)?|hop(?:es|ed|ing) for) $"
    r"|\b(?:(?:come (?:back|up|forward)|return|(?:bring|force|get)\b[^.;:]{0,40} back(?: to the table)?)\b[^.;:]{0,30} with|(?:unless|until)\b[^.;:]{0,50}"
    r"|(?:to|must|should) (?:make|table|present|bring|put forward)(?: \w+){0,2}|if|no|without) (?:\w+ )?$",
    re.IGNORECASE,
)
#: Before the verb of an offer: "if the company offered", "when they offer", "must offer".
_IF_PUT = re.compile(
    rf"\b(?:(?:if|unless)\s(?:[\w’'-]+\s){{0,3}}?(?:they|it|we|{_WORKERS}|{EMPLOYERS})\s(?:(?:would|will|could|can|does|do|did|were|are|not)\s){{0,2}}offer"
    rf"|(?:when|until|once)\s(?:[\w’'-]+\s){{0,3}}?(?:they|it|we|{EMPLOYERS})\soffers?\s|(?:must|should|(?:ha[sd]|have|needs?|ought) to) offer)",
    re.IGNORECASE,
)
#: "could signal [a tentative agreement] is coming soon", "closer to [a tentative agreement]"
_HOPED_BEFORE = re.compile(
    r"\b(?:(?:could|may|might) (?:\w+ )?(?:signal|bring|lead to|produce|yield|reach|be)|signal(?:s|led)?|hop(?:es|ed?|ing) (?:for|of|that)|(?:clos(?:e|er|ing)|near(?:er)?|in) (?:to|on)|nearing|towards?|short of) $",
    re.IGNORECASE,
)
_HOPED_AFTER = re.compile(
    r"(?: \w+)? (?:is|was|are) (?:coming|near|close|possible|likely|within reach|in sight|imminent)\b|(?: \w+)? (?:can|could|may|might|would|will) (?:soon )?be (?:reached|struck|signed)\b",
    re.IGNORECASE,
)
_MUST_HOLD = re.compile(r"\b(?:must|should|(?:has|have|needs?|ought) to)\b", re.IGNORECASE)
_AGREEMENT = r"(?:settlement|agreement|contract|accord|pact|deal|award)"
_AGREEMENT_END = re.compile(rf"{_AGREEMENT}$", re.IGNORECASE)
#: What was on the table before this dispute; what has since been bettered may be all that is told.
#: "demand that it implement a deal that gives 5%", "the agreement was to give them 5%"
_PAST = re.compile(
    r"\b(?:reneg\w+ on|fail(?:ed|ing|ure) to honou?r)\b[^.;]{0,85}$"
    rf"|\b(?:demand\w*|until|unless|fail\w*|refus\w*|ask\w*|urg\w*|call\w*|forc\w*|want\w*|press\w*|over)\b[^.;,]{{0,40}}\b(?:implement(?:s|ing|ation of)?|honou?r(?:s|ed|ing)?|fulfil(?:s|led|ling|ment of)?|(?:breach|violat)\w*(?: of)?) (?:\w+ ){{1,4}}?{_AGREEMENT}\b[^.;]{{0,60}}$"
    rf"|\b{_AGREEMENT} (?:was|were) (?:supposed |meant )?to (?:have )?(?:give|pay|raise|award|increase|bring)\w*\b[^.;]{{0,30}}$"
    rf"|\b{_AGREEMENT} (?:signed|reached|struck|made) in (?:19|20)\d\d\b(?:(?!\b(?:offer|propos|reject))[^.;]){{0,60}}$"
    r"|\b(?:last year(?:[’']s)?|previous\b|in (?:19|20)\d\d(?! and\b)|(?:a|one|two|three) years? ago)\s*(?:an?\s+|the\s+)?[^.;]{0,20}$"
    r"|\b(?:past (?:decade|(?:\w+ )?years)|(?:last|previous|expired|expiring|19\d\d|20\d\d)(?: \w+){0,2} (?:settlement|agreement|contract|accord|pact))\b(?! (?:expire[sd]?|ended|ends|ran out|lapsed))[^.;]{0,70}$"
    r"|\b(?:settlement|agreement|contract|accord|pact) (?:that|which) (?:has )?(?:expired|ended|lapsed|ran out)\b[^.;]{0,70}$",
    re.IGNORECASE,
)
#: What they have now: "nurses enjoy a package worth", "are already paid"
_HAD = re.compile(
    rf"\b(?:(?:currently|already|presently|now) (?:paid|getting|receiving)|enjoy(?:s|ed|ing)?)\b(?:(?!\b(?:reject|turn|threw|accept)){_ON}){{0,60}}$",
    re.IGNORECASE,
)
_PAST_WITHIN = re.compile(r"\b(?:last year|previous)\b", re.IGNORECASE)
#: "[a 5% rise] last year", "[the agreed 5% rise] had not been paid", "[£9 an hour] under the old contract"
_PAST_AFTER = re.compile(
    r"\s(?:last year|(?:two|three|four|five) years ago|ha[sd] (?:still |yet )?(?:not|never) been (?:paid|honou?red|implemented))\b"
    rf"|\sunder (?:the|their|its) (?:last|previous|old|existing|current|expired|expiring) (?:\w+ )?{_AGREEMENT}\b",
    re.IGNORECASE,
)
#: "[a deal that] awarded them [a 5% rise] in 2013."
_WAS_GIVEN = re.compile(
    r"\b(?<!be )(?:awarded|gave|granted|given|last accepted|won|got|received) (?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_IN_A_YEAR = re.compile(r"\sin (?:19|20)\d\d\b(?!,? (?:and\b|\S?\d))", re.IGNORECASE)
_BETTERED = re.compile(
    r"\b(?:previously(?! (?:reject|turn|vot|spurn))|earlier|original|originally|initial|initially)[\s,]*(?:an?\s+|the\s+)?[^.;,\d]{0,20}$",
    re.IGNORECASE,
)
_BETTERED_WITHIN = re.compile(
    r"\b(?:initial|original|earlier(?! (?:this|in|on|today)))\b", re.IGNORECASE
)
#: "[pay will] rise to $90,000"
_NEW_LEVEL = re.compile(r"(?:rise|increase|go up)s? to\b", re.IGNORECASE)
#: "the company offered 6% and more, which made it equivalent to 8%", "the 2% offer would mean £6 a week": no new one behind it
_RESTATED = re.compile(
    r"\b(?:equivalent to|(?:would )?means?|meant)\b(?!.*\b(?:offer|propos|tabl|with an?\b))",
    re.IGNORECASE,
)
#: "It also offered [a 6% rise in housing allowances]": added to the offer before it.
_ALSO = re.compile(r"\balso (?:be(?:en|ing) )?$", re.IGNORECASE)
#: "a deal which represents [a 6% average increase]": the employer's sum of it.
_GLOSS = re.compile(
    r"(?:represents?|represented|representing|equat(?:es?|ed|ing) to|amount(?:s|ed|ing)? to|work(?:s|ed|ing)? out (?:as|at))\b(?=.*\baverag(?:e|ing)\b)",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:new|revised|improved|better|latest|last|final|tabled|came back)\b", re.IGNORECASE
)
#: "an offer which included lifting the winter [bonus to $900]": the least of it.
_INCLUDED = re.compile(r"\binclud(?:e[sd]?|ing)\b[^.;]*$", re.IGNORECASE)
_EXTRA = re.compile(r"\b(?:bonus(?:es)?|allowances?|vouchers?|payments?)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][”\"’]?\s|\n")
#: Between the word "deal" and a figure: the figure is what was missed, wanted or voted.
_NOT_THE_OFFER = re.compile(
    r"\b(?:reject\w*|turn(?:ed)? down|vot(?:e|ed|es|ing)|demand\w*|claim\w*|want\w*|seek\w*|below(?!-)|short of|against|(?<!-)inflation|turnout|ballot\w*|short|instead|compared|(?<!ranging )from|not|profits?|prices|lost|loses?)\b",
    re.IGNORECASE,
)
#: A figure that is sought ("the 9% it is seeking"), or of a vote, of prices or of a workforce.
_NO_PAY_AFTER = re.compile(
    r"\s*(?:(?:that\s)?(?:it|they|we|unions?|members)\s(?:(?:is|are|was|were|have|has|had|been)\s){0,2}(?:seek\w*|sought|want\w*|demand\w*|ask(?:s|ed|ing)\sfor|claim\w*)\b"
    r"|(?:\w+\s){0,2}?(?:sought|demanded|claimed|requested)\sby\b|of\s+(?:its|the|their|all|those|our|my|us|them|members|staff|workers|what|votes?|voters|ballots?|respondents|people|which|whom|\w+\s(?:members|staff|workers)|(?!wages|salaries|earnings)[a-z]+s)\b|turnout|majority|support\b|approval|in favou?r|vot(?:e[ds]?|ing)\b|said no|backed|against\b(?!\s[^.;]{0,25}\b(?:demand|claim)s?\b)|inflation|off\b(?! the)|below\s|short of|age points?\b|(?:pay\s|wage\s)?(?:claim|demand)s?\b|(?:discount|refund|voucher|stake|share|tax|fare|ticket|levy|tariff)s?\b|minimum service|fewer\b|less\b|interest\b|fines?\b|penalt(?:y|ies)|grants?\b|(?:of\s)?premiums?\b|(?:an?\s\w+\s)?to\s(?:cross|cover|fill|replace)\b|(?:\w+\s){0,5}?strike (?:pay|fund)|(?:\w+\s){0,4}?for\s(?:MPs|judges|police|executives|directors|ministers|councillors)\b(?!\sand\b)|(?:\w+\s){0,2}?(?:is|was|would be)\s(?:unaffordable|not affordable)|cut\b(?!\s(?:in|to)\s(?:\w+\s)?(?:pay|wages?|salar))|(?:(?:\w+\s){0,2}?(?:rise|raise|hike|increase)s?\s)?(?:in|to|on)\s(?:\w+\s){0,2}?(?:profits?|prices?|sales|revenues?|fares?|fees?|tuition|tax(?:es)?|rents?|costs?|charges|dividends?|premiums?|bills?|workload|hours|traffic|budget|spending|funding|polls?)\b)",
    re.IGNORECASE,
)
#: "[rejected the offer,] 82% to 18%"
_SPLIT = re.compile(
    r"(?<![\d.,])(\d+(?:\.\d+)?)(?:\s?%|\sper\s?cent)?\s?(?:to|against|[-–])\s?(\d+(?:\.\d+)?)(?:\s?%|\sper\s?cent)",
    re.IGNORECASE,
)
_NO_PAY_BEFORE = re.compile(
    r"\b(?:(?<!-)inflation|turnout|majority|RPI|CPI|cost of living)\W+(?:[a-z]+\W+){0,3}$"
    r"|\b(?:refunds?|vouchers?|discounts?|premiums?|fares?|rents?|tax(?:es)?|prices?|bills|fees|tuition|charges|class sizes)\W+(?:(?:would|will|could|to|has|have|had|is|are|was|were|be|being|put|go|goes|went|gone|up|rises?|rose|increas(?:es?|ed|ing)|hikes?|raises?|raised|of|by|in|at|an?|the|worth)\W+){0,4}$"
    r"|\b(?:ratified|approved|accepted|rejected|turned down|thrown out|backed|passed) by (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
#: Millions are a project's ("a proposed $9 million bridge"), unless they are said to be for pay.
_MILLIONS = re.compile(r"\d[\s-]?(?:m|bn|million|billion)\b", re.IGNORECASE)
_FOR_PAY = re.compile(
    r"\b(?:(?<!to )pay|wages?|salar(?:y|ies)|rais(?:es?|ing)|bonus(?:es)?|contracts?|compensation|unions?|workers|staff|employees|members|strikers|players|pensions?)\b",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"an?\s|improved|revised|fresh|new", re.IGNORECASE)
#: What both sides may sign some day: "the final collective agreement".
_IN_THE_END = re.compile(r"\bfinal\b.*\b(?:agreement|contracts?|settlement)", re.IGNORECASE)
_LAST_TIME = re.compile(
    r"\b(?:last year|years? ago)\b(?:(?!\b(?:reject|turn|refus|vot))[^.\n])*$", re.IGNORECASE
)
_UNIONS_OWN = re.compile(r"\bunions?(?:[’']s?)?\s|\bcounter", re.IGNORECASE)


def is_demanded(text: str, start: int, cue: int) -> bool:
    """Whether what stands at ``start``, told by the words at ``cue``, is what the union asks for."""
    if_put = _IF_PUT.search(text, max(0, cue - 50), start)
    return bool(
        _DEMAND.search(text, max(0, start - 60), start)
        or _NOT_MADE.search(text, max(0, start - 80), start)
        or (if_put and if_put.end() > cue)
        or _MUST_HOLD.search(text, cue, start)
        or _is_their_own(text, start)
    )


def _is_their_own(text: str, start: int) -> bool:
    """Whether it is put by a union or by workers; not "Unite put forward [the 4% offer] to members"."""
    if text.startswith("the ", start):
        return False
    if _WORKERS_OWN.search(text, max(0, start - 80), start):
        return True
    own = _NAMED_OWN.search(text, max(0, start - 80), start)
    if own is None or not _is_union(own.group("who")):
        return False
    headline = text.startswith(" offered ", own.end("who")) and _HEADLINE_END.match(text, start)
    return not headline


def _is_union(name: str) -> bool:
    """Whether a name of one word is a listed union's."""
    body, _ = gazetteer().get(key_of(name), (None, False))
    return body is not None and body.side == "union"


def is_not_made(text: str, start: int, end: int) -> bool:
    """Whether an offer without a figure is the union's own, one it waits for, or an earlier year's."""
    wished = _INDEFINITE.match(text, start) and _NOT_YET.search(text, max(0, start - 80), start)
    hoped = _HOPED_BEFORE.search(text, max(0, start - 40), start) or _HOPED_AFTER.match(text, end)
    return bool(
        wished
        or (hoped and _INDEFINITE.match(text, start) and _AGREEMENT_END.search(text, start, end))
        or _LAST_TIME.search(text, max(0, start - 120), start)
        or _UNIONS_OWN.search(text, max(0, start - 8), end)
        or _IN_THE_END.search(text, start, end)
    )


def is_past(text: str, start: int, end: int) -> bool:
    """Whether it was settled before this dispute."""
    return bool(
        _PAST.search(text, max(0, start - 100), start)
        or _HAD.search(text, max(0, start - 80), start)
        or _PAST_WITHIN.search(text, start, end)
        or _PAST_AFTER.match(text, end)
        or (
            _WAS_GIVEN.search(text, max(0, start - 60), start)
            and _IN_A_YEAR.search(text, start, end + 14)
        )
    )


def is_bettered(text: str, start: int, end: int, cue: int) -> bool:
    """Whether it is called the first or an earlier one."""
    return bool(
        _BETTERED.search(text, max(0, start - 40), start)
        or _BETTERED_WITHIN.search(text, min(cue, start), end)
    )


def is_total(words: str) -> bool:
    """Whether it is told by what it costs or comes to in all, which a rate says better."""
    costs = _MILLIONS.search(words) and len(HAS_AMOUNT.findall(words)) == 1
    return bool(costs or _NEW_LEVEL.match(words))


def is_restated(text: str, before: int, start: int, end: int) -> bool:
    """Whether it says in other figures what the offer ``before`` it is, in the same sentence."""
    amount = HAS_AMOUNT.search(text, start, end)
    return bool(
        amount
        and start - before < 250
        and not _SENTENCE_END.search(text, before, start)
        and _RESTATED.search(text, before, amount.start())
    )


def is_added(text: str, before: int, start: int, end: int, cue: int) -> bool:
    """Whether it is put beside the offer ``before`` it ("also offered"), or is a sum of it ("on average")."""
    also = _ALSO.search(text, max(before, cue - 20), cue)
    near = start - before < 300 and "\n" not in text[before:start]
    gloss = _GLOSS.search(text, cue, end) and not _ANOTHER.search(text, max(0, cue - 20), end)
    return bool(near and ((also and _EXTRA.search(text, cue, end + 40)) or gloss))


def is_extra(text: str, start: int, end: int, cue: int) -> bool:
    """Whether it is but a bonus or an allowance that an offer is said to include."""
    amount = HAS_AMOUNT.search(text, start, end)
    if amount is None:
        return False
    included = _INCLUDED.search(text, cue, amount.start())
    alone = len(HAS_AMOUNT.findall(text, start, end)) == 1
    return bool(
        included
        and alone
        and not RISE_AFTER.match(text, amount.end())
        and _EXTRA.search(text, included.start(), end)
    )


def of_something_else(words: str) -> bool:
    """Whether words before a figure say that it was missed, wanted or voted."""
    return _NOT_THE_OFFER.search(words) is not None


def of_a_business(words: str) -> bool:
    """Whether a figure is in millions, and nothing says that they are for pay: "made $3bn"."""
    return bool(_MILLIONS.search(words) and not _FOR_PAY.search(words))


def is_pay(text: str, low: int, high: int) -> bool:
    """Whether the figure in an offer's wording is what is offered, and not a vote or the prices."""
    amount = HAS_AMOUNT.search(text, low, high)
    if amount is None:
        return True
    return not (
        _is_a_projects(text, low, high)
        or _NO_PAY_AFTER.match(text, amount.end())
        or _is_a_votes(text, amount.start())
        or _NO_PAY_BEFORE.search(text, max(0, amount.start() - 40), amount.start())
        or of_something_else(text[low : amount.start()])
    )


def _is_a_projects(text: str, low: int, high: int) -> bool:
    """Whether an amount is in millions, and nothing beside it says that they are for pay."""
    millions = _MILLIONS.search(text, low, high)
    if millions is None:
        return False
    start = max(low - 80, text.rfind("\n", 0, low) + 1)
    end = text.find("\n", high)
    around = text[start : min(high + 80, end if end >= 0 else len(text))]
    return not (_FOR_PAY.search(around) or WORKER.search(around))


def _is_a_votes(text: str, start: int) -> bool:
    """Whether a figure is one of two that come to a hundred: the ayes and the noes."""
    for split in _SPLIT.finditer(text, max(0, start - 40), start + 40):
        if split.start() <= start < split.end():
            votes = float(split.group(1)) + float(split.group(2))
            return 97 <= votes <= 101 and not RISE_AFTER.match(text, split.end())
    return False
