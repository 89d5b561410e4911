# The few commands of quyu's checkout: make atlas, test, lint, data, bench, fuzz, audit, locks
# and clean.

PYTHON ?= python3
UV     ?= uv

VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/python -m pip --disable-pip-version-check --quiet

export PYTHONUTF8 := 1

.DELETE_ON_ERROR:
.PHONY: atlas audit bench check-python clean data data-update fuzz help lint locks test

help:
	@echo "make atlas        write the maps of all provinces to atlas/"
	@echo "make test         lint, types and the whole test suite"
	@echo "make lint         ruff and mypy only"
	@echo "make data         rebuild data/quyu_data from its packages; fails on a difference"
	@echo "make data-update  the same, and take the differences over"
	@echo "make bench        measure speed and weight (benchmarks/README.md)"
	@echo "make fuzz         fuzz what reads untrusted input, RUNS=10000 a target (needs Python 3.11)"
	@echo "make audit        look the pinned packages up in the database of advisories"
	@echo "make locks        compile the lock files anew (needs uv)"
	@echo "make clean        remove atlas/, .venv/ and caches"
	@echo "PYTHON=python3.12 make ...  chooses the Python, 3.11 or newer"

atlas: $(VENV)/.run
	@$(BIN)/quyu atlas -o atlas

test: lint
	@$(BIN)/python -m pytest -q -n auto --dist loadfile

lint: $(VENV)/.dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

data: $(VENV)/.dev
	@PYTHONPATH=data/build $(BIN)/python -m quyu_build --check

data-update: $(VENV)/.dev
	@PYTHONPATH=data/build $(BIN)/python -m quyu_build

bench: $(VENV)/.dev
	@$(BIN)/python benchmarks/measure.py

RUNS    ?= 10000
TARGETS ?= decoding page word paper folding recognition extraction places_table records review

fuzz: $(VENV)/.dev
	@$(PIP) install --require-hashes -r requirements-fuzz.lock
	@for target in $(TARGETS); do \
	  echo "fuzzing $$target, $(RUNS) runs"; \
	  $(BIN)/python tests/fuzz/run.py $$target -runs=$(RUNS) -verbosity=0 || exit 1; done

audit: $(VENV)/.run
	@$(PIP) install --require-hashes -r requirements-audit.lock
	@for lock in requirements*.lock; do echo "$$lock"; \
	  $(BIN)/pip-audit --require-hashes --disable-pip -r $$lock || exit 1; done

clean:
	rm -rf atlas $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .cache build dist

# -- the virtual environment; the stamps make a second run quick and free of the network ---------

check-python:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "quyu needs Python 3.11 or newer, and there is no '$(PYTHON)' here; try make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "quyu needs Python 3.11 or newer; '$(PYTHON)' is $$("$(PYTHON)" -V 2>&1); try make PYTHON=python3.12" >&2; exit 1; }

# The pinned backends come first, so that nothing is ever built with an unpinned one.
$(VENV)/.setup: requirements-setup.lock | check-python
	@echo "making $(VENV) with $$("$(PYTHON)" -V)"
	@"$(PYTHON)" -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements-setup.lock
	@touch $@

$(VENV)/.run: requirements.lock pyproject.toml $(VENV)/.setup
	@echo "installing the pinned dependencies (requirements.lock)"
	@$(PIP) install --no-build-isolation --require-hashes -r requirements.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "installing the pinned tools of development (requirements-dev.lock)"
	@$(PIP) install --no-build-isolation --require-hashes -r requirements-dev.lock
	@touch $@

# -- lock files ----------------------------------------------------------------------------------

# One version for every Python, so that each machine writes the same bytes; no host is written.
COMPILE := $(UV) pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make locks"

locks:
	$(COMPILE) --group setup -o requirements-setup.lock
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --all-extras --group dev --group build -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group fuzz -c requirements-dev.lock -o requirements-fuzz.lock
	$(COMPILE) --group audit -c requirements-dev.lock -o requirements-audit.lock
