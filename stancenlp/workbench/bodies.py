"""What the REST API takes: every field bounded, unknown fields refused (but in votes, which keep them)."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from stancenlp.articles import parse_article
from stancenlp.errors import ArticleError
from stancenlp.schema import Annotation, Article, Side

#: Characters of an article's text on the desk; a long feature has some 30,000.
MAX_TEXT = 1_000_000
MAX_STATEMENTS = 1_000

Name = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]+$"
    ),
]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Span = Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=2, max_length=2)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class File(Body):
    """A dropped file: its name, and its bytes in base64."""

    name: Annotated[str, Field(max_length=300)]
    content: Annotated[str, Field(max_length=15_000_000)]


class ArticleIn(Body):
    """An article: ``text`` (plain, or the source of a saved page) or a ``file``, and what is known."""

    text: Annotated[str, Field(max_length=10_000_000)] | None = None
    file: File | None = None
    title: Short | None = None
    publisher: Short | None = None
    published: Short | None = None
    url: Short | None = None
    offer: Short | None = None
    dispute: Short | None = None

    @model_validator(mode="after")
    def _one_source(self) -> ArticleIn:
        if (self.text is None) == (self.file is None):
            raise ValueError("give either text or file")
        return self

    def article(self) -> Article:
        """The article that was sent. Raises ``ArticleError`` where there is none in it."""
        if self.file is not None:
            # only the last part of a name is looked at, and only for the id: nothing is opened
            name = PurePosixPath(PureWindowsPath(self.file.name).name).name
            name = re.sub(r"[^\w.-]+", "-", name)[-80:].lstrip("-.") or "file"
            try:
                data = base64.b64decode(self.file.content, validate=True)
            except (binascii.Error, ValueError):
                raise ArticleError(f"{name}: content is not base64") from None
        else:
            name, data = "pasted", (self.text or "").encode("utf-8", "replace")
        article = parse_article(data, name, name)
        if len(article.text) > MAX_TEXT:
            raise ArticleError(f"{name}: more than {MAX_TEXT:,} characters are no single article")
        given = {
            field: value
            for field in ("title", "publisher", "published", "url")
            if (value := getattr(self, field))
        }
        if article.title is None and "title" not in given:
            given["title"] = article.text.lstrip().split("\n", 1)[0][
                :120
            ]  # so that it can be found
        return article.model_copy(update=given)


class ToImport(Body):
    """Labelled statements as another tool exported them: the file's name, and its text."""

    annotator: Name
    name: Annotated[str, Field(min_length=1, max_length=300)]
    text: Annotated[str, Field(max_length=15_000_000)]


class ArticleToKeep(ArticleIn):
    """An article for the desk, and who brings it."""

    annotator: Name


class StatementIn(Body):
    """Words to classify, and what is known of them."""

    text: Annotated[str, Field(min_length=1, max_length=20_000)]
    offer: Short | None = None
    context: Annotated[str, Field(max_length=20_000)] | None = None


class ToClassify(Body):
    statements: Annotated[list[StatementIn], Field(min_length=1, max_length=MAX_STATEMENTS)]


class VoteIn(Annotation):
    """A vote; fields that the schema does not know are kept."""

    statement_id: Id
    annotator: Name  # type: ignore[assignment]
    note: Annotated[str, Field(max_length=5_000)] | None = None


class NewStatement(Body):
    """A statement that was missed: ``spans`` are [start, end] in the article's characters."""

    annotator: Name
    article_id: Id
    spans: Annotated[list[Span], Field(min_length=1, max_length=200)]
    speaker: Short | None = None
    organisation: Short | None = None
    side: Side = "union"
    offer: Short | None = None
    dispute: Short | None = None


class Edit(Body):
    """Changes of a statement; what is left out stays. ``version`` is the one that was looked at."""

    annotator: Name
    version: int
    spans: Annotated[list[Span], Field(min_length=1, max_length=200)] | None = None
    speaker: Short | None = None
    organisation: Short | None = None
    side: Side | None = None
    offer: Short | None = None
    dispute: Short | None = None

    def changes(self) -> dict[str, Any]:
        """What is to change, but for the spans."""
        given = self.model_dump(exclude_unset=True, exclude={"annotator", "version", "spans"})
        return {name: value or None for name, value in given.items() if name != "side" or value}


class Person(Body):
    annotator: Name


class ExportIn(Body):
    annotator: Name
    name: Annotated[str, Field(max_length=100)] | None = None
    min_votes: Annotated[int, Field(ge=1, le=100)] = 1
