"""Everything that can go wrong, each with a message that says what, where and what to do next."""

from __future__ import annotations


class StanceError(Exception):
    """Base of every error that stancenlp raises on purpose."""


class ArticleError(StanceError):
    """An article cannot be read: missing, empty, binary, too large, or without any text."""


class DataError(StanceError):
    """A record does not fit the schema; the message names the file, the line and the field."""


class ModelError(StanceError):
    """A released model is missing, incomplete or unsafe to load."""


class GraphError(ModelError):
    """A model's int8 graph cannot be built here; torch can still run the model."""


class WeightsError(StanceError):
    """The base encoder's weights are missing, damaged or not the pinned ones."""


class PipelineError(StanceError):
    """The English language pipeline that extraction stands on is not installed."""


class MissingPackageError(StanceError):
    """A part of stancenlp that is not always installed is asked for; the message says how to get it."""
