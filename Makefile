# make site: the demonstration archive.  make test: everything, on a fresh machine too.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEVELOPING := $(VENV)/.developing

.PHONY: site serve test lint types unit browser bench soak fuzz lock audit score clean

site: $(INSTALLED)
	$(BIN)/hemero build
	@echo "Open site/index.html in a browser, or run: $(BIN)/hemero serve"

serve: $(INSTALLED)
	$(BIN)/hemero serve

test: lint types unit browser

lint: $(DEVELOPING)
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests

types: $(DEVELOPING)
	$(BIN)/mypy

unit: $(DEVELOPING) $(VENV)/.servers
	$(BIN)/python -m pytest -q -n 2 -m "not browser and not alone"

browser: $(DEVELOPING) $(VENV)/.browser
	$(BIN)/python -m pytest -q -m "browser or alone" --ignore=tests/browser
	$(BIN)/python -m pytest -q -m "browser or alone" tests/browser

bench: $(DEVELOPING)
	$(BIN)/python tests/benchmarks/build.py

# Attacks in every form, kills by the hundred, a thousand edits: minutes, not seconds.
soak: $(DEVELOPING) $(VENV)/.browser
	HEMERO_ATTACKS=all $(BIN)/python -m pytest -q tests/attacks
	HEMERO_EDIT_RUNS=25 HEMERO_EDITS=40 $(BIN)/python -m pytest -q tests/property/test_incremental.py tests/property/test_quiet_edits.py
	$(BIN)/python -m tests.attacks.soak 200 100

# Random input for FUZZ_SECONDS, other input each time; what is found is kept by Hypothesis.
FUZZ_SECONDS ?= 60
fuzz: $(DEVELOPING)
	$(BIN)/python -m tests.property.fuzz $(FUZZ_SECONDS)

# What development needs, pinned to versions and hashes for this system and this Python.
lock: $(BIN)/python
	$(BIN)/python -m pip install --quiet --dry-run --ignore-installed --report - ".[dev]" \
	    | $(BIN)/python tests/lock.py > constraints.txt
	@echo "Install it anywhere alike: pip install --require-hashes -r constraints.txt"

# Known weaknesses of what is installed, where a database of them can be reached.
audit: $(DEVELOPING)
	sh tests/audit.sh $(BIN)/python

score: $(DEVELOPING)
	$(BIN)/python tests/quality/score.py

# A pip that is too old for extras would trip over the first install; so it comes first.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Hemero needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(INSTALLED): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(DEVELOPING): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@ $(INSTALLED)

# Any Chromium will do; where there is none, Debian's is installed if that is possible.
# Where it is not, the browser tests say that they were skipped and why.
$(VENV)/.browser: | $(BIN)/python
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || \
		sh tests/install.sh "the browser tests" chromium fonts-liberation
	@touch $@

# The servers and programs to which tests publish. Where a system manager runs they are left to the
# user: Debian would start sshd and nginx on installing them.
$(VENV)/.servers: | $(BIN)/python
	@PATH="$$PATH:/usr/sbin"; \
	if ! { command -v rsync && command -v sshd && command -v nginx && command -v apache2 && \
		command -v git; } >/dev/null 2>&1; then \
		if [ -d /run/systemd/system ]; then \
			echo "Tests of publishing are skipped that need rsync, sshd, nginx, apache2 or git."; \
		else \
			sh tests/install.sh "tests of publishing" rsync openssh-server nginx apache2-bin git; \
		fi; \
	fi
	@touch $@

clean:
	rm -rf $(VENV) .hemero build dist
	find site -mindepth 1 ! -name .gitignore -delete
