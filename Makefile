# Everything a developer types. `make` alone lists it.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
QT_OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: help setup run test check fix screenshots package sbom clean soak bench

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# The stamp is newer than both files when the environment holds what they ask for.
$(VENV)/.ready: pyproject.toml constraints.txt resources/packaging/prepare.sh
	@sh resources/packaging/prepare.sh "$(PYTHON)" "$(VENV)"
	@touch $@

setup: $(VENV)/.ready ## make the virtual environment and install what is missing

run: setup ## build the demo case and open it (without a display: search it and write the PDF)
	@$(BIN)/dossier demo

test: setup ## run the tests
	@$(QT_OFFSCREEN) $(BIN)/python -m pytest -q -n 2 -m "not soak and not bench and not packaging"

bench: setup ## measure the search engines (recollcmd and the extra `bench` if they are installed)
	@$(BIN)/python -m tests.bench.run --sizes 1000 10000 -o build/bench.json

check: setup ## all that must hold before a push: style, types, import rules, tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

fix: setup ## let ruff mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

soak: setup ## run the long suites: kills, damages, hostile files, thousands of operations
	@$(QT_OFFSCREEN) HYPOTHESIS_PROFILE=soak nice $(BIN)/python -m pytest -q -n 2 -rP -m soak

screenshots: setup ## write pictures of every screen into build/screenshots
	@$(BIN)/python -m tests.helpers.screenshots build/screenshots

$(VENV)/.ready-to-package: $(VENV)/.ready
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e ".[package]"
	@touch $@

package: $(VENV)/.ready-to-package ## build the program and its package into dist/, and try both
	@$(BIN)/python resources/packaging/build.py
	@$(BIN)/python resources/packaging/sbom.py
	@$(BIN)/python -m pytest -q -n 0 -m packaging tests/packaging

sbom: $(VENV)/.ready-to-package ## list what the program is made of, for auditors (CycloneDX)
	@$(BIN)/python resources/packaging/sbom.py

clean: ## remove what was built, keep the virtual environment
	rm -rf build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache
