"""How newspapers word what is on the table, as patterns; :mod:`offers` judges what they find."""

from __future__ import annotations

import re

_IN_WORDS = r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)(?:[ -]and[ -]a[ -]half)?|half\sa|(?:a|three)[ -]quarters?\sof\s(?:a|one))"
_PERCENT = rf"(?:(?:\d{{1,2}}(?:\.\d+|,\d{{1,2}})?[-–](?=\d))?\d+(?:\.\d+|,\d{{1,2}})?(?:\s?%|[\s-]{{0,4}}(?:per[\s-]?cent|percent|pc\b))|{_IN_WORDS}[\s-]per[\s-]?cent\b)"
AMOUNT = (
    r"(?:(?:(?:\b[A-Z]{1,2}(?=\$))?[£$€₦₹]|\bR(?:s\.?)?|\bN(?=\d\d)|\bKSh|\bSh|GH[¢₵])\s?\d+(?:[,.]\d+)*(?:[\s-]?(?:bn|million|billion|m|k)\b)?"
    rf"|{_PERCENT}|\d+(?:p\b|\scents?\b)"
    r"|\b\d+(?:[,.]\d+)*\s(?:shekels|taka|rupees|shillings|euros?|pounds|rand|naira|cedis|pesos|baht|ringgit|kron[eo]r|francs|yen|yuan|crowns?)\b)"
)
#: A figure: of money, or a percentage.
HAS_AMOUNT = re.compile(AMOUNT, re.IGNORECASE)
_KIND = r"(?:(?:(?:best|full)\sand\sfinal|pay|minimum|wage|salary|wages|rise|hike|increase|cash|contract|below-inflation|above-inflation|real-terms|improved|revised|final|latest|last|new|initial|tentative|proposed|(?:\d+|two|three|four|one|multi)-(?:year|month)|one-off|one-time|non-consolidated|flat|average|blanket|overall|[a-z]+-free)\s+)"
RISE = r"(?:rises?|raises?|hikes?|increases?|increments?|uplifts?|pay\s(?:rise|raise|hike|increase|award|settlement|deal)s?)"
#: The rest of the clause, figures with points and commas in them: "$1,000 and a “signing” bonus".
_IN_CLAUSE = r"(?:[^.;:,“”\"\n]|[.,](?=\d)|(?<=\s)[“\"][\w-]{3,20}[”\"](?=\s\w))"
_LONG_TAIL = _IN_CLAUSE + "{0,70}"
#: Sixty letters, and on to where the clause ends if that is near: "and inflation for the next [two years]".
_TAIL = (
    _IN_CLAUSE
    + "{0,60}(?:"
    + _IN_CLAUSE
    + r"{0,40}?(?=[.;:,“”\"\n]|\s(?:and|plus|but|which|that|who|as|after|when|while)\b))?"
)
_WITHIN = r"(?:[^.;:“”\"\n]|[.](?=\d))"
_OFFER = r"(?:offer|proposal|proposition|deal|package|award|settlement)"
_DEAL = r"(?:offers?|proposals?|deal|package|award|settlement|agreement|pact|contracts?|terms)"
#: Whose offer it is; nobody of the union's.
EMPLOYERS = r"(?:management|managers|employers?|owners|compan(?:y|ies)|firm|government|council|ministers|ministry|bosses|board|trust|district|university|college|school|city|county|province|state|bank|airline|railway|operator|contractor|hospital)"
_PUT = r"(?:offer(?:ed|ing)|proposed|tabled|put\s(?:forward|up|on\sthe\stable))"

#: An offer under its name, with its figure: "an offer of 4%", "the 4% deal", "a one-off payment".
OFFER_BY_NAME = re.compile(
    rf"(?:\b(?:an?|the|its|their|this|management[’']s|the (?:government|company|employer)[’']s)\s+)?"
    rf"(?:{_KIND}*{_OFFER}\s+(?:of|worth|equivalent to|amounting to|averaging|totalling|that would (?:give|mean)|which would (?:give|mean)|to (?:raise|increase|lift) (?:\w+ ){{1,4}}by)\s+(?:(?:between|up to|about|around|some|just|an?|more than|less than|over)\s+)*(?:{AMOUNT}|lump sum|one-off|bonus){_LONG_TAIL}"
    rf"|{_KIND}*(?:offer|proposal|deal)\s+would\s+(?:give|see|mean|hand)\s+[^.;:“”\"\n]{{0,60}}?{AMOUNT}{_TAIL}"
    rf"|{_KIND}*{AMOUNT}(?:\s+(?:and|to|or)\s+{AMOUNT}|\s\([^()\n]{{1,30}}\))?,?\s+{_KIND}*{_OFFER}\b(?:\s+over\s+\w+\s+\w+)?"
    rf"|(?:{AMOUNT}\s+)?{_KIND}*(?:one-off|once-off|lump[- ]sum)\s+(?:cash\s+|cost[- ]of[- ]living\s+)?payments?\b(?:\s+of\s+{AMOUNT})?)",
    re.IGNORECASE,
)

#: What may stand before a figure in its phrase: "a flat pay rise of up to", "between 4 and".
_LITTLE = (
    r"(?:(?:an?|the|its|them|us|him|her|workers|staff|members|drivers|nurses|teachers|doctors|employees|flat|average|annual|basic|base|immediate|general|overall|total|minimum|starting|hourly|guaranteed|gross|extra|potential|mere|meagre|paltry|consolidated|pay|wages?|salary|salaries|further|additional"
    r"|new|revised|improved|final|up|to|of|between|just|only|around|about|roughly|nearly|almost|over|more|less|than|at|least|worth|averaging|rise|cuts?|two|three|versions|either|as\smuch\sas|ranging\sfrom|staggered|phased|what|they|it|said|was|\w{2,12}(?:-\w{1,9}){1,3}|real\sterms|[“\"‘][\w-]{3,14}[”\"’]|(?:\d+(?:\.\d+)?|four|five|six|seven|eight|nine|ten)\s(?:and|to|or)|\d\d?(?:\.\d+)?,"
    # "offered nurses a heating allowance of 15%"
    rf"|(?:[\w-]+\s)?allowances?(?=\sof\s)|{RISE})\s+)"
)
#: "over [what the union called] a “derisory” 2% rise"
_SO_CALLED = r"(?:what\s(?:[\w’'-]+\s){1,4}(?:calls?|called|describe[sd]?\sas|sa(?:ys?|id)\s(?:is|was))\s(?=(?:an?\s)?[“\"‘]))?"
#: Scorn, which is for what is offered: "a “measly” 3% rise".
SCORN = r"(?:measly|miserly|derisory|paltry|pitiful|pathetic|insulting|meagre|meager)"
_PHRASE = rf"(?-i:(?<![a-z])){_SO_CALLED}(?P<phrase>(?:(?:an?\s)?(?:pay\s)?freeze\s{_WITHIN}{{0,50}}?)?{_LITTLE}{{0,9}})$"
#: "offered the pilots …", "offering mechanics …"
_HEARERS = (
    r"(?:(?!below\b|above\b|to\b|in\b|on\b|for\b|by\b|that\b|and\b|but\b|with\b)[\w’'-]+\s+){0,3}?"
)
_BY_WHOM = (
    r"(?:\s(?:to|from|by|for|(?:reached|struck|tabled)(?!\s(?:by|with)\b))(?:\s[\w’'-]+){1,4}?)?"
)

#: "the last offer[, she said,] was 5%"
_SAID = r"(?:,\s(?:[\w’'-]+\s){1,4}(?:said|says|added),)"

#: What stands before a figure that is put to somebody, or is said of a deal.
BEFORE_AMOUNT = re.compile(
    r"\b(?:"
    rf"(?:offer(?:ed|s|ing)?|tabl(?:ed|es|ing)|propos(?:ed|es|ing)|put(?:ting)?\s(?:forward|up(?!\sthe\s))|(?:c[ao]m(?:e|es|ing)\s(?:back|up)|return(?:s|ed|ing))\swith|stand(?:s|ing)?\sby|impos(?:ed?|es|ing)|counter(?:ed|s)\swith)\s+{_HEARERS}"
    # "refuses to go beyond 3%", "increased its pay offer to a total of 3%"
    r"|(?:not|\w{1,6}n[’']t|never|cannot|refus(?:es?|ed|ing)|unwilling|unable|declin(?:es?|ed|ing))\s(?:to\s|be\s)?(?:(?:go|gone|going)\s(?:beyond|above|higher\sthan)|(?:move|budge)\s(?:beyond|from))\s+"
    rf"|{EMPLOYERS}\s(?:has|have|had)\s(?:not|never)\s(?:yet\s)?(?:moved|budged)\s(?:beyond|past|from)\s+"
    r"|(?:willing|prepared)\sto\s(?:implement|give|honou?r)\s+"
    rf"|(?:increas|rais|improv|lift|boost|sweeten|upp?|revis)(?:es|ed|ing)\s(?:its|their|the|that)\s{_KIND}{{0,2}}(?:offer|proposal)\s{_IN_CLAUSE}{{0,30}}?\bto\s+"
    # "the offer to staff was cut from 3% to 2%"
    rf"|offer{_BY_WHOM}\s(?:has\sbeen|had\sbeen|was|is)\s(?:increas|rais|improv|lift|cut|reduc|lower)(?:ed)?\s{_IN_CLAUSE}{{0,30}}?\bto\s+"
    rf"|offers?,\s(?:the\s|its\s)?(?:first|second|third|last|latest|best|most\srecent)\b{_IN_CLAUSE}{{0,20}}?"
    r"|On\sthe\stable\s(?:is|was|are|were)\s+"
    # "the last offer, 8.5%", "the offer to staff of 4%", "the offer that they rejected is for $27"
    rf"|(?:offer|proposal)(?:\son\sthe\stable|{_BY_WHOM}),\s(?:(?:equivalent\sto|worth|with)\s)?|(?:offer|recommendation)\s(?:to|from|by)\s(?:[\w’',-]+\s){{1,7}}?of\s+"
    rf"|(?:offer|proposal)\sgave\s+{_HEARERS}"
    # "the company’s figure was 6 per cent", "the last figure put to the union, a $750 lump sum"
    rf"|{EMPLOYERS}[’']s?\s(?:(?:last|latest|final|first)\s)?figure\s(?:of|was|is)\s+|figure\sput{_BY_WHOM}(?:,|\s(?:was|is))\s+"
    rf"|(?:offer|proposal|deal|agreement)(?:,?\s{_IN_CLAUSE}{{1,40}}?,?)?\s(?:is|was)\s(?:for|worth)\s+"
    rf"|{_DEAL}[\s,]+{_WITHIN}{{0,40}}?(?:gives?|giving|call(?:s|ed)\sfor|calling\sfor|would\s(?:give|raise|have\s(?:raised|given|meant|delivered|brought|seen)|see|mean)|means?|meant|will\s(?:give|raise|mean)|raises?|raising|includ(?:e[sd]?|ing)|contain(?:s|ed)|compris(?:es|ed)|(?:consist(?:s|ed|ing)|made\sup)\sof|provid(?:es|ed)(?:\sfor)?|worth|averag(?:es|ed|ing)|represent(?:s|ed)|(?:equate|amount)(?:s|d|ed)?\sto)\s+{_WITHIN}{{0,50}}?"
    r"|Under\s(?:it|this(?=,)|the\s(?:[\w-]+\s){0,3}(?:deal|offer|proposal)|the\sterms)\b,?\s"
    rf"{_WITHIN}{{0,60}}?(?=(?:an?\s)?extra\s)"
    rf"|{_DEAL}[”\"’]?\s*(?:(?:is|was)\s|[:–—-]\s*){_WITHIN}{{0,12}}?(?=(?:an?\s)?extra\s)"
    rf"|(?:proposal|deal|(?:offer|propos|agre|promis|pledg)(?:ed|es|ing))\sto\s(?:(?:(?<!agreed\sto\s)pay|give)\s|(?:raise|increase|lift)\s(?:[\w’'-]+\s){{0,4}}?(?:pay|wages?|salar(?:y|ies)|rates?|allowances?|bonus(?:es)?)\s){_WITHIN}{{0,40}}?"
    r"|(?:approv|announc|fix|propos)(?:ed|es|ing)\s(?:an?\s|the\s)?(?:new\s|monthly\s)*minimum\s(?:monthly\s)?wage\s(?:of|at)\s+"
    rf"|{_DEAL},?\s(?:(?:is|was)\s)?(?:understood|thought|believed|said|reported)\sto\sbe\s(?:worth\s)?"
    r"|(?:offer|propos|agre|recommend)(?:ed|es|ing)\s(?:raising|increasing|lifting)\s"
    rf"{_WITHIN}{{0,40}}?|what\s(?:\w+\s){{1,3}}(?:offered|offering|proposed|put)\s(?:us\s|them\s)?(?:is|was)\s+"
    # "is proposing that every clerk get 5%"
    rf"|{EMPLOYERS}\s(?:(?:has|have|had|is|are|was|were)\s)?propos(?:ed|es|ing)\sthat\s{_IN_CLAUSE}{{1,40}}?\s(?:get|receive|have|be\s(?:paid|given))\s+"
    rf"|{EMPLOYERS}\s(?:is|are|was|were)\soffering,\swhich\sinclud(?:es?|ed)\s+"
    rf"){_PHRASE}",
    re.IGNORECASE,
)
#: The same, of percentages alone and of sums that are called a rise.
BEFORE_PERCENTAGE = re.compile(
    r"\b(?:"
    # "it comes to 5.25 per cent", "the offer has not moved: 8% over three years"
    rf"(?:it|this|that|which|{_DEAL})\s(?:now\s)?(?:(?:comes?|came|amount(?:s|ed)?|add(?:s|ed)?\sup)\sto|work(?:s|ed)?\sout\sat|(?:is|was)\sworth)\s+"
    rf"|{_DEAL}\s{_WITHIN}{{0,60}}[:–—]\s*|{_DEAL}\swith\s"
    # "the employers are still at 6%", "the company came up to 4%"
    rf"|{EMPLOYERS}\s(?:had\s|have\s|has\s)?(?:is|are|was|were|stands?|stood|remains?|stuck|dug\sin(?=\sat\s)|moved|went|gone|came|come)\s(?:up\s|still\s|only\s|now\s|stuck\s){{0,2}}(?:(?<=\sup\s)from\s{_IN_CLAUSE}{{1,20}}?\sto|at|to|on)\s+"
    rf"|{EMPLOYERS}\s(?:(?:had|have|has)\s)?(?:moved|come|came)\sfrom\s{_IN_CLAUSE}{{1,20}}?\sto\s+"
    # "They’re at 4% now"
    r"|(?:\bthey[’']re|(?<=[“\"])they\s(?:are|were))\s(?:still\s|only\s|now\s|stuck\s)?at\s+"
    # "The offer was bettered on Monday. Drivers would get 5.5 per cent"
    rf"|(?:offer|proposal|deal)s?\b{_WITHIN}{{0,60}}\.\s+{_WITHIN}{{0,50}}?\b(?:would|could|will)\s(?:get|have|receive|see|earn|be\s(?:paid|given)|(?:go\sup|rise)\sby)\s+"
    rf"|{_DEAL}{_BY_WHOM}[”\"’]?(?:{_SAID}(?=\s(?:is|was)\s))?\s*(?:\b(?:is|was|has|at|stands\sat|of)\s|[:–—-]\s*){_WITHIN}{{0,12}}?"
    rf"|Under\s(?:it|this(?=,)|(?:[\w’'-]+\s){{1,5}}?{_DEAL})\b,?\s{_WITHIN}{{0,60}}?"
    rf"|(?:It|This|That|which)\swould\s(?:raise|increase|lift|give|see|mean)\s{_WITHIN}{{0,30}}?"
    r"|(?:turn(?:s|ed|ing)?\sdown|threw\sout|voted\sdown|knocked\sback|said\sno\sto|(?:(?:given|urged|advised)\s(?:[\w’']+\s){1,8}?|vot(?:ed|ing)\s)to\saccept(?!\s(?:\w+\s)?less\b))\s+"
    # "rejected the employers’ 6.1%", "the council’s reply on pay was 2%"
    rf"|(?:reject(?:s|ed|ing)?|oppos(?:es|ed|ing)|refus(?:es|ed|ing)|accept(?:s|ed|ing)?|called)\s(?:the|their|its)\s{EMPLOYERS}[’']s?\s(?=$)"
    rf"|{EMPLOYERS}[’']s?\s(?:latest\s|last\s|final\s|first\s)?(?:reply|answer|response|position)(?:\son\spay)?{_SAID}?\s(?:was|is|of)\s+"
    # "which would have held raises to 2%"
    r"|(?:h[eo]ld(?:ing|s)?|cap(?:s|ped|ping)?|limit(?:s|ed|ing)?|ke(?:ep|pt|eping))\s(?:\w+\s)?(?:raises|rises|increases|pay|wages)\s(?:to|at)\s+"
    r"|told\s(?:\w+\s)?(?:will|would|can|could)\s(?:only\s)?(?:get|receive|be\s(?:given|paid))\s+"
    rf"){_PHRASE}",
    re.IGNORECASE,
)
#: The same, of a rise: "turned down two versions of a 10.5% raise", "were awarded a rise of 3%".
BEFORE_RISE = re.compile(
    r"\b(?:no\sto|against|reject(?:s|ed|ing)?|turn(?:s|ed|ing)?\sdown|threw\sout|vot(?:ed?|ing)\s(?:down|for)|refus(?:ed|es|ing)|accept(?:s|ed|ing)?|agreed(?:\sto|\son)?|(?:produced|reached|came\sto)\s(?:an\s)?agreement\son|settl(?:ed|ing)\s(?:for|on)|winning|won|promised|(?:proposal|offer)\sfor|(?:rejected|refused|accepted|ratified|approved)\s(?:an?|the)\s(?:agreement|deal)\sfor|(?:versions|rejection|acceptance)\sof|(?:will|would)\s(?:get|receive|be\s(?:given|paid))|in\sreturn\sfor|said(?:\sthat)?(?=\s(?:an?|the)\s)"
    r"|award(?:ed|s|ing)|were\sgiven|(?:been|was)\s(?:given|granted)|announc(?:ed|es)|approved|recommend(?:ed|s|ing|ation\sof)|put|in\sprotest\s(?:at|over|against)|(?:dispute|strike|row)\sover"
    rf")\s+{_PHRASE}",
    re.IGNORECASE,
)
#: Other phrases before a figure, for what comes after it to tell.
PHRASE = re.compile(rf"(?:\b|(?<=\s)){_PHRASE}", re.IGNORECASE)

_EACH = r"(?:[\s-](?:an?|per)[\s-](?:hour|day|week|month|year))?"
_THEN_RISE = rf"(?:\s+(?:and|or|to)\s+{AMOUNT})?{_EACH}(?:\s+(?:annual|average|basic|pay|wage|salary)){{0,2}}(?:\s+(?:{RISE}|extra|more))?"
#: What stands after a figure that is on the table: "the 4% the company has offered".
AFTER_AMOUNT = re.compile(
    rf"(?P<rest>{_THEN_RISE}(?:\s(?:over|in|for|from|a|this|each)\s{_IN_CLAUSE}{{1,30}}?)?)\s+(?:"
    r"(?:(?:was|is|were|had\sbeen|has\sbeen|already|now|currently)\s+)*(?:put\s(?:forward|to)|tabled|proposed|offered|imposed|on\soffer|on\sthe\stable)\b"
    r"|(?:was|were|is|had\sbeen|has\sbeen)\sput\b"
    r"|in\sfront\sof\s(?:us|them|members|the\smembers|the\smembership)\b"
    rf"|in\s(?:the|its|their|this)\s(?:\w+\s)?(?:offer|proposal)\b"
    rf"|under\s(?:the|its|their|this|a)\s(?:[\w-]+\s){{0,3}}?{_DEAL}\b|if\s(?:\w+\s){{1,3}}accept"
    r"|(?:is|was)\s(?:all|what)\s(?:\w+\s){1,3}(?:offer(?:ed|ing)|put)\b"
    r"|(?:that\s)?(?:they|we|staff|members|workers)\s(?:were|are|have\sbeen|had\sbeen)\s(?:being\s)?offered\b"
    rf"|(?:(?:that|which)\s+)?(?:(?!(?:unions?|members|workers|staff|and|but|while|when|after|as|if|or|than|was|were|is(?!\soffering)|are(?!\soffering))\b)[\w’'-]+\s+){{1,6}}?{_PUT}\b)",
    re.IGNORECASE,
)
#: What stands after a rise that is answered: "after a 5% increase was agreed".
AFTER_RISE = re.compile(
    rf"(?P<rest>{_THEN_RISE})\s+(?:is|are|was|were|has\sbeen|have\sbeen|had\sbeen)\s(?:\w+ly\s)?(?:agreed|accepted|rejected|turned\sdown|recommended|announced)\b(?!\sby\s(?:the\s)?"
    rf"{EMPLOYERS})",
    re.IGNORECASE,
)
#: The rest of an offer's words after its figure.
AFTER_PHRASE = re.compile(
    rf"{_TAIL}(?:,\s(?:plus|along\swith|as\swell\sas)\s{_TAIL})?", re.IGNORECASE
)
#: ", a £500 bonus", ", 3% the year after and 2% in the third"
NEXT_ITEM = re.compile(
    rf",?\s(?:(?:and|plus|then|[\w’'-]+)\s){{0,4}}?{AMOUNT}{_TAIL}", re.IGNORECASE
)
#: ", 2.5 per cent", " and 2%", " plus a £250 bonus": nothing before the figure.
LISTED = re.compile(
    rf",?[^\S\n](?:(?:and|plus|then|followed\sby|(?:along\s)?with)\s(?:an?\s(?:further\s)?|another\s)?(?:(?:(?:one-off|once-off|lump[- ]sum)\s(?:\w+\s)?payment|(?:\w+\s)?bonus|lump\ssum)\sof\s)?)?{AMOUNT}{_TAIL}",
    re.IGNORECASE,
)
RISE_AFTER = re.compile(
    rf"(?:\s+(?:and|or|to)\s+{AMOUNT})?{_EACH}\s+(?:(?:annual|hourly|weekly|average|basic|pay|wage|salary|ongoing)\s+){{0,2}}{RISE}\b(?:\s+over\s+(?:(?:an?|the)\s)?[\w-]+\s+\w+)?",
    re.IGNORECASE,
)

_WHICH = r"(?:(?:(?:last,\s)?(?:best|last|full),?\sand\s)?final|revised|improved|latest|fresh|proposed|tentative|last-minute|(?:\d+|two|three|four|five)-year|one-year)"
#: An offer without a figure, told from others by what it is: "the government's final offer",
#: "its “last, best and final” proposal".
OFFER_WITHOUT_AMOUNT = re.compile(
    r"(?:\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|management[’']s|(?:[Tt]he (?:[\w-]+ ){0,3}|(?:[A-Z][\w-]+ ){0,2})(?:government|company|employer|council|trust|university|ministry|district|airline|board)[’']s)\s)?"
    rf"(?:\b|(?=[“\"‘']))(?:(?:pay|wage|salary|new|single|{_WHICH})\s){{0,3}}"
    rf"(?:{_WHICH}|[“\"‘']{_WHICH}[”\"’'])\s"
    r"(?:(?:pay|wage|salary|contract|single|collective|bargaining|enterprise|labou?r)\s){0,2}(?:offer|proposals?|deal|package|agreement|contracts?|settlement)\b(?!\s(?:changes|talks|negotiations|vote|ballot|dispute|cuts|terms))(?:\swith\s[a-z]+,\s[a-z ]{1,40}\sand\s[a-z]+(?: [a-z]+)?)?"
)
#: One whose name says no more than that it is about pay, which is put to somebody or answered:
#: "agreed to put a pay offer to its members", "rejected a proposal on pay from the ministry".
#: Of the employer by name, it need not say that it is about pay: "turned down the company’s offer".
_OF_PAY = (
    r"(?:(?:an?|the|its|their)\s(?:[\w-]+\s)?(?:(?:pay|wage|salary)\s(?:offer|proposal|deal)|(?:offer|proposal)\son\s(?:pay|wages|salaries)\b)"
    # "turned down Ferryline’s pay offer"
    r"|(?-i:[A-Z]\w{1,20})[’']s\s(?:[\w-]{1,20}\s)?(?:pay|wage|salary)\soffer"
    rf"|(?:(?:the|their|its)\s)?{EMPLOYERS}[’']s?\soffer\b(?!\s(?:to|of|for)\s))"
    r"(?!\s(?:from|by|of)\s(?:the\s|its\s)?(?:\w+\s)?unions?\b)"
)
_ANSWERS = r"(?:reject(?:s|ed|ing)?|turn(?:s|ed|ing)?\sdown|throw(?:n|s|ing)?\sout|threw\sout|spurn(?:ed|s|ing)?|accept(?:s|ed|ing)?|vot(?:ed?|es|ing)\s(?:down|on|against)|ballot(?:ed|ing)?\s(?:[\w’']+\s){0,2}(?:on|over))"
OFFER_ANSWERED = re.compile(
    rf"\b(?:(?<!shareholders\s)(?<!investors\s){_ANSWERS}|put(?:s|ting)?(?=\s[^.;:,\n]{{1,40}}\sto\s(?:its|their|the)\smembers))\s(?P<offer>{_OF_PAY})"
    # "a derisory pay offer had been rejected"
    rf"|\b(?P<answered>{_OF_PAY})\s(?:(?:has|had)\sbeen|was|is|were)\s(?:\w+ly\s)?(?:rejected|turned\sdown|thrown\sout|voted\sdown|accepted|put\sto(?!\s(?:(?:the|its|their)\s)?{EMPLOYERS}\b))\b",
    re.IGNORECASE,
)
