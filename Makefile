# The few commands a person needs. `make` alone lists them.
# Only Python 3.11+ and a package registry are needed; everything is installed into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The editable install takes its build backend from the environment, so that the lock file holds for it too.
BUILD_TOOLS := hatchling editables
# What a clone is installed with: everything but the bench's peers.
EXTRAS := web archive figures standards
# Two workers; one has all tests of a file, so that what a file sets up for its tests is set up once.
SHARED_OUT := --numprocesses 2 --dist loadfile --no-loadscope-reorder
EMPTY :=
COMMA := ,
INSTALLED := $(subst $(EMPTY) $(EMPTY),$(COMMA),$(EXTRAS))

.DEFAULT_GOAL := help
.PHONY: help install demo test lint format golden acceptance bench lock wheel clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/installed ## install provaudit into .venv

demo: $(VENV)/installed ## audit the demo corpus
	@$(BIN)/provaudit demo

test: lint ## everything that must pass: linters, types, layers, tests, coverage
	@$(BIN)/pytest $(SHARED_OUT) --cov

lint: $(VENV)/tooled ## ruff, mypy, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(VENV)/tooled ## let ruff lay the code out and fix what it can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

golden: $(VENV)/tooled ## rewrite tests/golden, reports/samples and the README's blocks from what is printed now
	@$(BIN)/pytest --update-golden $$(grep -l golden tests/test_*.py)

acceptance: $(VENV)/tooled ## hold the labelled data in ../shared to its floors (minutes)
	@$(BIN)/pytest -m 'acceptance and alone' -rP
	@$(BIN)/pytest -m 'acceptance and not alone' -rP $(SHARED_OUT)

bench: $(VENV)/benched ## measure accuracy, speed, memory, peers; BENCH='--quick', '--full', '--json FILE'
	@PYTHONPATH=tests $(BIN)/python -m bench $(BENCH)

lock: $(VENV)/tooled ## bring requirements.lock up to date with pyproject.toml
	@$(PIP) install uv
	@$(BIN)/uv pip compile pyproject.toml --group dev $(EXTRAS:%=--extra %) --universal --python-version 3.11 --upgrade \
	  --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command 'make lock' \
	  --quiet --output-file requirements.lock

wheel: $(VENV)/tooled ## build dist/*.whl and the sdist
	@$(BIN)/python -m build --no-isolation

clean: ## remove .venv and everything that was built or cached
	@rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "provaudit needs Python 3.11 or later; \
	set PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv $(VENV)

# Each stamp is written last, so that an interrupted installation is taken up again.
$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	@$(PIP) install --constraint requirements.lock $(BUILD_TOOLS)
	@$(PIP) install --constraint requirements.lock --no-build-isolation --editable '.[$(INSTALLED)]'
# What is installed in place is not compiled by pip; where nothing may write it later, each command would, for .5 s.
	@$(BIN)/python -m compileall -q provaudit
	@touch $@

$(VENV)/tooled: $(VENV)/installed
	@$(PIP) install --requirement requirements.lock
	@touch $@

# The bench does without the peers where they cannot be had; it says so.
$(VENV)/benched: $(VENV)/installed
	@$(PIP) install --constraint requirements.lock --no-build-isolation --editable '.[bench]' \
	  || echo 'bench: the peers could not be installed'
	@touch $@
