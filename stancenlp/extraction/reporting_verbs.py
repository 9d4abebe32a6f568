"""What a reporting verb tells of itself: whether it reports here at all, and how much it says alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stancenlp.extraction.cue_words import (
    ASKING,
    BEING,
    CALLED,
    CALLING,
    CLAIMS,
    CONVENED,
    CUES,
    DENYING,
    FINITE,
    GOING,
    GOING_ON,
    HARDLY,
    HEADED,
    HEADING,
    KNOWING,
    MODALS,
    NAMING,
    NEEDS_CLAUSE,
    REJECTING,
    SEEMING,
    TAKING,
    TELLING,
    THINKING,
    UNKNOWN,
    VOWING,
    WARNING,
)
from stancenlp.extraction.subjects import SUBJECT, agent_of, shares_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSE = {"ccomp", "xcomp", "parataxis"}
_MARKERS = {"if", "when", "once", "unless", "whether", "before", "until", "because"}
#: Verbs of which "when" and "because" tell what was: "became clear when the union said".
_SAID = {"said", "announced", "declared", "confirmed", "claimed", "warned", "revealed"}
_QUOTING = {"quoted", "quotes", "quoting"}
_ANSWERING = {"shot": "back", "hit": "back", "fired": "back", "chipped": "in", "chimed": "in"}


def is_cue(token: Token) -> bool:
    """Whether a token is a verb that reports somebody's words."""
    cue = token.lower_ in CUES or (token.lower_ in _ANSWERING and _answers_back(token))
    return cue and not (
        _is_second_hand(token)
        or _is_noun_like(token)
        or _is_condition(token)
        or _goes_on(token)
        or _may_convene(token)
        or shares_passive(token)
    )


def _goes_on(token: Token) -> bool:
    """ "will continue working", "volunteer to work": deeds; "continued to insist" is for the other verb to report."""
    return token.lower_ in GOING_ON and any(child.dep_ == "xcomp" for child in token.children)


def _may_convene(token: Token) -> bool:
    """ "can call for a strike with 48 hours notice": what is in its power."""
    if token.lower_ not in CALLED or not _has_auxiliary(token, MODALS):
        return False
    near = token.doc[token.i + 1 : token.i + 6]
    return any(held.lower_ in CONVENED and held.dep_ in {"dobj", "pobj"} for held in near)


def _is_second_hand(token: Token) -> bool:
    """ "quoted Jo Marsh as saying": what she said is no word of who quotes her."""
    before = token.doc[max(0, token.i - 40) : token.i]
    return (
        len(before) > 2 and before[-1].lower_ == "as" and any(t.lower_ in _QUOTING for t in before)
    )


def _is_condition(token: Token) -> bool:
    """ "will strike unless the firm announces “…”": the firm has announced nothing."""
    return any(child.dep_ == "mark" and child.lower_ == "unless" for child in token.children)


def _answers_back(token: Token) -> bool:
    """ "shot back", "hit back", "chipped in"."""
    return token.i + 1 < len(token.doc) and token.nbor().lower_ == _ANSWERING[token.lower_]


def _is_phrasal(token: Token) -> bool:
    """ "called off", "put out", "went on strike": verbs that are cues only without their particle."""
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    if token.lower_ == "estimated" and after[:1] == ["to"]:
        return True
    return (token.lower_ in CALLED and after[:1] in (["off"], ["up"], ["out"], ["back"])) or (
        token.lower_ in GOING
        and after[:1] == ["on"]
        and after[1:] in (["strike"], ["with"], ["a"], ["an"])
    )


def _is_noun_like(token: Token) -> bool:
    """Whether a cue's form is no verb here: "the call", "their demands", "an offer as promised"."""
    if _is_phrasal(token):
        return True
    if token.dep_ == "acl" and token.lower_.endswith("ed") and token.head.dep_ != "ROOT":
        # "a plan described by Jo Marsh as “fair”" has somebody who says so
        return token.lower_ not in NAMING or agent_of(token) is None
    if token.dep_ in {
        "amod",
        "compound",
        "pobj",
        "dobj",
        "nsubj",
        "nsubjpass",
        "attr",
        "poss",
        "conj",
    }:
        if token.dep_ == "conj":
            return (
                _is_noun_like(token.head)
                if token.head.i < token.i and token.head.lower_ in CUES
                else False
            )
        return not any(child.dep_ in SUBJECT for child in token.children)
    return any(child.dep_ in {"det", "poss", "amod"} for child in token.children)


def is_hypothetical(token: Token) -> bool:
    """ "did not say", "if the union says", "whether she said", "asked how she thought it would end"."""
    asked = token.dep_ == "ccomp" and token.head.lower_ in ASKING and token.head.i < token.i
    return asked or any(
        child.dep_ == "neg" or (child.dep_ in {"mark", "advmod"} and child.lower_ in _MARKERS)
        for child in token.children
        if not (child.lower_ in {"when", "because"} and _was_said(token))
    )


def _was_said(token: Token) -> bool:
    """ "when the union said", "because it claimed": it said so, where no auxiliary puts it off.

    Not "nobody knew when the union said", nor "denied that it ended because the union said".
    """
    if token.lower_ not in _SAID or token.dep_ != "advcl" or _has_auxiliary(token, None):
        return False
    verb = token.head
    asked = token.left_edge.lower_ == "when" and token.left_edge.i == verb.i + 1
    return not (
        (asked and verb.lower_ in KNOWING)
        or any(_leaves_open(child, verb) for child in verb.rights if child.i < token.i)
        or any(above.lower_ in DENYING for above in verb.ancestors)
    )


def _leaves_open(word: Token, verb: Token) -> bool:
    """ "is unclear", "was not clear", "had no idea"."""
    if word.lower_ in UNKNOWN or (word.lower_ == "idea" and word.dep_ == "dobj"):
        return True
    return word.lower_ in {"clear", "known", "certain", "sure"} and _is_denied(verb)


def is_thought(token: Token) -> bool:
    """What somebody thinks or would say: "believes", "might say"."""
    return token.lower_ in THINKING or _has_auxiliary(token, MODALS)


def is_undone(token: Token) -> bool:
    """ "to say", "declined to say": nothing was said."""
    said_anyway = token.head.lower_ in SEEMING or _goes_on(token.head) or _takes_care(token)
    infinitive = _has_auxiliary(token, {"to"}) and not said_anyway
    return infinitive or _declined(token) or _is_left_out(token)


def _takes_care(token: Token) -> bool:
    """ "took care to stress", "was quick to point out": it was said."""
    if token.i < 3 or token.nbor(-1).lower_ != "to":
        return False
    word, verb = token.nbor(-2), token.nbor(-2).head
    took = word.lower_ in {"care", "pains"} and word.dep_ == "dobj" and verb.lower_ in TAKING
    was = word.lower_ in {"quick", "keen"} and word.dep_ == "acomp" and verb.lower_ in BEING
    return (
        (took or was)
        and not (_is_denied(verb) or _has_auxiliary(verb, MODALS))
        and word.nbor(-1).lower_ not in HARDLY
    )


def _is_denied(token: Token) -> bool:
    """ "did not take", "was never"."""
    return any(child.dep_ == "neg" for child in token.children)


def _is_left_out(token: Token) -> bool:
    """ "without saying how": it was not said."""
    return token.dep_ == "pcomp" and token.head.lower_ == "without"


def lacks_clause(token: Token) -> bool:
    """Whether a verb that also means plain narration has no clause of its own here."""
    return token.lower_ in NEEDS_CLAUSE and not has_clause(token) and not _asks_to(token)


def says_by_itself(token: Token) -> bool:
    """Whether what is done with words is all that was said: "called on ministers to …"."""
    return _calls_on(token) or _rejects_claim(token) or _names(token)


def _rejects_claim(token: Token) -> bool:
    """ "rejected any suggestion that teachers were to blame"."""
    return token.lower_ in REJECTING and any(
        child.dep_ == "dobj" and child.lower_ in CLAIMS for child in token.children
    )


def _names(token: Token) -> bool:
    """ "called the deal fair", "described it as an insult"."""
    return (
        token.lower_ in NAMING
        and not _convenes(token)
        and any(child.dep_ in {"oprd", "ccomp"} or child.lower_ == "as" for child in token.children)
    )


def _convenes(token: Token) -> bool:
    """ "the first time they called a citywide stoppage": one thing alone, which is held and not named."""
    if token.lower_ in CALLED and any(
        child.dep_ == "nsubjpass" and child.lower_ in CONVENED for child in token.lefts
    ):
        return True  # "the strike was called by two unions"
    held = [child for child in token.rights if child.dep_ in {"dobj", "oprd", "attr"}]
    return token.lower_ in CALLED and len(held) == 1 and held[0].lower_ in CONVENED


def _asks_to(token: Token) -> bool:
    """ "asked members to stay clear", whatever the parser made of it."""
    near = [t.lower_ for t in token.doc[token.i + 1 : token.i + 7]]
    return token.lower_ in ASKING and "to" in near[1:]


def _calls_on(token: Token) -> bool:
    """ "called on ministers to …", "appealed for talks"."""
    if token.i + 1 >= len(token.doc) or _convenes(token):
        return False
    return token.nbor().lower_ in CALLING.get(token.lower_, ())


def _declined(token: Token) -> bool:
    """ "declined to say": nothing was said."""
    return token.dep_ == "xcomp" and token.head.lower_ in {
        "declined",
        "refused",
        "failed",
        "unable",
    }


def vows_to(token: Token) -> bool:
    """ "vowed at once to ballot again", of which the parser makes no clause of the verb's own."""
    near = token.doc[token.i + 1 : token.i + 5]
    to = next((word for word in near if word.lower_ == "to"), None)
    if token.lower_ not in VOWING or to is None or any(word.text in ",;." for word in near):
        return False
    held = any(child.dep_ == "dobj" and child.i < to.i for child in token.rights)
    if held or to.i + 1 >= len(to.doc):
        return False
    word = to.nbor()  # "to ballot again", which the parser may take for a noun
    noun = not word.is_lower or word.lower_.endswith("s") or word.lower_ in HEADED
    return to.dep_ == "aux" or (word.dep_ == "pobj" and not noun)


def says_sentence(token: Token) -> bool:
    """Whether a sentence stands behind "said" that the parser did not hang on it.

    "…, but she said the real issue is rising costs": behind the verb, with a subject and its verb.
    """
    if token.lower_ not in {"said", "says"} or token.i + 2 >= len(token.doc):
        return False
    first = token.nbor()
    subject = next((t for t in token.doc[token.i + 1 : token.i + 12] if t.dep_ in SUBJECT), None)
    return (
        any(child.dep_ in SUBJECT and child.i < token.i for child in token.children)
        and subject is not None
        and first.dep_ not in {"cc", "mark", "prep", "punct"}
        and first.lower_ not in {"no", "yes", "so"}
        and subject.i < subject.head.i
        and subject.head.dep_ not in {"relcl", "advcl", "acl"}
        and not any(t.text in ",;:" for t in token.doc[token.i + 1 : subject.i])
    )


def says_what_was(token: Token) -> bool:
    """ "said a long run used to fetch £5": a past verb that the parser took for a participle."""
    said = next((child for child in token.rights if child.dep_ == "dobj"), None)
    if token.lower_ not in {"said", "says"} or said is None or said.left_edge.i != token.i + 1:
        return False
    return any(
        child.dep_ == "acl" and child.lower_.endswith("ed") and agent_of(child) is None
        for child in said.rights
    )


def says_of_it(token: Token) -> bool:
    """ "an offer which the union says is a cut": whatever the parser made of what it is."""
    if token.lower_ in NAMING or token.i + 1 >= len(token.doc):
        return False
    follows = token.nbor().lower_ in FINITE
    told_of = token.dep_ == "relcl" or any(
        child.lower_ in {"what", "which"} for child in token.lefts
    )
    return follows and told_of and any(child.dep_ in SUBJECT for child in token.lefts)


def warns_of(token: Token) -> bool:
    """ "warned of a longer strike", "complained about the rota", "warned drivers of delays"."""
    if token.lower_ not in WARNING:
        return False
    warned = [child for child in token.rights if child.dep_ == "dobj"]
    bodies = [body for person in warned for body in _headed_by(person)]
    return any(
        child.lower_ in {"of", "about"} and not any(body.head == child for body in bodies)
        for whose in (token, *warned, *bodies)
        for child in whose.rights
    )


def _headed_by(person: Token) -> list[Token]:
    """The council of "the leader of the council"."""
    if person.lower_ not in HEADING:
        return []
    return [
        body
        for of in person.rights
        if of.lower_ == "of"
        for body in of.rights
        if body.lower_ in HEADED or body.text[:1].isupper()
    ]


def warns_at_once(token: Token) -> bool:
    """ "warned of three strikes if its claims were not met": what stands behind "of" is no clause of its own."""
    return warns_of(token) and token.nbor().lower_ in {"of", "about"}


def is_aside(token: Token) -> bool:
    """ "turned down what the firm called its “best” offer"."""
    return token.lower_ in NAMING and any(child.lower_ == "what" for child in token.lefts)


def says_which(token: Token) -> bool:
    """ "warned three firms that broke the deal": which firms, and not of what."""
    that = next((t for t in token.doc[token.i + 1 : token.i + 6] if t.lower_ == "that"), token)
    return (
        token.lower_ in TELLING
        and that.dep_ in SUBJECT
        and that.head.dep_ == "relcl"
        and that.head.i == that.i + 1
    )


def has_clause(token: Token) -> bool:
    return bool(clauses_of(token))


def clauses_of(token: Token) -> list[Token]:
    """The clauses that hang on a verb, but for what is told of the hearers: "told the crowd gathered there"."""
    return [
        child
        for child in token.children
        if child.dep_ in _CLAUSE and not (token.lower_ in TELLING and _describes_hearer(child))
    ]


def _describes_hearer(clause: Token) -> bool:
    """Whether a participle stands right behind whoever is told, or what was told stands before."""
    teller = clause.head
    told_before = any(child.dep_ == "ccomp" and child.i < teller.i for child in teller.children)
    if told_before and clause.dep_ == "ccomp" and clause.i > teller.i:
        return clause.left_edge.lower_ != "that"
    before = clause.doc[clause.i - 1] if clause.i else clause
    return (
        clause.lower_.endswith("ed")
        and before.dep_ == "dobj"
        and before.head == clause.head
        and not any(child.dep_ in SUBJECT | {"aux", "mark"} for child in clause.children)
    )


def _has_auxiliary(token: Token, words: set[str] | None) -> bool:
    """Whether one of these auxiliaries stands with a verb; None: any."""
    return any(
        child.dep_ == "aux" and (words is None or child.lower_ in words) for child in token.children
    )
