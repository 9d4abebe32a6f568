"""The parser and the recogniser give what spaCy's own loop gives."""

from __future__ import annotations

from stancenlp.extraction import transitions
from stancenlp.extraction.frames import language

TEXTS = [
    "The RMT said on Monday that Estuary Rail had offered its drivers nothing new.",
    "Ann Moss, its general secretary, accused ministers of delay. Talks go on in Leeds.",
    "Yes.",
    "Bosses at Kahu Airways, who met the union in Auckland, declined to comment.",
]


def test_steps_taken_here_are_those_that_spacy_takes(monkeypatch):
    monkeypatch.setattr(transitions, "_BATCH_TOKENS", 20)  # more than one batch
    docs = [language().make_doc(text) for text in TEXTS]
    transitions.parse_sentences(language(), docs)
    transitions.recognise_entities(language(), docs)
    for doc, own in zip(docs, language().pipe(TEXTS), strict=True):
        assert [(t.head.i, t.dep_, t.is_sent_start) for t in doc] == [
            (t.head.i, t.dep_, t.is_sent_start) for t in own
        ]
        assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in own.ents]


def test_no_document_is_no_work():
    transitions.parse_sentences(language(), [])
    transitions.recognise_entities(language(), [])
