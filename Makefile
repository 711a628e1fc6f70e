# Two commands do all: `make demo` shows the whole job, `make test` proves it. Both set up first; a second run installs nothing.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.installed

.PHONY: setup demo test check format lint types proof pictures lock clean

setup: $(STAMP)

$(STAMP): requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	$(VENV)/bin/gongkai demo

test: setup
	scripts/install_debian.sh
	$(VENV)/bin/pytest -n 2

check: setup format lint types test

format: setup
	$(VENV)/bin/ruff format --check

lint: setup
	$(VENV)/bin/ruff check

types: setup
	$(VENV)/bin/mypy

# What takes longer than `make test` may: benchmarks and the long kill test. Figures go to docs/proofs.md by hand.
proof: setup
	$(VENV)/bin/python -m benchmarks

pictures: setup
	scripts/install_debian.sh
	$(VENV)/bin/python scripts/make_pictures.py

# Needs uv (pip install uv). Neither file names a registry host; uv.lock would.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
