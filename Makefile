# Everything one does here.  `make` alone lists it.
#
# Stamps remember what was made from what, so that nothing is made twice:
#   .venv/.made     the environment, from requirements.lock and pyproject.toml
#   web/node_modules/.made   the browser side's tools, from web/package-lock.json
#   signaling/static/.made   the web client, from web/

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
BIN := .venv/bin
ENV := .venv/.made
NPM := npm --prefix web --no-fund --no-audit
WEB_TOOLS := web/node_modules/.made
CLIENT := signaling/static/.made
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/test/*' 2>/dev/null)

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# -- making ---------------------------------------------------------------------------------

$(ENV): requirements.lock pyproject.toml scripts/environment.sh
	@scripts/environment.sh "$(PYTHON)"
	@touch $@

$(WEB_TOOLS): web/package.json web/package-lock.json
	@node -e 'process.exit(+process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null || \
	    { echo "The web client is built with Node 20 or newer, and there is none here." >&2; exit 1; }
	$(NPM) ci
	@touch $@

$(CLIENT): $(WEB_TOOLS) $(WEB_SOURCES)
	$(NPM) run build
	@touch $@

.PHONY: env web
env: $(ENV)
web: $(CLIENT) ## build the web client into signaling/static/, if it is stale

.PHONY: dev
dev: $(ENV) $(CLIENT) ## everything needed to work here: environment, web client, pre-commit hooks
	@$(BIN)/pre-commit install

.PHONY: run
run: $(ENV) $(CLIENT) ## one node with the embedded store on http://localhost:8080
	@exec $(BIN)/holdspace serve

# -- checking -------------------------------------------------------------------------------

.PHONY: check check-python check-web
check: check-python check-web ## format, lint, types and import layers (under 30 s)
check-python: $(ENV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
check-web: $(WEB_TOOLS)
	$(NPM) run check

.PHONY: format
format: $(ENV) $(WEB_TOOLS) ## let the tools put the style right
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NPM) run format

.PHONY: quick test test-python test-web test-browser
quick: $(ENV) $(WEB_TOOLS) ## unit, contract, simulation and web unit tests
	$(BIN)/pytest -q -n auto tests/unit tests/contract tests/sim
	$(NPM) test
# Making what the tests need is waiting for other machines, and a third of the Python tests' time is waiting for
# packets: the checks fit into that.  The browsers want this machine for themselves.
SIDE_BY_SIDE := $(MAKE) --no-print-directory --output-sync=target
test: ## everything CI runs, real browsers included
	@$(SIDE_BY_SIDE) --jobs=3 $(ENV) $(CLIENT) browsers
	@$(SIDE_BY_SIDE) --jobs=2 test-python check test-web
	@$(MAKE) --no-print-directory test-browser
test-python: $(ENV) browsers
	$(BIN)/pytest -q -n $$(($$(nproc) + 1)) --ignore=tests/browser
test-web: $(WEB_TOOLS)
	$(NPM) test
.PHONY: browsers
browsers:
	@scripts/browsers.sh
test-browser: $(ENV) $(CLIENT) browsers
	@tests/browser/run.sh
.PHONY: test-every-browser
test-every-browser: ## every browser test in both browsers, not in turns
	@EVERY_BROWSER=1 $(MAKE) test-browser

.PHONY: evening
evening: $(ENV) ## an hour of a group in virtual time, with all numbers wrapping (two minutes)
	EVENING=3600 $(BIN)/pytest -q tests/sim/test_evening.py

.PHONY: fuzz fuzz-nightly
fuzz: $(ENV) ## a million inputs for every parser that sees the network (under 60 s of CPU)
	$(BIN)/python -m benchmarks.fuzz --gate pr
fuzz-nightly: $(ENV) ## the same for twenty minutes; keeps what it learned in tests/fuzz
	$(BIN)/python -m benchmarks.fuzz --gate nightly --keep
.PHONY: bench
bench: $(ENV) $(CLIENT) ## every benchmark; each prints one JSON object as its last line
	@for one in forward join remap memory resume breakout dealing turns page_weight gate record_kill record_cost export flood squeeze feedback loss cameras; do $(BIN)/python -m benchmarks.$$one; done

.PHONY: pictures
pictures: $(ENV) $(CLIENT) ## take the pictures in docs/pictures anew
	@$(BIN)/python -m tests.browser.pictures

# -- keeping --------------------------------------------------------------------------------

.PHONY: lock
lock: $(ENV) ## ask the registries for newer versions and write both lock files
	$(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-header --no-annotate --quiet \
	    --group dev --all-extras --python-version 3.11 pyproject.toml --output-file requirements.lock
	$(NPM) update --package-lock-only

.PHONY: clean
clean: ## remove everything that was made here, but no data
	rm -rf .venv web/node_modules signaling/static build dist *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
