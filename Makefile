# Everything a person or a machine runs. Each command runs by itself on a clean clone: `make demo`, `make test`.

PYTHON ?= $(shell command -v python3.11 || echo python3)
WORKERS ?= auto
UPGRADE ?=
VENV := .venv
# Programs are run through the interpreter, so that a copied or moved folder still works.
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
COMPILE := $(RUN) -m uv pip compile --quiet --system-certs --universal --python-version 3.11 --generate-hashes --no-header

# What a production machine would set. Nothing is opened, reached or sent with it.
PRODUCTION := SECRET_KEY=0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ \
	FAIRHOLD_URL=https://fairhold.example.org ALLOWED_HOSTS=fairhold.example.org BEHIND_PROXY=yes \
	DATABASE_URL=postgresql://fairhold@localhost/fairhold REDIS_URL=redis://localhost:6379/0 EMAIL_HOST=localhost

.PHONY: help setup demo test check format coverage lock bench clean

help:  ## Say what can be run.
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

setup: $(READY)  ## Make the environment in .venv, from pinned and hashed packages.

$(READY): requirements/uv.txt requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Fairhold needs Python 3.11 or newer. Install it, or name it: make setup PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "Python could not make a virtual environment. On Debian and Ubuntu: apt-get install python3.11-venv"; exit 1; }
	@echo "Installing what Fairhold needs into $(VENV) ..."
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/uv.txt
	@$(RUN) -m uv pip sync --quiet --python $(RUN) --system-certs --require-hashes requirements/dev.txt
	@touch $@

demo: export FAIRHOLD_DEMO = 1
demo: setup  ## Run Fairhold with its example organisation on http://127.0.0.1:8000 (PORT=... for another).
	@$(RUN) manage.py serve --demo

test: check  ## Run the linters, then every test this machine can run, and say what it could not.
	@$(RUN) tests/run.py --numprocesses $(WORKERS)

check: setup  ## Run the linters and contracts only.
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) $(VENV)/bin/lint-imports --no-cache
	git ls-files --cached --others --exclude-standard -- 'templates/*.html' 'governance/*.html' | xargs -r $(VENV)/bin/djade --check
	$(RUN) -m mypy
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) manage.py check --fail-level WARNING
	$(PRODUCTION) $(RUN) manage.py check --deploy --fail-level WARNING
	! grep -nE '://|^ *--[a-z-]*(index|find-links|trusted)' requirements/*.txt

format: setup  ## Lay out code and templates.
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format
	git ls-files --cached --others --exclude-standard -- 'templates/*.html' 'governance/*.html' | xargs -r $(VENV)/bin/djade

coverage: setup  ## Measure which branches the tests take.
	$(RUN) -m pytest --numprocesses $(WORKERS) -m "not browser" --cov --cov-report=term:skip-covered --cov-report=html

lock: setup  ## Pin the requirements anew after a change to requirements/*.in (UPGRADE=--upgrade: to the newest).
	$(COMPILE) $(UPGRADE) requirements/uv.in --output-file requirements/uv.txt
	$(COMPILE) $(UPGRADE) requirements/base.in --output-file requirements/base.txt
	$(COMPILE) $(UPGRADE) requirements/dev.in --constraints requirements/base.txt --output-file requirements/dev.txt

bench: setup  ## Measure what proof, imports and findings cost, in a database of its own.
	@$(RUN) benchmarks/run.py

clean:  ## Remove the environment and what tools left. Data in var/ stays.
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis htmlcov .coverage*
