"""Reading one article: plain text, HTML or Markdown, in whatever encoding it comes, perhaps gzipped."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import sys
import zlib
from pathlib import Path
from typing import Any

from stancenlp.errors import ArticleError
from stancenlp.schema import Article

#: A file larger than this is no news article.
MAX_BYTES = 10 * 1024 * 1024
SUFFIXES = (".txt", ".text", ".html", ".htm", ".md", ".markdown")
_HTML_START = re.compile(
    r"^\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*(?:<!doctype html|<html))", re.IGNORECASE
)


def read_article(path: str | os.PathLike[str]) -> Article:
    """The article in a file (``.txt``, ``.html``, ``.md``; by content where the name does not
    tell), or on standard input (``-``).

    Raises
    ------
    ArticleError : the file is missing, a directory, empty, binary, too large or holds no article;
        the message names it and says what to do.
    """
    where = "standard input" if str(path) == "-" else str(path)
    return parse_article(_read(path, where), str(path), where)


def parse_article(data: bytes, path: str, where: str) -> Article:
    """The article in a file's bytes; nothing is read. ``where`` names it in errors.

    The suffix of ``path`` says what it is (else the content does), and its stem begins the id.

    Raises
    ------
    ArticleError : as for :func:`read_article`.
    """
    if not data.strip():
        raise ArticleError(f"{where}: is empty; give a file with an article's text in it")
    suffix = without_gz(Path(path)).suffix.lower()
    text = re.sub(r"\r\n?", "\n", decode(data, where))
    if suffix in (".html", ".htm") or (suffix not in SUFFIXES and _HTML_START.match(text)):
        return _from_html(text, where, path)
    if suffix in (".md", ".markdown"):
        text = _from_markdown(text)
    return _article(text, where, path)


def without_gz(path: Path) -> Path:
    """The path without a last ``.gz``."""
    return path.with_suffix("") if path.suffix.lower() == ".gz" else path


def decode(data: bytes, where: str) -> str:
    """Bytes as text: UTF-8 or UTF-16 (with or without a byte-order mark), else the likeliest
    one-byte encoding.

    Raises
    ------
    ArticleError : the bytes are no text.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, encoding, where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _guess(data, where)
    if "\x00" in text:
        text = _guess_utf16(data, where)
    control = sum(1 for c in text[:20_000] if ord(c) < 32 and c not in "\t\n\r\f\v\x1c\x1d\x1e\x85")
    if control > len(text[:20_000]) / 100:
        raise _binary(where)
    return text


def _decoded(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{where}: begins like {encoding} but is damaged at byte {error.start}; save it as UTF-8"
        ) from None


def _guess(data: bytes, where: str) -> str:
    import charset_normalizer

    if b"\x00" in data[:2000]:
        return _guess_utf16(data, where)
    # newspapers' old files are Windows-1252; the detector is asked only where that cannot be
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data[:200_000]).best()
        if best is None:
            raise _binary(where) from None
        return data.decode(best.encoding, errors="replace")


def _guess_utf16(data: bytes, where: str) -> str:
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    if max(even, odd) > len(data[:4000]) / 5 and min(even, odd) < max(even, odd) / 4:
        return _decoded(data, "utf-16-le" if odd > even else "utf-16-be", where)
    raise _binary(where)


def _binary(where: str) -> ArticleError:
    return ArticleError(
        f"{where}: is not text; save the article as plain text, HTML or Markdown first"
    )


def _read(path: str | os.PathLike[str], where: str) -> bytes:
    if str(path) == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        try:
            if Path(path).is_dir():
                raise ArticleError(f"{where}: is a directory; name the article files in it")
            gzipped = Path(path).suffix.lower() == ".gz"
            with gzip.open(path, "rb") if gzipped else open(path, "rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except (OSError, ValueError, EOFError, zlib.error) as error:
            reason = getattr(error, "strerror", None) or error
            raise ArticleError(f"{where}: cannot be read ({reason})") from error
    if len(data) > MAX_BYTES:
        raise ArticleError(
            f"{where}: is larger than {MAX_BYTES // 1024**2} MB, so it is no single article; "
            "split it into one file an article"
        )
    return data


def _article(text: str, where: str, path: str, **known: str | None) -> Article:
    text = text.replace("\ufeff", "").strip("\n")
    if not text.strip():
        raise ArticleError(f"{where}: holds no text; give a file with an article's text in it")
    name = "stdin" if path == "-" else without_gz(Path(path)).stem
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Article(article_id=f"{name}-{digest}", text=text, **known)


def _from_html(page: str, where: str, path: str) -> Article:
    import trafilatura

    document: Any = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=False, favor_recall=True, with_metadata=True
    )
    if document is None or not (document.text or "").strip():
        raise ArticleError(
            f"{where}: no article text found in this page; save the article's text as a .txt file"
        )
    return _article(
        document.text,
        where,
        path,
        title=document.title,
        url=document.url,
        publisher=document.sitename,
        published=document.date,
    )


def _from_markdown(text: str) -> str:
    """The words of a Markdown file, one block a line, without its markup."""
    from markdown_it import MarkdownIt

    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    blocks = []
    for token in MarkdownIt().parse(text):
        if token.type == "inline" and token.children:
            words = "".join(
                "\n" if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children
                if child.type != "image"
            )
            blocks.append(words.replace("\n", " "))
    return "\n".join(blocks)
