# Two commands: `make run` from nothing to the page, `make test` from nothing to a checked project.
PYTHON ?= python3
PORT ?= 8501
BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run test bench clean

run: .venv/.installed
	@$(BIN)/linked-learning ingest
	@$(BIN)/linked-learning serve --port $(PORT)

test: .venv/.tested
	@scripts/check

bench: .venv/.benched
	@$(BIN)/python scripts/bench.py
	@$(BIN)/python scripts/bench_sessions.py
	@$(BIN)/python scripts/bench_verification.py

clean:
	rm -rf .venv .data

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: PYTHON=python3.12 make run"; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) install --quiet --constraint constraints.txt --upgrade pip
	@touch $@

.venv/.installed: .venv/.python pyproject.toml constraints.txt
	@echo "installing (the first time takes a few minutes)"
	$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/.tested: .venv/.installed
	$(PIP) install --quiet --constraint constraints.txt --editable '.[openai,login]' --group test
	@touch $@

.venv/.benched: .venv/.installed
	$(PIP) install --quiet --constraint constraints.txt --group bench
	@touch $@
