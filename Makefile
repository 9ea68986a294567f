# The two that matter: `make run` and `make test`. Both do all the set-up they need.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:

PYTHON := .venv/bin/python
# Whatever asks how many rounds, or how many generated cases.
DRILLS := $(shell grep -rlE 'import .*\b(ROUNDS|cases|IS_DRILL)\b' tests --include='test_*.py' --include='drill_*.py' | sort)
DATA := $(or $(NHV_DATA),data)

.PHONY: help run test check drill balance bench docs wheel format lock clean

# The dictionary's word sets are built once for all data directories.
export NHV_CACHE ?= $(CURDIR)/build/cache

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

run: libraries .venv/run.stamp build/assets.stamp ## the product with demo data, on embedded SQLite
	$(PYTHON) -m nhv.program.main demo || $(PYTHON) -m nhv.program.main load > /dev/null # begun otherwise: no demonstration
	$(PYTHON) -m nhv.program.main serve --with-worker

test: system-packages .venv/test.stamp build/assets.stamp ## everything that must hold: checks, tests, journeys
	$(MAKE) --no-print-directory check
	$(PYTHON) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder tests

check: .venv/test.stamp build/assets.stamp ## style, types, imports, migrations, translations, printed docs
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	NHV_DATA=build/check .venv/bin/mypy --strict nhv
	.venv/bin/lint-imports
	NHV_DATA=build/check .venv/bin/django-admin makemigrations --check --dry-run --settings nhv.program.settings
	NHV_DATA=build/check $(PYTHON) -m nhv.website.translations --check
	NHV_DATA=build/check $(PYTHON) -m nhv.program.printed --check

bench: system-packages .venv/test.stamp build/assets.stamp ## the figures: reading, verdicts, filing, holding, times, memory
	$(PYTHON) -m benchmarks

drill: system-packages .venv/test.stamp build/assets.stamp ## the long runs, on a disk: a hundred kills, a killed primary, many generated cases, every role at every route
	NHV_ROUNDS=100 NHV_TESTS_DISK=/var/tmp $(PYTHON) -m pytest -q $(DRILLS)
	NHV_EVERY_ROLE=1 $(PYTHON) -m pytest -q tests/website/test_access.py

balance: ## write down how long each file took in the last `make test`, so that both workers end together
	cp build/durations.txt tests/durations.txt

docs: .venv/test.stamp ## print docs/printed anew
	NHV_DATA=build/check $(PYTHON) -m nhv.program.printed

wheel: .venv/run.stamp build/assets.stamp ## what can be installed elsewhere: dist/nhv-….whl, the same byte for byte each time
	rm -rf build/lib build/bdist.* dist
	export SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)}
	$(PYTHON) -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --wheel-dir dist .
	ls dist

format: .venv/test.stamp ## put the code in shape
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

lock: .venv/test.stamp ## resolve the dependencies anew
	cd requirements
	lock() { ../.venv/bin/uv pip compile --quiet --upgrade --generate-hashes --python-version 3.11 --no-emit-index-url "$${@:2}" -o "$$1"; }
	lock run.lock run.in build.in
	lock test.lock test.in
	lock bench.lock bench.in

clean: ## remove what was built (not the data)
	rm -rf .venv build dist nhv.egg-info nhv/website/built nhv/website/frontend/node_modules

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
	mkdir -p $(@D)
	touch $@

.PHONY: libraries system-packages
libraries:
	bash scripts/system.sh run

system-packages:
	bash scripts/system.sh test
