"""How an article speaks of a name shows what it is: "X members", "X's chief executive", "staff at X"."""

from __future__ import annotations

import re

from stancenlp.extraction.roles import (
    BYSTANDER,
    EMPLOYER_BODY,
    EMPLOYER_POST,
    JOB,
    KIND_OF_STANDING_BODY,
    side_of_standing,
)

_EMPLOYER_CONTEXT_AFTER = re.compile(
    r"^(?:[’']s?)?\s(?:bosses|management|managers|workers|staff|employees|drivers|crews|(?:group )?chief executive|CEO|managing director"
    r"|spokes(?:man|woman|person)|executives|HR|depots?|plants?|factory|warehouses?|bakery|brewery|mill|headquarters|shareholders|said its offer)\b"
    r"|^\s(?:has |had |have )?made (?:an?|another|its) (?:[\w“”\"’-]+ ){0,3}offer\b|^\s\([A-Z]\w{1,9}\)\s(?:ferry|bus|train|rail|tram|flight|coach) services\b"
    r"|^(?:,\s(?!who\b)[^,\n]{3,80},)?\s(?:has |had |have )?(?:offered|tabled|proposed|employs|has been advertising|locked out)\b"
    r"|^,\swhich (?:employs|runs|operates|owns|makes|supplies)\b|^[’']s?\s(?:(?:final|latest|revised|pay|new|improved|initial|first|second|last|current) )+offer\b"
)
#: These say "employer" even of what may also be a place.
_EMPLOYER_SURE_AFTER = re.compile(
    r"^(?:[’']s?)?\s(?:(?:supermarket|retail|hotel|pub|cinema|bus|coach|food|coffee|care|biscuit|car|parcel) )?(?:chain|group|company|bosses|chief executive|managing director|executives|plant|factory|warehouse|depot)\b"
    r"|^\sand (?:the )?[A-Z][^.\n]{3,120}?(?:announced|reached|signed|struck) (?:an? )?(?:\w+ )?(?:agreement|deal|settlement)\b"
)
#: "contractor Vigilis", "the employers’ association, Colleges Together": whatever else the name may be.
_EMPLOYER_SURE_BEFORE = re.compile(
    r"\b(?:(?:company|firm|operator|retailer|airline|contractor|supermarket|brewer|manufacturer|chain|giant|maker|outsourcer|multinational|carmaker|automaker|carrier|haulier|broadcaster|insurer|refiner|miner|utility|agency)"
    r"|(?:[Tt]he|[Aa]|[Ss]ame|[Pp]rivate|[Ii]ts|[Tt]heir) (?:[a-z]+ )?(?:contractor|operator|airline|retailer|carmaker|automaker|manufacturer|supermarket|outsourcer),(?= $)"
    r"|\b(?:fuel|energy|oil|gas|water|care|healthcare|food|hotel|pub|steel|chemicals?|media|transport|bus|logistics|retail|engineering|mining|defence|aerospace|packaging|drinks|brewing|outsourcing|telecoms?|construction|Danish|Dutch|German|French|Swedish|Spanish|Italian|Swiss|Norwegian|Chinese|Japanese|Indian|American|US|British|Irish|Canadian|Australian) (?:group|giant)"
    r"|[Ee]mployers[’'] (?:association|group|body|side|organisation|organization|federation),?)\s$"
)
#: "pilots at Celtair", "singers of the Royal Opera": nouns of those who do something for somebody.
_AT_WORK = (
    rf"(?!(?:{BYSTANDER}|others?|members|leaders|ministers|lawmakers|travell?ers|visitors|mourners|worshippers|readers|viewers|offers|papers|numbers|prisoners|matters|centers|hundreds)\b)"
    rf"(?:{JOB}|[a-z]{{3,}}(?:ers|ors|ists|ians|eers|men|women)|workers|staff|employees|crews?)"
)
_BOSS = r"(?:managing director|(?:group )?chief executive|chief \w+ officer|CEO|(?:general|operations|depot|plant) manager|(?:operations|commercial|HR|regional|finance|human resources) director)"
#: Whoever people work for is somebody who employs them, even if the name could be a person's.
_EMPLOYS_BEFORE = re.compile(
    rf"\b(?:(?i:{_AT_WORK})(?: (?:employed|working|based))? (?:at|with)|employed by|(?:belonging|belongs) to|(?:owned|operated) by|(?i:negotiators|managers|management|bosses) (?:for|at|of)|{_BOSS} (?:of|at|for))(?: the)?\s$"
)
#: How every match of it ends, which is quick to see.
_BEFORE_EMPLOYER = ("at", "with", "by", "for", "of", "to", "the")
_EMPLOYS_AFTER = re.compile(
    rf"^,\s(?:the|an?)\s(?!(?:[\w-]+\s){{0,2}}(?:spokes|representative|lawyer|official|director|head\b|leader|manager|president|member))(?:(?!(?:at|in|from|of|for|with)\b)[\w-]+\s){{0,3}}?(?:{EMPLOYER_BODY}|agency)(?:,|\s(?:that|which)\b)|^,\swhose {_BOSS}\b"
    rf"|^[’']s\s{_BOSS}\b|^,\swhich (?:employs|runs|operates|owns|makes|supplies|manages)\b"
)
#: "Coastline Wessex drivers": of a name of one word they may be anybody's ("Tube drivers").
_CREW_AFTER = re.compile(rf"^\s(?-i:{_AT_WORK})\b")
#: "Brightwing's general manager": whoever has one is an employer.
_ITS_BOSS = re.compile(rf"[’']s\s(?:[\w-]+\s){{0,2}}?{EMPLOYER_POST}\b|\s{EMPLOYER_POST}\s[A-Z]")
_HAS_A_BOSS = re.compile(
    r"[’']s (?:\w+ )?(?:managing director|chief executive|CEO|general manager|regional director)\b"
)
_EMPLOYER_CONTEXT_BEFORE = re.compile(
    r"\b(?:(?:workers|staff|employees|drivers|crews?|members|engineers|guards|cleaners|strike|walkout|job|jobs|boss|bosses|managers|spokes(?:man|woman|person)|chief executive|managing director|director) (?:at|of|for)"
    r"|(?:offer|dispute|talks|row|deal|agreement|contract|negotiations) (?:from|with|by)|headquarters of|belonging to|(?:owned|operated) by|employed by|employer,?|works? (?:for|at)|(?:company|firm|operator|retailer|airline|contractor|supermarket|brewer|manufacturer|chain|giant|maker|developer|multinational|(?:(?:[Ii]ts|[Tt]heir|whose|the|[’']s?) (?:new |then )?|(?:plant|site|mill|mine|port|parent|factory|airport|brand) )owner|supplier|outsourcer),?|strike (?:against|at|by \w+ at)|(?:union|local) at|-based"
    r"|(?:[\d,]{3,} |most of the [\d,]+ )(?:people|men|women|staff) at|(?:stoppage|lockout|work came to a halt|work stopped|production|stopped work|downed tools) at)(?: the)?\s$"
)
#: "Elmton regional organiser for the BFU": what stands before the post is a place.
_OF_A_UNION_BEHIND = r"(?! (?:for|of|with|at) (?:the )?(?:[A-Z]{3,}\b|Unite\b|(?:[A-Z]\w+ )+(?:[Uu]nion|Association|Federation)\b))"
_UNION_CONTEXT_AFTER = re.compile(
    r"^(?:\s\([^)]{2,15}\))?(?:[’']?s?\s|,\s(?=which|the (?:\w+ )?union\b(?![’'])))(?:(?:trade|teachers[’']?|nursing|rail|civil service) )?"
    r"(?:union(?!\s(?:workers|locals|employees)\b)|members|(?:deputy |assistant )?general[ -]secretary|state secretary|(?:regional (?:officer|organi[sz]er|secretary)"
    rf"|national (?:officer|organi[sz]er|secretary)|shop steward|convenors?){_OF_A_UNION_BEHIND}|branch(?! of (?:the )?[A-Z])|which (?:represents|organises|speaks for)"
    r"|the (?:\w+ )?union|strikers|picket|union(?:’|')s)\b"
)
#: "SAMPWU, which represents 3,000 employees": so even of a word that begins a sentence.
_UNION_SURE_AFTER = re.compile(
    r"^(?:\s\([^)]{2,15}\))?,\s(?:which (?:represents?|speaks? for|organi[sz]es?)|who (?:represent|speak for|organi[sz]e)) (?!the (?:companies|employers))|^,\s(?:the|an?) (?:(?!(?:for|of|at|from|in|with)\b)[\w’'-]+ ){0,3}?(?:trade |labou?r )?union(?:,|\s(?:that|which|for|of|representing)\b)"
    rf"|^,\sthe {JOB}[’'] (?:association|federation|guild|society|union)(?:,|\s(?:that|which|for|of)\b)"
    r"|^[’']?s? (?:strike|picket|union) members\b"
)
_UNION_CONTEXT_BEFORE = re.compile(
    r"(?:\b(?:affiliated (?:to|with)|represented by|(?:strike|walkout|stoppage|action) (?:called |organi[sz]ed )?by|unioni[sz]ed (?:under|with)|belong(?:s|ing)? to|a member of)(?: the)?"
    r"|\b(?:the|its|their|union|unions) union,?|\bunions?,?|members of(?: the)?"
    r"|general secretary of(?: the)?|(?:officer|organi[sz]er) (?:for|of|with|at)(?: the)?)\s$"
)


#: "Ferry and Bus state secretary Jo Ray": an officer that unions alone have, whatever the name's words.
_UNION_OFFICER = re.compile(r"^\s(?:deputy |assistant )?(?:general|state) secretary,? [A-Z]")


def has_union_officer(after: str) -> bool:
    """Whether what follows a name is an officer that only unions have."""
    return _UNION_OFFICER.match(after) is not None


#: "the campaign group Lea Valley Solidarity", "TravelWatch, the passenger watchdog,".
_KIND_BEFORE = re.compile(rf"\b({KIND_OF_STANDING_BODY})(?: called| known as)?,?(?: the)?\s$")
_KIND_AFTER = re.compile(
    rf"^,\s(?:the|an?)\s(?:[\w’'-]+\s){{0,3}}?({KIND_OF_STANDING_BODY})(?=[,.]| (?:that|which|for|of|representing)\b)"
)


def side_by_kind(before: str, after: str) -> str | None:
    """The side of a name in apposition to what kind of body it is, or None."""
    kind = _KIND_BEFORE.search(before) or _KIND_AFTER.match(after)
    return side_of_standing(kind.group(1)) if kind else None


#: "No other Calder’s branch": a shop or a bank.
_ONE_OF_SHOPS = re.compile(
    r"\b(?:no other|another|any|every|each|its|one|nearest)\s$", re.IGNORECASE
)
_ITS_SHOP_AFTER = re.compile(r"^(?:[’']?s?)?\sbranch\b")


def spoken_of_as_union(before: str, after: str, first: bool) -> bool:
    """Whether the words around a name show a union; ``first``: one word that begins a sentence."""
    if _ITS_SHOP_AFTER.match(after) and _ONE_OF_SHOPS.search(before):
        return False
    if _UNION_SURE_AFTER.match(after) or (_UNION_CONTEXT_AFTER.match(after) and not first):
        return True
    # "a strike by Calder workers" is no union's
    return _UNION_CONTEXT_BEFORE.search(before) is not None and not _CREW_AFTER.match(after)


def spoken_of_as_body(name: str, text: str) -> bool:
    """Whether an article speaks of a name that is also a word (Unite, Prospect) as an organisation."""
    quoted = re.escape(name)
    officers = "" if name == "National" else "official|officer|"
    found = re.search(
        rf"\b{quoted}(?:[’']s?)? (?:the union|(?:trade |teachers[’'] )?union|(?i:general secretary|regional|national)|negotiators?|spokes\w*|{officers}rep|convenor|branch|said|says?|told|warned|accused|confirmed|announced|claim(?:s|ed)|insist(?:s|ed)|believes|argued|added|den(?:ies|ied)|condemn(?:s|ed)|rejected|balloted|and Unison)\b"
        rf"|\b{quoted} ha(?:s|ve|d) (?:said|warned|told|rejected|accepted|accused|announced|confirmed|balloted|written|called (?:on|for|off))\b"
        # "“It goes on,” said Unite."
        rf"|[”\"’'»] (?:said|says|added|adds|warned) {quoted}(?=[.,;\n]|$| (?:on|last|after|today|yesterday)\b)"
        # "Unite, however, said"
        rf"|\b{quoted},? (?:however|meanwhile|though|which|whose)\b"
        # "Community leaders met": a sentence may begin with any word
        rf"|(?<![.!?”\"\n]\s)(?<!\n)(?<!^)\b{quoted}(?:[’']s?)? (?:members?|leaders?|head|officers|officials|reps|lead|boss)\b"
        rf"|\b(?:unions?,?|(?:officers?|organi[sz]ers?|secretary|members?|reps?|leaders?|officials?|spokes\w+) (?:of|from|for|at|with)) {quoted}\b(?! (?:[A-Z]\w+ )?(?:Museums?|Galler(?:y|ies)|Librar(?:y|ies)|Trust|Theatre|Park|Parks)\b)"
        # "said Ann Reed of Unite", "Unite’s Ann Reed"
        rf"|\b(?:said|says|added|told|warned|explained|insisted) (?:[A-Z][\w’'-]+ ){{1,2}}[A-Z][\w’'-]+,? (?:of|from|for|at) {quoted}\b(?! [A-Z])"
        rf"|\b{quoted}[’']s? [A-Z][\w’'-]+ [A-Z]\w"
        # "Ann Reed, of Unite, said"
        rf"|[A-Z][\w’'-]+ [A-Z][\w’'-]+, (?:of|from) {quoted},",
        text,
    )
    return found is not None


def surely_employer(before: str, after: str) -> bool:
    """Whether the words around a name show an employer, even if the name is also a place's."""
    return bool(
        _EMPLOYER_SURE_AFTER.match(after)
        or _EMPLOYER_SURE_BEFORE.search(before)
        or _HAS_A_BOSS.match(after)
    )


def employs(name: str, before: str, after: str) -> bool:
    """Whether the words around a name show whom people work for: an employer, if it is no place."""
    return bool(
        (before.rstrip().endswith(_BEFORE_EMPLOYER) and _EMPLOYS_BEFORE.search(before))
        or _EMPLOYS_AFTER.match(after)
        or (" " in name and _CREW_AFTER.match(after))
    )


#: "on the picket line at Elm Controls": a firm, if it speaks too.
_PICKETED = re.compile(r"\b(?:picket lines?|pickets)(?: up)? (?:at (?:noon|dawn|midnight) )?at\s$")


def picketed(before: str) -> bool:
    """Whether pickets stand at a name: at a place, or at whoever employs them."""
    return before.endswith("at ") and _PICKETED.search(before) is not None


def perhaps_employer(before: str, after: str) -> bool:
    """Whether the words around a name show an employer, if it is no place and no person."""
    return bool(
        _EMPLOYER_CONTEXT_AFTER.match(after)
        or _ITS_BOSS.match(after)
        or _EMPLOYER_CONTEXT_BEFORE.search(before)
    )
