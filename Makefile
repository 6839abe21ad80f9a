# Two commands: `make run` shows a year in the life of the default district, `make test` checks everything.
# Another Python: `make run PYTHON=python3.13`; another environment: `make test VENV=.venv-3.13`.

SUITABLE := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c '$(SUITABLE)' 2>/dev/null && echo $$python && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= runs/baseline
PORT ?= 8765

INSTALL = PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install -q -q --constraint constraints.txt --editable
COPROD := $(BIN)/python -m coprod

.PHONY: help run dashboard test coverage lint docs site figures bundle clean

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

run: $(VENV)/.with-core ## simulate a year of the default district and show what happened
	@$(COPROD) run --out $(OUT)
	@echo "See it move in the browser 在浏览器中观看: make dashboard"

dashboard: $(VENV)/.with-dashboard ## open the dashboard in a browser
	@$(COPROD) dashboard --port $(PORT)

test: $(VENV)/.with-tests ## check everything
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(TESTS)

coverage: $(VENV)/.with-tests ## show which lines and branches the tests execute
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal --cov --cov-report=term $(TESTS)

lint: $(VENV)/.with-tests ## check style and types
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m mypy

docs: $(VENV)/.with-core ## write the generated tables of docs/ anew
	@$(BIN)/python -m coprod.interfaces.docs

site: $(VENV)/.with-site ## write the manual as a site that needs no network, into build/site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --config-file docs/site/mkdocs.yml
	@echo "Open build/site/index.html (中文: build/site/index.zh.html)"

figures: $(VENV)/.with-tests ## make every figure of the documentation anew: hours, see CONTRIBUTING.md
	@$(BIN)/python docs/make_timelines.py
	@$(BIN)/python docs/make_dilemma.py
	@$(COPROD) validate --seeds 10 --out docs/validation.json
	@$(BIN)/python -m coprod.laboratory.validation.indices --seeds 8
	@$(COPROD) calibrate experiments/sets/targets.toml --out results/towns
	@$(BIN)/python -m experiments.sets results/towns
	@$(BIN)/python -m experiments
	@$(COPROD) sweep experiments/sensitivity_groups.toml --out results/sensitivity_groups
	@$(COPROD) sweep experiments/sensitivity_numbers.toml --out results/sensitivity_numbers
	@$(BIN)/python -m experiments.sensitivity --keep results/sensitivity_groups results/sensitivity_numbers
	@$(BIN)/python -m experiments.pages
	@$(BIN)/python -m coprod.interfaces.docs
	@$(BIN)/python docs/make_screenshots.py

bundle: $(VENV)/.with-tests site ## put together what an archive keeps of a release: dist/
	@$(BIN)/python docs/make_bundle.py

clean: ## remove the environment and everything generated
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The environment, made once and made anew when the pins change.
$(VENV)/.with-core: extras :=
$(VENV)/.with-dashboard: extras := [dashboard]
$(VENV)/.with-site: extras := [site]
$(VENV)/.with-tests: extras := [dashboard,laboratory,cluster,search,adapters,site,dev]
$(VENV)/.with-core $(VENV)/.with-dashboard $(VENV)/.with-site $(VENV)/.with-tests: $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing what coprod needs into $(VENV); this is done once and takes a minute or two."
	@$(INSTALL) '.$(extras)'
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "coprod needs Python 3.11 or newer: make run PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -c '$(SUITABLE)' || { echo "$(PYTHON) is older than Python 3.11: make run PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }
