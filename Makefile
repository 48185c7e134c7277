# Every target does its own set-up; a fresh Debian 12 needs only Python 3.11, git and make.
SHELL := /bin/bash
# Where it is set, each process compiles every module anew.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= $(shell test -x /usr/bin/python3.11 && echo /usr/bin/python3.11 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
TEST_PACKAGES := chromium postgresql-15 strace libatomic1

.PHONY: help run test bench chaos shots lint format
help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: export DEMO ?= on
run: $(VENV)/ready ## set everything up, publish the courses and serve at http://127.0.0.1:8000
	@$(BIN)/python wsgi.py courses/*/

test: $(VENV)/ready system-ready ## set everything up, then run the whole suite on SQLite and PostgreSQL
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 -q

bench: $(VENV)/ready ## measure lesson, home and save against a bare page, with 10,000 and 100,000 people, then pages of the office (docs/benchmarks.md)
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.office

chaos: kills ?= 50
chaos: $(VENV)/ready system-ready ## kill servers under 50 writing clients and let disks and databases fail (docs/chaos.md), ten to twenty minutes
	$(BIN)/python -m tests.chaos --kills $(kills)

shots: $(VENV)/ready system-ready ## photograph every page and state at 360 and 1280 px, light and dark, into shots/
	$(BIN)/python -m tests.journeys

lint: $(VENV)/ready ## check style, types and the order of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/ready ## put the code into the house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/ready: requirements-install.txt requirements-dev.txt
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv; \
	  else echo "Please run once: sudo apt-get install python3-venv"; exit 2; fi; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-install.txt
	$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@touch $@

.PHONY: system-ready
system-ready:
	@dpkg -s $(TEST_PACKAGES) >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(TEST_PACKAGES); \
	  else echo "Please run once: sudo apt-get install $(TEST_PACKAGES)"; exit 2; fi; }
