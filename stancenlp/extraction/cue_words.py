"""The words that report what somebody said, by how they report it."""

from __future__ import annotations


def _forms(verbs: str) -> frozenset[str]:
    """Every inflected form of regular verbs, and of the irregular ones spelt out with slashes."""
    forms: set[str] = set()
    for verb in verbs.split():
        stem, *others = verb.split("/")
        forms.update((stem, *others))
        if stem.endswith("e"):
            forms.update((stem + "s", stem + "d", stem[:-1] + "ing"))
        elif stem.endswith("y") and stem[-2] not in "aeou":
            forms.update((stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"))
        else:
            forms.update((stem + "s", stem + "es", stem + "ed", stem + "ing"))
    return frozenset(forms)


#: Verbs whose object is what was said.
SAYING = _forms(
    "say/said tell/told add warn insist claim argue write/wrote/written tweet post reply respond ask answer"
    " continue conclude explain note stress state announce declare confirm admit/admitted/admitting acknowledge concede complain"
    " believe vow pledge promise threaten predict maintain contend allege deny joke quip remark comment observe"
    " reveal report recall relate suggest indicate signal/signalled/signalling reiterate repeat emphasise emphasize highlight lament charge point"
    " go/went/goes think/thought feel/felt hope fear vowed assure remind inform advise caution counter/countered protest read/reads shout"
    " interject volunteer disclose estimate calculate understand/understood agree promise demand urge recommend propose stipulate"
    " yell holler cry bellow whisper mutter scoff shrug opine clarify elaborate reckon chant inquire enquire grin/grinned/grinning fume thunder rage sigh laugh exclaim muse put wonder snap"
    " email e-mail text testify assert boast brag/bragged/bragging recount retort implore speculate confide marvel interrupt murmur plead preach scream surmise theorize gush share"
)
#: Verbs that do something with words: their whole predicate is the statement.
ACTING = _forms(
    "accuse welcome hail praise brand label/labelled/labelling slam/slammed/slamming blast criticise criticize condemn attack denounce question"
    " call describe term/termed deem dispute dismiss blame reject urge demand thank ridicule deride lambast lambaste rubbish mock applaud congratulate defend"
    " express voice recommend reject oppose commend decry deplore characterise characterize dub/dubbed fault bemoan rebuke berate liken appeal apologise apologize"
)
CUES = SAYING | ACTING
#: Verbs that, joined to what was said by "and", are the speaker's: "said it was short and added …".
SPEAKERS_OWN = ACTING | {
    "added",
    "said",
    "says",
    "claimed",
    "insisted",
    "warned",
    "argued",
    "asked",
}
#: Saying verbs that mean little without what they govern: "demanded talks", "vowed to fight on".
PREDICATES = _forms(
    "demand threaten vow pledge promise propose recommend deny predict ask agree hope urge advise"
)
#: Verbs that with an infinitive say what somebody will do.
VOWING = _forms("threaten vow pledge promise propose")
#: Verbs without which what was said means the opposite: "denied that the union had stalled".
DENYING = _forms("deny")
#: Of what somebody makes it, with "that" behind it: "made it clear that".
CLEAR = frozenset({"clear", "plain"})
#: What somebody is who insists that something is so.
INSISTENT = frozenset({"adamant", "insistent"})
#: What somebody holds: "the union's view is that".
VIEWS = frozenset({"view", "position", "argument", "contention", "message"})
#: Words without which a paragraph reports nothing.
REPORTING_WORDS = (
    CUES
    | CLEAR
    | INSISTENT
    | VIEWS
    | {"according", "words", "shot", "hit", "fired", "chipped", "chimed"}
)
#: Saying verbs that also mean plain narration: they report only with a clause of their own.
NEEDS_CLAUSE = _forms(
    "report think/thought feel/felt hope fear agree understand/understood read go/went point put estimate believe note confirm announce post write/wrote/written recall ask promise pledge reckon cry email e-mail text boast confide marvel plead preach scream interrupt recount relate share"
)
#: Acting verbs that report a union's position when nothing is quoted.
INDIRECT_ACTING = _forms(
    "accuse urge demand criticise criticize condemn denounce welcome hail praise dismiss recommend blame apologise apologize"
)
#: Verbs that report what they call somebody or something: "called it fair", "branded it an insult".
NAMING = _forms("call brand label/labelled/labelling describe dub/dubbed characterise characterize")
REJECTING = _forms("reject deny dismiss dispute question")
CLAIMS = _forms("suggestion claim idea notion allegation accusation assertion argument criticism")
THINKING = _forms("think/thought believe reckon feel/felt hope fear want expect")
CALLED = _forms("call")
#: Verbs that with an infinitive mean deeds: "will continue working", "volunteer to work", "agreed to strike".
GOING_ON = _forms("continue volunteer")
DECIDING = _forms("agree")
WARNING = _forms("warn complain")
GOING = _forms("go/went/goes/gone")
ASKING = _forms("ask")
PUTTING = _forms("put")
WONDERING = _forms("wonder")
CALLING = dict.fromkeys(_forms("call"), ("on", "for")) | dict.fromkeys(
    _forms("appeal"), ("to", "for")
)
SEEMING = {"appeared", "appears", "seemed", "seems"}
#: Verbs that a subject stands before, and no "to".
FINITE = {
    "is", "are", "was", "were", "has", "had", "does", "did", "will", "would", "can", "could", "may",
    "might", "must", "should", "isn", "wasn", "won", "means", "meant", "leaves", "left", "amounts",
    "amounted", "makes", "made", "fails", "failed", "needs", "needed",
}  # fmt: skip
MODALS = {"would", "will", "should", "could", "might", "must", "can", "may"}
TELLING = {"told", "tell", "tells", "telling", "reminded", "assured", "informed", "warned"}
#: What is called to be held, and is not called something.
CONVENED = {
    "strike", "strikes", "stoppage", "stoppages", "walkout", "walkouts", "ballot", "vote", "election",
    "meeting", "conference", "rally", "action", "truce", "halt",
}  # fmt: skip

#: "nobody knew when the union said", "it is unclear when the union said": what is known, and not when it was.
KNOWING = {
    "ask", "asks", "asked", "know", "knows", "knew", "known", "wonder", "wonders", "wondered", "learn", "learned",
    "learnt", "recall", "recalled", "remember", "remembered", "forget", "forgot", "see", "disclose", "disclosed",
    "reveal", "revealed", "explain", "explained", "questioned", "query", "queried", "doubt", "doubted",
}  # fmt: skip
UNKNOWN = {"unclear", "unknown", "uncertain", "unsure", "doubtful", "unaware"}
#: "took care to stress", "was quick to point out".
TAKING = {"take", "takes", "took", "taken", "taking"}
BEING = {"is", "are", "was", "were", "be", "been", "being"}
#: "by no means insistent", "hardly keen", "far from clear".
HARDLY = {"hardly", "scarcely", "never", "less", "too", "no", "far"}
#: "the leader of the council", "members of staff": whom somebody warns, with the body that they are of.
HEADING = {
    "leader", "leaders", "head", "heads", "member", "members", "chief", "chiefs", "chair", "director",
    "directors", "president", "secretary", "representatives", "officers", "bosses", "managers",
}  # fmt: skip
HEADED = {
    "staff", "council", "councils", "company", "companies", "firm", "firms", "board", "government", "parliament",
    "union", "unions", "committee", "party", "department", "school", "schools", "university", "hospital",
    "hospitals", "trust", "trusts", "college", "agency", "authority", "service", "public", "press", "house",
    "team", "cabinet",
}  # fmt: skip

#: The last words of newspapers’ names, as a pattern.
PAPER = r"Gazette|Herald|Tribune|Chronicle|Telegraph|Courier|Observer"
