"""How newspapers word what is on the table, as patterns; :mod:`offers` judges what they find."""

from __future__ import annotations

import re

_IN_WORDS = r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)(?:[ -]and[ -]a[ -]half)?|half\sa|(?:a|three)[ -]quarters?\sof\s(?:a|one))"
_PERCENT = rf"(?:\d+(?:\.\d+)?(?:\s?%|[\s-]{{0,4}}(?:per[\s-]?cent|percent|pc\b))|{_IN_WORDS}[\s-]per[\s-]?cent\b)"
AMOUNT = (
    r"(?:(?:[£$€₦₹]|\bR(?:s\.?)?|\bKSh|\bSh|GH[¢₵])\s?\d[\d,.]*(?:\s?(?:bn|million|billion|m|k)\b)?"
    rf"|{_PERCENT}|\d+(?:p\b|\scents?\b))"
)
_KIND = r"(?:(?:pay|wage|salary|wages|rise|hike|increase|cash|contract|below-inflation|above-inflation|real-terms|improved|revised|final|latest|last|new|initial|tentative|proposed|(?:\d+|two|three|four|one|multi)-(?:year|month)|one-off|one-time|non-consolidated|flat|average)\s+)"
_RISE = r"(?:rises?|raises?|hikes?|increases?|uplifts?|pay\s(?:rise|raise|hike|increase|award)s?)"
_LITTLE = (
    r"(?:(?:an?|the|its|them|us|him|her|workers|staff|members|drivers|nurses|teachers|doctors|employees|flat|average|annual|pay|wage|salary|further|additional"
    r"|extra|new|revised|improved|final|up|to|of|between|just|only|around|about|roughly|over|more|less|than|two|three|versions|what|they|it|said|was|rises?|raises?|hikes?|increases?|uplifts?)\s+)"
)
#: The rest of the clause, figures with points and commas in them.
_IN_CLAUSE = r"(?:[^.;:,“”\"\n]|[.,](?=\d))"
_TAIL, _LONG_TAIL = _IN_CLAUSE + "{0,60}", _IN_CLAUSE + "{0,70}"
_WITHIN = r"(?:[^.;:“”\"\n]|[.](?=\d))"
_OFFER = r"(?:offer|proposal|deal|package|award|settlement)"
#: Whose offer it is; nobody of the union's.
_EMPLOYERS = r"(?:management|employers?|compan(?:y|ies)|government|council|ministers|ministry|bosses|board|trust|district|university|city|state|bank|airline)"
_PUT = r"(?:offered|proposed|tabled|put\s(?:forward|up|on\sthe\stable))"
_DEAL = r"(?:offers?|proposals?|deal|package|award|settlement|agreement|pact|contracts?|terms)"

_SPEC = _LITTLE + "{0,4}"
#: An offer under its name, with its figure: "an offer of 4%", "the 4% deal", "a one-off payment".
OFFER_BY_NAME = re.compile(
    rf"(?:\b(?:an?|the|its|their|this|management[’']s|the (?:government|company|employer)[’']s)\s+)?"
    rf"(?:{_KIND}*{_OFFER}\s+(?:of|worth|equivalent to|amounting to|averaging|totalling|that would (?:give|mean)|which would (?:give|mean)|to (?:raise|increase|lift) (?:\w+ ){{1,4}}by)\s+(?:(?:between|up to|about|around|just|an?|more than|less than|over)\s+)*(?:{AMOUNT}|lump sum|one-off|bonus){_LONG_TAIL}"
    rf"|{_KIND}*(?:offer|proposal|deal)\s+would\s+(?:give|see|mean|hand)\s+[^.;:“”\"\n]{{0,60}}?{AMOUNT}{_TAIL}"
    rf"|{_KIND}*{AMOUNT}(?:\s+(?:and|to|or)\s+{AMOUNT})?\s+{_KIND}*{_OFFER}\b(?:\s+over\s+\w+\s+\w+)?"
    rf"|{_KIND}*(?:one-off|once-off|lump[- ]sum)\s+(?:cash\s+|cost[- ]of[- ]living\s+)?payments?\b(?:\s+of\s+{AMOUNT})?"
    rf"|(?<=offered )(?:(?:a|an|workers|staff|members|them)\s+)*{_KIND}*{AMOUNT}{_TAIL})",
    re.IGNORECASE,
)

#: A figure that is put to somebody, answered by them, or stands in a deal: "offered a flat increase
#: of £240", "turned down two versions of a 10.5% raise", "Under it, drivers get 8.6%".
AMOUNT_OFFERED = re.compile(
    rf"\b(?:offered|offers|offering|tabled|put(?:ting)? (?:forward|up)|proposed|came back with|stand(?:s|ing)? by)\s+(?P<offer>{_LITTLE}{{0,9}}{AMOUNT}(?!\s(?:off\b|discount|of\s(?:its|the|their|all|our|my)))){_TAIL}"
    rf"|\b(?:no to|against|reject(?:s|ed|ing)?|turn(?:s|ed|ing)? down|threw out|accept(?:s|ed|ing)?|agreed (?:to |on )?|for|winning|won|versions of|said (?:that )?(?:an?|the))\s*\b(?P<answered>{_LITTLE}{{0,6}}(?:{_RISE}\s+(?:of|worth)\s+{_LITTLE}{{0,4}}{AMOUNT}{_TAIL}|{AMOUNT}\s+(?:(?:pay|wage|salary)\s)?{_RISE}\b(?:\s+over\s+\w+\s+\w+)?))"
    rf"|\b(?:turn(?:s|ed|ing)? down|threw out|voted down)\s+(?P<refused>{_PERCENT}(?:\sa year|\sfor\s\w+|\sover\s\w+\s\w+|\sand\s){_TAIL})"
    rf"|(?P<on_offer>{_RISE}\s+of\s+{_LITTLE}{{0,4}}{AMOUNT})\s+(?:now\s+|currently\s+)?(?:on offer|on the table)"
    rf"|(?P<was_put>{AMOUNT})\s+(?:(?:was|is|were|had been|has been)\s+)?(?:put (?:forward|to)|tabled|proposed|on offer|on the table)\b"
    # "the 4% the company has offered", "a rise worth 5 per cent over two years was put on Monday"
    rf"|(?P<put_by>(?:(?:an?|the)\s+)?{AMOUNT}(?:\s+(?:(?:pay|wage|salary)\s)?{_RISE})?)\s+(?:(?:that|which)\s+)?(?:(?!(?:unions?|members|workers|staff|and|but|while|when|after|as|if|or|than|was|were|is|are)\b)[\w’'-]+\s+){{1,6}}?{_PUT}\b"
    rf"|(?P<then_put>(?:{_RISE}\s+(?:of|worth)\s+)?{_SPEC}{AMOUNT}(?:\s(?:over|in|for|from|a|this|each)\s{_IN_CLAUSE}{{1,30}}?)?)\s+(?:was|were|is|had been|has been)\s+(?:put|{_PUT})\b"
    # "offered a freeze this year followed by raises of 1 percent"
    rf"|\boffer(?:ed|ing|s)\s+(?P<followed>(?:an?\s+)?(?:pay\s)?(?:freeze|{_RISE})\s{_WITHIN}{{0,70}}?{AMOUNT}{_TAIL})"
    # "it comes to 5.25 per cent", "the offer has not moved: 8% over three years", "two offers, the second 1.5%"
    rf"|\b(?:it|this|that|which|{_DEAL})\s(?:now\s)?(?:(?:comes?|came|amount(?:s|ed)?|add(?:s|ed)?\sup)\sto|work(?:s|ed)?\sout\sat|(?:is|was)\sworth)\s+(?P<comes_to>{_SPEC}{_PERCENT}{_TAIL})"
    rf"|\b{_DEAL}\s{_WITHIN}{{0,60}}[:–—]\s*(?P<colon>{_SPEC}{_PERCENT}{_TAIL})"
    rf"|\boffers?,\s(?:the\s|its\s)?(?:first|second|third|last|latest|best|most\srecent)\b{_IN_CLAUSE}{{0,20}}?(?P<listed>{AMOUNT}{_TAIL})"
    # "the employers are still at 6%", "the company came up to 4%"
    rf"|\b{_EMPLOYERS}\s(?:had\s|have\s|has\s)?(?:is|are|was|were|stands?|stood|remains?|stuck|moved|went|gone|came|come)\s(?:up\s|still\s|only\s|now\s|stuck\s){{0,2}}(?:at|to|on)\s+(?P<moved>{_SPEC}{_PERCENT})"
    # "The offer was bettered on Monday. Drivers would get 5.5 per cent"
    rf"|\b(?:offer|proposal|deal)s?\b{_WITHIN}{{0,60}}\.\s+{_WITHIN}{{0,50}}?\b(?:would|could|will)\s(?:get|have|receive|see|earn|be\s(?:paid|given)|(?:go\sup|rise)\sby)\s+(?P<next>{_SPEC}{_PERCENT}{_TAIL})"
    rf"|\bOn the table (?:is|was|are|were)\s+(?P<table>{_LITTLE}{{0,6}}{AMOUNT}{_TAIL})"
    rf"|\b(?P<deal>{_DEAL}[\s,]+{_WITHIN}{{0,40}}?(?:gives?|giving|calls for|calling for|would (?:give|raise|have (?:raised|given)|see|mean)|will (?:give|raise|mean)|raises?|raising|includes?|contains?|worth)\s+{_WITHIN}{{0,50}}?{AMOUNT}{_TAIL})"
    rf"|\b{_DEAL}[”\"’]?\s*(?:\b(?:is|was|has|at|stands at|of)\s|[:–—-]\s*){_WITHIN}{{0,12}}?(?P<is>(?:(?:a|an|extra|meagre|mere|paltry|rise|increase|raise|just|only|of)\s+){{0,4}}(?:{_PERCENT}|(?<=extra\s){AMOUNT})(?:,?\s(?:plus|and|in|over|a year|for)\s{_TAIL})?)"
    rf"|\bUnder (?:it|this|the (?:\w+ ){{0,3}}{_DEAL}|the terms)\b,?\s{_WITHIN}{{0,60}}?(?P<under>(?:(?:an?|extra|additional|rise|increase|raise|of|by)\s+){{0,4}}(?:{_PERCENT}|(?<=extra\s){AMOUNT}){_TAIL})"
    rf"|\b(?:It|This|That|which) would (?:raise|increase|lift|give|see|mean)\s{_WITHIN}{{0,30}}?(?P<would>(?:(?:an?|extra|rise|increase|raise|of|by)\s+){{0,4}}{_PERCENT}{_TAIL})",
    re.IGNORECASE,
)

#: An offer without a figure, told from others by what it is: "the government's final offer".
OFFER_WITHOUT_AMOUNT = re.compile(
    r"(?:\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|management[’']s|(?:[Tt]he )?(?:[A-Z][\w-]+ ){0,2}(?:government|company|employer|council|trust|university|ministry|district|airline|board)[’']s)\s)?"
    r"\b(?:(?:pay|wage|salary|final|revised|improved|latest|fresh|new|proposed|tentative|single|last-minute|(?:\d+|two|three|four|five)-year|one-year)\s){0,3}"
    r"(?:final|revised|improved|latest|fresh|proposed|tentative|last-minute|(?:\d+|two|three|four|five)-year|one-year)\s"
    r"(?:(?:pay|wage|salary|contract|single|collective|bargaining|enterprise|labou?r)\s){0,2}(?:offer|proposals?|deal|package|agreement|contracts?|settlement)\b(?!\s(?:changes|talks|negotiations|vote|ballot|dispute|cuts|terms))(?:\swith\s[a-z]+,\s[a-z ]{1,40}\sand\s[a-z]+(?: [a-z]+)?)?"
)
