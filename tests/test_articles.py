"""Reading an article: whatever comes in, its text or an error that says what to do."""

from __future__ import annotations

import io
import struct
import sys
import zlib

import pytest

from stancenlp.articles import MAX_BYTES, decode, read_article
from stancenlp.errors import ArticleError

STORY = (
    "Eastvale ferries to stop on Friday\n\n"
    "“A £500 payment is no offer,” said Mara Quill of the Rivermen’s Union.\n"
    "The company said talks would go on – it “regrets” the strike."
)
PLAIN_STORY = "Deckhands reject £500.\n\nThe café crew joins them, said José Pèlerin."
PAGE = """<!DOCTYPE html>
<html><head><title>Eastvale ferries to stop on Friday</title>
<meta property="og:title" content="Eastvale ferries to stop on Friday"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Eastvale ferries to stop on Friday</h1>
<p>Deckhands on the Eastvale ferries will walk out on Friday after rejecting a 3% pay offer, their union said.</p>
<p>“A £500 payment is no offer, it is an insult,” said Mara Quill, general secretary of the Rivermen’s Union.</p>
<p>The company said it regretted the decision and that its door remained open for talks on Monday morning.</p>
</article><footer>Copyright Eastvale Courier</footer></body></html>"""


def write(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def png(width=24, height=24):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    pixels = b"".join(
        b"\x00" + bytes((x * y) % 256 for x in range(width * 3)) for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def test_a_text_file_is_read_as_it_is(tmp_path):
    assert read_article(write(tmp_path / "ferries.txt", STORY)).text == STORY


def test_the_article_is_named_after_its_file_and_its_text(tmp_path):
    first = read_article(write(tmp_path / "ferries.txt", STORY))
    second = read_article(write(tmp_path / "ferries.txt", STORY + " More follows."))
    assert first.article_id.startswith("ferries-")
    assert first.article_id != second.article_id


def test_a_path_may_be_a_string(tmp_path):
    assert read_article(str(write(tmp_path / "ferries.txt", STORY))).text == STORY


@pytest.mark.parametrize(
    "data",
    [b"", b"   \n\t\r\n  ", "\u00a0\u2003\n".encode(), b"\xef\xbb\xbf", b"\xff\xfe \x00\n\x00"],
    ids=["nothing", "white space", "no-break spaces", "only a mark", "UTF-16 white space"],
)
def test_a_file_without_words_is_refused_by_name(tmp_path, data):
    path = write(tmp_path / "empty.txt", data)
    with pytest.raises(ArticleError, match=r"empty\.txt: .*give a file"):
        read_article(path)


@pytest.mark.parametrize(
    "data",
    [png(), png(1, 1), b"\x00" * 500, bytes(range(256)) * 20, b"PK\x03\x04" + bytes(range(32)) * 9],
    ids=["PNG", "tiny PNG", "NULs", "all bytes", "zip"],
)
@pytest.mark.parametrize("name", ["picture.png", "story.txt"])
def test_a_binary_file_is_refused_by_name(tmp_path, data, name):
    path = write(tmp_path / name, data)
    with pytest.raises(ArticleError, match=rf"{name}: is not text; save the article"):
        read_article(path)


def test_text_with_stray_nuls_in_it_is_refused(tmp_path):
    path = write(tmp_path / "story.txt", STORY.encode().replace(b" ", b"\x00\x01\x02"))
    with pytest.raises(ArticleError, match="is not text"):
        read_article(path)


def test_a_file_of_more_than_ten_megabytes_is_refused(tmp_path):
    path = write(tmp_path / "archive.txt", b"strike " * (MAX_BYTES // 7 + 1))
    with pytest.raises(ArticleError, match=r"archive\.txt: is larger than 10 MB"):
        read_article(path)


def test_a_file_of_exactly_ten_megabytes_is_read(tmp_path):
    path = write(tmp_path / "long.txt", b"s" * MAX_BYTES)
    assert len(read_article(path).text) == MAX_BYTES


def test_a_directory_is_refused(tmp_path):
    with pytest.raises(ArticleError, match="is a directory; name the article files"):
        read_article(tmp_path)


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(ArticleError, match=r"nowhere\.txt: cannot be read"):
        read_article(tmp_path / "nowhere.txt")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_the_text_is_the_same_in_every_encoding(tmp_path, encoding):
    assert read_article(write(tmp_path / "ferries.txt", STORY.encode(encoding))).text == STORY


def test_latin_1_is_read(tmp_path):
    assert (
        read_article(write(tmp_path / "a.txt", PLAIN_STORY.encode("latin-1"))).text == PLAIN_STORY
    )


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_utf16_with_a_byte_order_mark_is_read_in_both_byte_orders(tmp_path, mark, encoding):
    path = write(tmp_path / "ferries.txt", mark + STORY.encode(encoding))
    assert read_article(path).text == STORY


def test_a_damaged_utf16_file_says_so(tmp_path):
    path = write(tmp_path / "ferries.txt", b"\xff\xfe" + STORY.encode("utf-16-le") + b"\x00")
    with pytest.raises(ArticleError, match="damaged at byte"):
        read_article(path)


def test_decoding_names_its_source():
    with pytest.raises(ArticleError, match=r"^the wire: is not text"):
        decode(b"\x00\x01" * 50, "the wire")


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_become_newlines(tmp_path, line_end):
    path = write(tmp_path / "ferries.txt", STORY.replace("\n", line_end))
    assert read_article(path).text == STORY


def test_a_dash_reads_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode("utf-8"))))
    article = read_article("-")
    assert article.text == STORY
    assert article.article_id.startswith("stdin-")


def test_empty_standard_input_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(ArticleError, match="standard input: is empty"):
        read_article("-")


def test_binary_standard_input_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(png())))
    with pytest.raises(ArticleError, match="standard input: is not text"):
        read_article("-")


class TestMarkdown:
    def read(self, tmp_path, text):
        return read_article(write(tmp_path / "ferries.md", text)).text

    def test_the_words_are_kept_and_the_markup_is_not(self, tmp_path):
        text = self.read(
            tmp_path,
            "# Ferries to stop\n\n> “This is *no* offer,” said **Mara Quill** of the "
            "[Rivermen’s Union](https://rivermen.example).\n\n- 3% now\n- £500 later\n",
        )
        assert text == (
            "Ferries to stop\n“This is no offer,” said Mara Quill of the Rivermen’s Union.\n3% now\n£500 later"
        )

    def test_lines_of_one_paragraph_are_joined(self, tmp_path):
        assert self.read(tmp_path, "The crews will\nwalk out.\n\nTalks failed.") == (
            "The crews will walk out.\nTalks failed."
        )

    def test_front_matter_is_left_out(self, tmp_path):
        assert self.read(
            tmp_path, "---\ntitle: Ferries\ndate: 2031-02-01\n---\nTalks failed.\n"
        ) == ("Talks failed.")

    def test_front_matter_with_windows_line_ends_is_left_out(self, tmp_path):
        text = self.read(tmp_path, "---\r\ntitle: Ferries\r\n---\r\nTalks failed.\r\n")
        assert text == "Talks failed."

    def test_pictures_are_left_out(self, tmp_path):
        assert (
            self.read(tmp_path, "![A ferry](ferry.png)\n\nTalks failed.").strip() == "Talks failed."
        )

    def test_a_file_with_nothing_but_pictures_holds_no_text(self, tmp_path):
        with pytest.raises(ArticleError, match=r"ferries\.md: holds no text"):
            self.read(tmp_path, "![A ferry](ferry.png)\n")


class TestHtml:
    @pytest.fixture(autouse=True)
    def _reader(self):
        pytest.importorskip("trafilatura")

    def test_a_page_gives_its_text_and_title(self, tmp_path):
        article = read_article(write(tmp_path / "ferries.html", PAGE))
        assert article.title == "Eastvale ferries to stop on Friday"
        assert "“A £500 payment is no offer, it is an insult,” said Mara Quill" in article.text

    def test_what_is_around_the_article_is_left_out(self, tmp_path):
        text = read_article(write(tmp_path / "ferries.html", PAGE)).text
        assert "Sport" not in text
        assert "<p>" not in text

    def test_paragraphs_stay_apart(self, tmp_path):
        lines = read_article(write(tmp_path / "ferries.html", PAGE)).text.splitlines()
        assert any(line.startswith("“A £500") for line in lines)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_a_page_is_known_by_its_content_where_the_name_does_not_tell(
        self, monkeypatch, encoding
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode(encoding))))
        text = read_article("-").text
        assert "<p>" not in text
        assert "“A £500 payment" in text

    @pytest.mark.parametrize(
        "page",
        ["<html><body></body></html>", "<html><head><script>var pay = 3;</script></head></html>"],
    )
    def test_a_page_without_an_article_is_refused(self, tmp_path, page):
        path = write(tmp_path / "front.html", page)
        with pytest.raises(ArticleError, match=r"front\.html: no article text found"):
            read_article(path)
