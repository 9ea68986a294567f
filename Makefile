# The two that matter: `make run` and `make test`. Both do all the set-up they need.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:

PYTHON := .venv/bin/python
PURE := nhv/language nhv/specification nhv/rules nhv/reading nhv/derived $(wildcard nhv/paper)
DATA := $(or $(NHV_DATA),data)

.PHONY: help run test check unit drill bench docs format lock assets clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

run: libraries .venv/run.stamp build/assets.stamp ## the product with demo data, on embedded SQLite
	$(PYTHON) -m nhv.program.main demo || $(PYTHON) -m nhv.program.main load > /dev/null # begun otherwise: no demonstration
	$(PYTHON) -m nhv.program.main serve --with-worker

test: system-packages .venv/test.stamp build/assets.stamp ## everything that must hold: checks, tests, journeys
	$(MAKE) --no-print-directory check
	$(PYTHON) -m pytest -q -n 2 --dist loadfile tests

check: .venv/test.stamp build/assets.stamp ## style, types, imports, migrations, translations, printed docs
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy --strict $(PURE)
	.venv/bin/lint-imports
	NHV_DATA=build/check .venv/bin/django-admin makemigrations --check --dry-run --settings nhv.program.settings
	NHV_DATA=build/check $(PYTHON) -m nhv.website.translations --check
	NHV_DATA=build/check $(PYTHON) -m nhv.program.printed --check

bench: system-packages .venv/test.stamp build/assets.stamp ## the figures: reading, verdicts, filing, times, memory
	$(PYTHON) -m benchmarks

drill: system-packages .venv/test.stamp build/assets.stamp ## the long runs: a hundred kills, a killed primary, every role at every route
	NHV_ROUNDS=100 $(PYTHON) -m pytest -q tests/records/test_kill.py tests/faults tests/records/drill_standby.py
	NHV_EVERY_ROLE=1 $(PYTHON) -m pytest -q tests/website/test_access.py

docs: .venv/test.stamp ## print docs/printed anew
	NHV_DATA=build/check $(PYTHON) -m nhv.program.printed

format: .venv/test.stamp ## put the code in shape
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

lock: .venv/test.stamp ## resolve the dependencies anew
	cd requirements
	for name in run test; do
	  ../.venv/bin/uv pip compile --quiet --upgrade --generate-hashes --python-version 3.11 --no-emit-index-url $$name.in -o $$name.lock
	done

clean: ## remove what was built (not the data)
	rm -rf .venv build nhv.egg-info nhv/website/frontend/node_modules

.venv/run.stamp: requirements/run.lock pyproject.toml
	bash scripts/python.sh run
	touch $@

.venv/test.stamp: requirements/test.lock pyproject.toml
	bash scripts/python.sh test
	touch .venv/run.stamp $@

# The build looks itself at what is old; the stamp only spares the start of Python.
build/assets.stamp: .venv/run.stamp $(shell find nhv/website/frontend -name node_modules -prune -o -type f -print) $(wildcard nhv/website/locale/*.po)
	$(PYTHON) nhv/website/frontend/build.py
	$(PYTHON) -m nhv.website.translations
	touch $@

.PHONY: libraries system-packages
libraries:
	bash scripts/system.sh run

system-packages:
	bash scripts/system.sh test
