.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run demo test drill check openapi bench help

run: $(VENV)/run.stamp ## start everything and serve on http://127.0.0.1:8080
	@exec $(BIN)/python main.py serve

demo: $(VENV)/run.stamp ## the same with simulated boards, without network: watch alerts arrive
	@exec $(BIN)/python main.py demo

test: $(VENV)/dev.stamp ## the tests, against real servers on loopback
	@$(BIN)/python -m pytest -n 4 $(ARGS)

drill: $(VENV)/dev.stamp ## kills, outages, long simulations: those that cover what changed since they passed
	@$(BIN)/python -m pytest -n 4 --drills=due $(ARGS)

check: $(VENV)/dev.stamp ## format, lint, types, import rules, declared dependencies
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/deptry . --extend-exclude '^(benchmarks|tests)/'
	@$(BIN)/deptry . --ignore DEP002,DEP004

openapi: $(VENV)/dev.stamp ## update docs/openapi.json after an intended change of the API
	@$(BIN)/python -m tests.openapi_document

bench: $(VENV)/bench.stamp ## run the benchmarks; prints ratios, PART=name for one of them
	@$(BIN)/python -m benchmarks $(PART)

help: ## this text
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/run.stamp: requirements.lock
	@echo "Installing what Job Scout needs into $(VENV) (once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Job Scout needs Python 3.11 or newer; say which: make run PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@echo "Installing what the tests and checks need into $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/bench.stamp: requirements-bench.lock $(VENV)/dev.stamp
	@echo "Installing what the benchmarks compare with into $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@
