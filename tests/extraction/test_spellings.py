"""Which two spellings are one surname's, and that asking does not take long."""

import pytest

from stancenlp.extraction import speakers
from stancenlp.extraction.pipeline import extract_statements
from stancenlp.extraction.spellings import slips, told_apart


@pytest.mark.parametrize("other", ["madrok", "marddok", "mardko"])
def test_a_swap_or_a_doubled_letter_is_a_slip(other):
    assert other in slips("Mardok")
    assert "mardok" in slips(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Johnson", "johnston"), ("Johnson", "johnsen"), ("Johnson", "jonson"), ("Moss", "mooss")],
)
def test_any_other_letter_is_another_name(one, other):
    assert other not in slips(one)


def test_who_has_a_title_a_post_or_a_description_is_somebody_of_their_own():
    own, longer = told_apart(
        "Mr Aldern left. The health minister Bodern, Dr Cedern and driver Dodern met. Fodern’s dog slept."
        " Edern, who runs it, Gudern, for the trust, and Hadern said it had paid. Ann Jodern met Kodern."
    )
    assert own == {"Aldern", "Bodern", "Cedern", "Dodern", "Gudern", "Hadern"}
    assert longer == {"Jodern"}


def test_an_article_is_searched_once_however_often_it_has_a_name(monkeypatch):
    asked = []
    monkeypatch.setattr(speakers, "told_apart", lambda text: asked.append(text) or told_apart(text))
    often = "Madrokin said no. " * 30
    extract_statements(
        f"Lena Mardokin of Unite said no. {often}\n{often}\nThey met in Madrokin Street."
    )
    assert len(asked) == 1
