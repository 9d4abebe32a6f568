"""People without a name, and named people who are called by something else than their name."""

import pytest

from stancenlp.extraction.pipeline import extract_statements

_BEFORE = (
    "Drivers at Tolland Buses are on strike. “It is a fair fight,” said Ann Reed, a teacher.\n"
)


def last(article):
    """The speaker of an article's last statement."""
    return extract_statements(_BEFORE + article)[-1].speaker


@pytest.mark.parametrize(
    ("article", "speaker"),
    [
        # brought in by a sentence that reports nothing
        (
            "In a corner at the back, a woman in a red coat was mending a flag.\n“Somebody has to,” she said.",
            "a woman",
        ),
        (
            "A man with a dog watched for a while. It was raining.\n“I was out for a year once,” he said.",
            "A man",
        ),
        (
            "One of the nurses came out to the gate. She said that she was “dreading it”.",
            "One of the nurses",
        ),
        (
            "One of them, a young man on his second day, took a leaflet.\n“Nobody told me,” he said.",
            "a young man on his second day",
        ),
        (
            "Beside her stood one of the women from the night shift, who had brought soup. “It is cold,” she said.",
            "one of the women",
        ),
        # by a report, in the middle of a sentence
        (
            "At the gate a supervisor said three of nine had come. She gave no name. “I am on nobody’s side,” she said.",
            "a supervisor",
        ),
        # beside whoever spoke before
        ("Her cousin, another clerk, had gone in early. “They would burn my van,” she said.", "Her cousin"),
        ("Her neighbour, Dov, has bought a trailer. “It is good for trade,” he said.", "Dov"),
        # by the name that they gave
        (
            "A woman at the desk who called herself Auntie Flo said there was no strike. “It is a long tea,” she said.",
            "Auntie Flo",
        ),
        ("“I want the raise,” said the man beside her, who gave only his first name, Hector.", "Hector"),
        # before a colon
        (
            "A clerk, who gave no name because the firm had asked them not to comment, was less patient: “It is the third time. I am tired.”",
            "A clerk",
        ),
    ],
)  # fmt: skip
def test_somebody_without_a_name_is_who_he_or_she_is_next(article, speaker):
    assert last(article) == speaker


@pytest.mark.parametrize(
    "article",
    [
        # the one who is named is who spoke
        "A retired librarian, Jean Moss, was waving. “I am with them,” she said.",
        "Jean Moss was stuck in a field for hours. A farmer came for her in the end.\n“It was the best sight ever,” she said.",
        "Jean Moss said she had no quarrel with anybody. One driver had left and was, she said, “a bundle of nerves”.",
    ],
)
def test_somebody_without_a_name_is_not_meant(article):
    assert last(article) == "Jean Moss"


@pytest.mark.parametrize(
    ("article", "speaker"),
    [
        ("He was heckled. “You ate with them!” shouted a man in boots.", "a man"),
        ("“We had some shouts,” said another. “You just wave.”", "another"),
        ("“They had it good,” said a woman buying petrol, who would not say her name.", "a woman buying petrol"),
        ("“They should get up at four,” countered neighbour Tom Diver, who drove a bus himself.", "Tom Diver"),
        ("“She says they are good to her,” said the co-worker, Beto Ruiz.", "Beto Ruiz"),
    ],
)  # fmt: skip
def test_who_stands_behind_the_verb_of_a_quotation_speaks(article, speaker):
    assert last(article) == speaker


@pytest.mark.parametrize(
    ("article", "speaker"),
    [
        ("Mr Norman Pitt said nothing had moved.\nThe retired locksmith went on: “They send you leaflets. What for?”", "Norman Pitt"),
        ("On the far bench, Brenda Quill was eating. The 71-year-old, a retired cook, thought them “a bit daft to pick June”.", "Brenda Quill"),
        ("Yvonne Tandy has had rubbish over her fence. “They are polite,” she said.\nThe mother-of-four added: “My brother works there. He is tired.”", "Yvonne Tandy"),
        ("Kev Harmer hit back at that.\nThe GMB organiser said: “We have asked for a meeting. Nobody called.”", "Kev Harmer"),
        ("Lucie Mallet wrote that hers would be used for breakfast.\n“It feels like crossing the line,” the Dieppe mother said.", "Lucie Mallet"),
    ],
)  # fmt: skip
def test_the_one_named_just_before_is_called_by_what_they_are(article, speaker):
    assert last(article) == speaker


@pytest.mark.parametrize(
    ("article", "speaker"),
    [
        ("The general secretary, Jo Marsh, met Norman Pitt.\nThe minister said: “It is time to talk. We will pay.”", "The minister"),
        ("Norman Pitt said nothing had moved.\nThe passenger watchdog said it was “a great pity”.", "passenger watchdog"),
        ("Norman Pitt, a lawyer, asked for more time.\nThe judge said: “I read the papers too. It is late.”", "The judge"),
    ],
)  # fmt: skip
def test_another_post_is_another_speaker(article, speaker):
    assert last(article).lower() == speaker.lower()


@pytest.mark.parametrize(
    ("article", "speaker"),
    [
        ("In the Copper Kettle, Imelda Feeney was down to two tables. “I lose a lot,” she said.", "Imelda Feeney"),
        ("Emrys Tudvor came to the works in 1968. He has four years left.\n“You could go far and not find a job,” he said.", "Emrys Tudvor"),
        ("Pastor Carl Blake said he would go between them. Neither side had yet replied to him.\n“They must listen to me,” he said.", "Carl Blake"),
    ],
)  # fmt: skip
def test_he_or_she_is_the_person_the_sentence_is_about(article, speaker):
    assert last(article) == speaker


@pytest.mark.parametrize(
    "article",
    [
        "One held up a handmade sign which said “I clocked in, where's my pay?”",
        "They sat behind a cardboard with the inscription “Our kids eat too”.",
        "They held up slogans such as ‘Your loo works because I do’, and walked along the road.",
    ],
)
def test_what_is_written_on_a_sign_is_nobodys_words(article):
    assert len(extract_statements(_BEFORE + article)) == 1
