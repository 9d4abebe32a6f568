"""Run by test_store.py: votes until it is killed, and names each vote once it is acknowledged."""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from stancenlp.schema import Annotation
from stancenlp.workbench.store import Store


def main() -> None:
    store = Store(Path(sys.argv[1]))
    for number in itertools.count():
        name = f"{sys.argv[2]}-{number}"
        store.annotate(Annotation(statement_id="a-0", annotator=name, stance="firm", note="é🚢"))
        os.write(1, f"{name}\n".encode())  # in one piece, though two processes share the pipe


if __name__ == "__main__":
    main()
