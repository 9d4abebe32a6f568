"""``python -m stancenlp``: the command line."""

from stancenlp.cli import main

raise SystemExit(main())
