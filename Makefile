# `make demo` and `make test` set everything up on a fresh machine with Python 3.10 or newer.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
DEMO = demo-output

.PHONY: demo test check clean help

demo: $(VENV)/.ready  ## de-identify fixtures/inbox into demo-output, with a report
	rm -rf $(DEMO) $(DEMO).*
	$(BIN)/textsynth deidentify fixtures/inbox -o $(DEMO) --consistency corpus --report $(DEMO).report.html --report-paths
	@echo
	@echo "Compare a mail with what became of it:"
	@echo "  diff fixtures/inbox/mail/01-export-kickoff.eml $(DEMO)/mail/01-export-kickoff.eml"
	@echo "Look at the report: $(DEMO).report.html"

test: $(VENV)/.ready  ## run the tests, a few minutes on two cores
	$(BIN)/python -m pytest

check: $(VENV)/.ready  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:  ## remove .venv and what make wrote
	rm -rf $(VENV) $(DEMO) $(DEMO).* dist build

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[dev]"
	touch $@
