# `make demo` and `make test` set everything up on a fresh machine with Python 3.10 or newer.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
DEMO = demo-output

.PHONY: demo test check bench clean

demo: $(VENV)/.ready
	rm -rf $(DEMO) $(DEMO).*
	$(BIN)/textsynth deidentify fixtures/inbox -o $(DEMO) --consistency corpus --report $(DEMO).report.html --report-paths
	@echo
	@echo "Compare a mail with what became of it:"
	@echo "  diff fixtures/inbox/mail/01-export-kickoff.eml $(DEMO)/mail/01-export-kickoff.eml"
	@echo "Look at the report: $(DEMO).report.html"

test: $(VENV)/.ready
	$(BIN)/python -m pytest

check: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) $(DEMO) $(DEMO).* dist build

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[dev]"
	touch $@
