"""Quotation marks: which characters stand inside them, in every style newspapers use."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancenlp.extraction.marks import paragraphs, quoted_runs


def runs(text):
    return quoted_runs(text, paragraphs(text))


def quoted(text):
    """What stands inside quotation marks."""
    return [text[run.start : run.end] for run in runs(text)]


class TestStyles:
    @pytest.mark.parametrize(
        ("opening", "closing"),
        [
            ("“", "”"),
            ('"', '"'),
            ("‘", "’"),
            ("'", "'"),
            ("``", "''"),
            ("«", "»"),
            ("« ", " »"),
            ("„", "“"),
            ("„", "”"),
            ("»", "«"),
            ("”", "”"),
        ],
    )
    def test_each_style_of_marks_is_known(self, opening, closing):
        text = f"{opening}The offer is an insult to every deckhand,{closing} said Mara Quill."
        assert quoted(text) == ["The offer is an insult to every deckhand,"]

    def test_the_marks_are_outside_the_run_and_inside_its_outer_span(self):
        text = "Quill said: “We will not sail.”"
        (run,) = runs(text)
        assert text[run.start : run.end] == "We will not sail."
        assert text[run.outer_start : run.outer_end] == "“We will not sail.”"

    def test_a_quotation_split_by_its_attribution_gives_two_runs(self):
        assert quoted("“We have waited,” said Quill. “Now the ferries stop.”") == [
            "We have waited,",
            "Now the ferries stop.",
        ]

    @pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''"])
    def test_partial_quotes_are_found(self, marks):
        opening, closing = marks
        text = f"Quill called it a {opening}disgrace{closing} and {opening}an insult{closing}."
        assert quoted(text) == ["disgrace", "an insult"]

    def test_styles_may_be_mixed_in_one_article(self):
        text = (
            "“We will strike,” said Quill.\n'We regret it,' said Wren.\n«On verra», said Pèlerin."
        )
        assert quoted(text) == ["We will strike,", "We regret it,", "On verra"]

    def test_marks_may_stand_in_brackets_and_after_dashes(self):
        assert quoted("The motto (“no pay, no play”) — “a promise” — stays.") == [
            "no pay, no play",
            "a promise",
        ]

    @pytest.mark.parametrize("text", ["“”", "“ ”", 'A pair "..." of marks', "‘ ’", "“—”", ""])
    def test_marks_without_words_between_them_give_nothing(self, text):
        assert quoted(text) == []


class TestApostrophes:
    @pytest.mark.parametrize(
        "text",
        [
            "The union won't accept it and the members' vote was clear.",
            "The union won’t accept it and the members’ vote was clear.",
            "The drivers' pay, the cleaners' hours and the porters' breaks are at stake.",
            "The drivers’ pay, the cleaners’ hours and the porters’ breaks are at stake.",
            "Pay has fallen since the '70s, when rock 'n' roll ruled, Quill said.",
            "Pay has fallen since the ’70s, when rock ’n’ roll ruled, Quill said.",
            "'Twas ever thus for Quill's members, and 'til Friday they wait.",
            "’Twas ever thus for Quill’s members, and ’til Friday they wait.",
            "The O'Hara brothers' mill pays less than the D'Arcys' does.",
        ],
    )
    def test_apostrophes_are_no_quotation_marks(self, text):
        assert quoted(text) == []

    @pytest.mark.parametrize(
        "words",
        [
            "We’re not moving until it’s settled,",
            "We’re not moving until the drivers’ pay is restored,",
            "The bosses’ offer is an insult,",
            "It’s like the ’70s again,",
            "It’s not about rock ’n’ roll, it’s about rent,",
            "The members’ anger and the drivers’ patience have an end,",
        ],
        ids=[
            "contraction",
            "possessive",
            "early possessive",
            "decade",
            "rock 'n' roll",
            "two possessives",
        ],
    )
    @pytest.mark.parametrize("curly", [True, False], ids=["curly", "straight"])
    def test_apostrophes_inside_single_quotes_do_not_end_them(self, words, curly):
        text = f"‘{words}’ said Quill."
        if not curly:
            text, words = (t.replace("‘", "'").replace("’", "'") for t in (text, words))
        assert quoted(text) == [words]

    def test_an_apostrophe_between_two_quotes_belongs_to_neither(self):
        text = "Quill said the offer was 'a joke', adding that members' patience was 'gone'."
        assert quoted(text) == ["a joke", "gone"]

    def test_a_possessive_after_a_quote_is_left_alone(self):
        assert quoted("‘We strike on Friday,’ said the drivers’ leader, Mara Quill.") == [
            "We strike on Friday,"
        ]

    def test_a_possessive_before_a_noun_does_not_end_a_quotation(self):
        text = "It waits for ‘an answer on the porters’ old claims’ from the trust."
        assert quoted(text) == ["an answer on the porters’ old claims"]


class TestNesting:
    @pytest.mark.parametrize(
        ("text", "inside"),
        [
            (
                "“He told us ‘take it or leave it’ and left,” said Quill.",
                "He told us ‘take it or leave it’ and left,",
            ),
            (
                "‘He told us “take it or leave it” and left,’ said Quill.",
                "He told us “take it or leave it” and left,",
            ),
            (
                "\"He told us 'take it or leave it' and left,\" said Quill.",
                "He told us 'take it or leave it' and left,",
            ),
            (
                "“He told us “take it or leave it” and left,” said Quill.",
                "He told us “take it or leave it” and left,",
            ),
        ],
        ids=["American", "British", "straight", "same marks"],
    )
    def test_only_the_outermost_marks_count(self, text, inside):
        assert quoted(text) == [inside]


class TestParagraphs:
    def test_paragraphs_are_the_lines_with_words_in_them(self):
        text = "Ferries stop.\n\n  \nTalks failed.\r\nMore follows."
        lines = paragraphs(text)
        assert [line.text for line in lines] == ["Ferries stop.", "Talks failed.", "More follows."]
        assert all(text[line.start : line.end] == line.text for line in lines)

    @pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''"])
    def test_a_quotation_carried_on_is_marked_as_continuing(self, marks):
        opening, closing = marks
        text = (
            f"{opening}We have waited for a year.\n\n"
            f"{opening}We have been patient.\n\n"
            f"{opening}Now the ferries stop,{closing} said Quill."
        )
        assert quoted(text) == [
            "We have waited for a year.",
            "We have been patient.",
            "Now the ferries stop,",
        ]
        assert [run.continues for run in runs(text)] == [True, True, False]
        assert [run.paragraph for run in runs(text)] == [0, 1, 2]

    def test_a_quotation_that_closes_does_not_continue(self):
        text = "“We have waited,” said Quill.\n“We regret it,” said Wren."
        assert [run.continues for run in runs(text)] == [False, False]


class TestLostMarks:
    def test_without_its_closing_mark_a_quotation_ends_with_its_paragraph(self):
        text = "“We have waited for a year and nobody listens\nThe company said “talks go on”."
        assert quoted(text) == ["We have waited for a year and nobody listens", "talks go on"]

    @pytest.mark.parametrize(
        "attribution",
        ["Mara Quill said.", "she said.", "said Mara Quill.", "added Quill on Monday."],
    )
    def test_without_its_closing_mark_a_quotation_ends_before_its_attribution(self, attribution):
        assert quoted(f"“We have waited for a year, {attribution}") == [
            "We have waited for a year,"
        ]

    @pytest.mark.parametrize("closing", ["”", '"'])
    def test_without_its_opening_mark_a_quotation_begins_after_its_attribution(self, closing):
        text = f"Quill said: We have waited long enough for this.{closing} The company disagreed."
        assert quoted(text) == ["We have waited long enough for this."]

    def test_without_its_opening_mark_a_quotation_begins_with_its_paragraph(self):
        text = "Talks failed.\nWe have waited long enough for this,” said Quill."
        assert quoted(text) == ["We have waited long enough for this,"]

    @pytest.mark.parametrize(
        "broken",
        [
            "“We have waited for a year",
            'We have waited for a year,"',
            "'We have waited",
            "«On verra",
        ],
    )
    def test_a_lost_mark_does_not_spoil_the_next_paragraph(self, broken):
        text = f"{broken}\nThe crews vote on Friday.\n“We are ready,” said Wren."
        assert quoted(text)[-1] == "We are ready,"
        assert not any("crews vote" in words for words in quoted(text))


MARKS = "“”„«»‘’\"'"
pieces = st.sampled_from(
    [
        *MARKS,
        "``",
        "''",
        " ",
        " ",
        "\n",
        "\n\n",
        ", ",
        ". ",
        "—",
        "(",
        "members",
        "we strike",
        "said",
        " said Quill. ",
        "Quill said: ",
        "’s",
        "s’ ",
        "'70s",
        "’n’",
        "£500",
        "é",
        "🚢",
        "\u2028",
        "\u00a0",
    ]
)
articles = st.one_of(st.lists(pieces, max_size=60).map("".join), st.text(max_size=200))


class TestAnyText:
    @given(articles)
    @settings(max_examples=300, deadline=None, database=None)
    def test_offsets_are_inside_the_text_and_words_inside_the_marks(self, text):
        lines = paragraphs(text)
        for run in quoted_runs(text, lines):
            line = lines[run.paragraph]
            assert line.start <= run.outer_start <= run.start < run.end <= run.outer_end <= line.end
            assert text[run.start : run.end].strip() == text[run.start : run.end]

    @given(articles)
    @settings(max_examples=300, deadline=None, database=None)
    def test_runs_are_in_order_and_never_overlap(self, text):
        found = runs(text)
        for before, after in pairwise(found):
            assert before.outer_end <= after.outer_start

    @given(st.text(alphabet=MARKS + "as \n,.`", max_size=80))
    @settings(max_examples=300, deadline=None, database=None)
    def test_no_text_raises(self, text):
        runs(text)

    @given(
        st.lists(
            st.text(alphabet="aeiou ", min_size=1, max_size=20).filter(str.strip),
            min_size=1,
            max_size=5,
        )
    )
    @settings(max_examples=100, deadline=None, database=None)
    def test_well_formed_quotations_come_back_as_they_went_in(self, quotations):
        text = " said Quill. ".join(f"“{words}”" for words in quotations)
        assert quoted(text) == [words.strip() for words in quotations]

    @pytest.mark.parametrize("breaks", [True, False], ids=["in paragraphs", "in one paragraph"])
    def test_a_very_long_text_of_many_marks_comes_to_an_end(self, breaks):
        generator = random.Random(3)
        alphabet = [
            *MARKS,
            "``",
            "''",
            " ",
            "a",
            "s",
            "said ",
            ", ",
            ". ",
            "Quill ",
            *("\n" * breaks),
        ]
        text = "".join(generator.choice(alphabet) for _ in range(200_000))[:200_000]
        assert runs(text)

    @pytest.mark.parametrize("mark", ["“", "„", "«", "‘", '"', "'", "``", "”", "s' "])
    def test_a_very_long_text_of_one_mark_comes_to_an_end(self, mark):
        assert len(runs(f"{mark}we strike " * (200_000 // (len(mark) + 10)))) >= 0


class TestMarksGoneWrong:
    def test_a_paragraph_without_marks_between_one_that_opens_and_one_that_closes(self):
        text = "“We have too few hands.\nIt has been awful since May.\nIt was fine before.”"
        assert quoted(text) == [
            "We have too few hands.",
            "It has been awful since May.",
            "It was fine before.",
        ]
        for narrated in (
            "“We have too few hands.\nManagers deny the claim and insist that it is fine.\nIt was fine before.”",
            "“We have too few hands, said Ann Lowe.\nThe firm made a profit.\nIt was fine before.”",
        ):
            assert len(quoted(narrated)) == 2
        told = "“We have too few hands.\nThe firm said it was sorry.\nIt was fine before.”"
        assert quoted(told) == ["We have too few hands.", "It was fine before."]

    def test_double_backticks_at_both_ends(self):
        text = (
            "Lowe doesn`t want to ``sit and wait for rain.`` She said, ``We act.`` Nobody else did."
        )
        assert quoted(text) == ["sit and wait for rain.", "We act."]

    @pytest.mark.parametrize(("opening", "closing"), ["“”", '""', ("``", "''")])
    def test_a_closing_mark_lost_before_said_and_a_new_quotation(self, opening, closing):
        text = (
            f"{opening}It looks like rain to me, said Nora Fenn, who farms at Elm. "
            f"{opening}We have not sown a thing.{closing}"
        )
        assert quoted(text) == ["It looks like rain to me,", "We have not sown a thing."]

    def test_a_mark_glued_to_the_sentence_before_it(self):
        text = '"We wait," said Nora Fenn in a post Monday."But if we go, we win."The union is in talks.'
        assert quoted(text) == ["We wait,", "But if we go, we win."]

    def test_a_closing_mark_lost_before_the_reporter_goes_on(self):
        text = (
            "The depot spoke of “gaps on the night shift. It also said it had put up a “2.1% rise.”"
        )
        assert quoted(text) == ["gaps on the night shift.", "2.1% rise."]

    def test_a_quotation_inside_a_quotation_is_no_lost_mark(self):
        text = "“I rang. Nora Fenn said “not today” and left,” he said. “So I went.”"
        assert quoted(text) == ["I rang. Nora Fenn said “not today” and left,", "So I went."]

    def test_an_apostrophe_at_both_ends(self):
        assert quoted("Bakers stay out ’until it’s done’, says union") == ["until it’s done"]
        assert quoted("The bakers ’round here keep the members’ own rules") == []
