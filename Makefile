# quizgen: each target does nothing when there is nothing to do.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
SOURCES := $(shell find quizgen -name '*.py' 2>/dev/null)
INPUTS := $(shell find facts -name '*.toml' -o -name '*.po' -o -path 'facts/sources/*.txt' ! -name '*.facts.txt' 2>/dev/null)
DECK_INPUTS := $(shell find decks -name '*.toml' -o -path 'decks/templates/*' -type f -o -path 'decks/pictures/*' -type f 2>/dev/null)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help quiz test decks facts check bench format wheel lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

quiz: $(STAMPS)/decks ## Open the quiz; install and build first what is missing
	@$(BIN)/quizgen

test: $(STAMPS)/dev facts ## Run all tests
	@$(BIN)/python -m pytest -n auto

decks: $(STAMPS)/decks ## Build the Anki packages and show what is in each
	@$(BIN)/quizgen export

facts: $(STAMPS)/facts ## Build the fact store and the cards

check: $(STAMPS)/dev facts ## Format, lint, strict types, import contracts, tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/quizgen check
	@$(BIN)/python -m pytest -n auto

bench: $(STAMPS)/dev facts ## Measure against named rivals and limits (docs/benchmarks.md)
	@$(BIN)/python -m benchmarks

format: $(STAMPS)/dev ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

wheel: $(STAMPS)/dev facts ## Build dist/*.whl with facts and decks inside
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

lock: $(STAMPS)/dev ## Write the exact versions for use and for development
	@$(BIN)/python -m piptools compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-options --no-header -o requirements.txt pyproject.toml
	@$(BIN)/python -m piptools compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-options --no-header --extra dev -o requirements-dev.txt pyproject.toml

clean: ## Remove the environment and what was built beside it
	@rm -rf $(VENV) dist build

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "quizgen needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 2; }
	@echo "Making $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: $(STAMPS)/venv requirements.txt pyproject.toml
	@echo "Installing …" >&2
	@$(PIP) install -r requirements.txt
	@$(PIP) install --no-deps -e .
	@touch $@

$(STAMPS)/dev: $(STAMPS)/run requirements-dev.txt
	@echo "Installing development tools …" >&2
	@$(PIP) install -r requirements-dev.txt
	@touch $@

$(STAMPS)/facts: $(STAMPS)/run $(INPUTS) $(SOURCES)
	@$(BIN)/quizgen build --force
	@touch $@

$(STAMPS)/decks: $(STAMPS)/facts $(DECK_INPUTS)
	@$(BIN)/quizgen export --quiet
	@touch $@
