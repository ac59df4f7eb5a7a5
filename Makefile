# Two commands: `make demo` sets all up and makes January's report; `make test` sets all up and passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test test-all lint bench lock wheelhouse soak clean

$(VENV)/.done: pyproject.toml
	sh .ci/system-packages
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

setup: $(VENV)/.done

demo: setup
	$(BIN)/baocao demo build/demo

test: setup
	$(BIN)/python -m pytest -n 2 -q

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m pytest -q -s -m benchmark tests/benchmarks

# Dependencies and their hashes anew from PyPI alone, whatever this machine is set up to ask.
lock: setup
	$(BIN)/python -m uv lock --no-config --default-index https://pypi.org/simple

# What an office without internet copies: build/wheelhouse/windows-3.11 to -3.14, each with install.cmd.
wheelhouse: setup
	$(BIN)/python .ci/wheelhouse.py

# Round after round with faults at random; `make soak ROUNDS=200 SEED=7` for fewer, or others.
ROUNDS ?= 1000
SEED ?= 1
soak: setup
	$(BIN)/python -m tests.faults.soak --rounds $(ROUNDS) --seed $(SEED)

clean:
	rm -rf build dist $(VENV)
