# One word per chore. `make run` and `make test` need Python 3.11 or later and make, nothing else.

PORT ?= 8000
VENV := .venv
PYTHON_HERE := $(VENV)/bin/python
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)
UV := .tools/uv/bin/uv
PIP := $(PYTHON_HERE) -m pip --disable-pip-version-check --no-input
LOCK := pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	--universal --python-version 3.11
QUIZ := set -a; . ./instance/environment; set +a; $(PYTHON_HERE) -m quiz.command_line
# What the database holds depends on these: changed, they are migrated, published and seeded again.
STOCK := instance/.stocked-$(shell find quiz content -type f \( -name '*.py' -o -path 'content/*' \) -exec cksum {} + \
	2>/dev/null | sort | cksum | tr -c '0-9\n' '-')
# A database that was taken away is made again.
STOCKED := $(if $(wildcard instance/quiz.db),$(STOCK),instance/.unstocked)

# One more than there are processors: tests wait for databases, browsers and other processes.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# Options given to pytest, such as: make test ARGS="-k attempt"
ARGS ?=
EXTRACTION := --mapping babel.cfg --keywords lazy_gettext --keywords N_ --no-location --omit-header --sort-output
# What Babel invents at the head of a catalogue, and dates that make two changes conflict.
UNSAID := '/^"(Project-Id-Version|Report-Msgid-Bugs-To|(POT|PO)-[A-Za-z]+-Date|Last-Translator|Language-Team|Generated-By):/d'
UPDATE := --no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test screenshots check format types translations lock \
	attack fuzz chaos bench bench-content bench-module bench-figures clean provision

help:
	@echo "make run    the service with its demonstration, on http://127.0.0.1:$(PORT)"
	@echo "make test   what the tests need, then all of them"
	@echo "make screenshots  pictures of every page, in build/screenshots (ARGS=\"question --looks phone\" takes a part)"
	@echo "make sobriety  what each page costs, weighed again: docs/sobriety.md"
	@echo "make check  format, lint, types, house tests, catalogues"
	@echo "make attack | fuzz | chaos  what must never happen, looked for at length"
	@echo "make bench  (bench-content, bench-module, bench-figures)  what things cost"
	@echo "make format | translations | lock | clean"

run: $(VENV)/.runtime $(COMPILED) $(STOCKED)
	@$(PYTHON_HERE) -c 'import socket, sys; sys.exit(socket.socket().connect_ex(("127.0.0.1", $(PORT))) == 0)' || { \
		echo "Port $(PORT) is in use, or is no port. Stop what uses it, or choose another one: make run PORT=9000" >&2; exit 1; }
	@echo
	@echo "  The demonstration:  http://127.0.0.1:$(PORT)/demonstration"
	@echo "  Ctrl+C stops the service; its data stay in instance/."
	@echo
	@set -a; . ./instance/environment; set +a; \
	exec $(PYTHON_HERE) -m gunicorn --bind 127.0.0.1:$(PORT) --worker-class gthread --threads 8 --log-level warning wsgi:app

# What Python compiles is kept, whatever the environment says: each worker and each command would compile it again.
test: $(VENV)/.test $(COMPILED) provision
	@PYTHONDONTWRITEBYTECODE= $(PYTHON_HERE) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

provision: $(VENV)/.test
	@$(PYTHON_HERE) -m tests.provision

# Nothing is asserted: they are to be looked at.
screenshots: $(VENV)/.test $(COMPILED) provision
	@$(PYTHON_HERE) -m tests.screenshots $(ARGS)

check: $(VENV)/.test $(COMPILED)
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m mypy
	$(PYTHON_HERE) -m pytest tests/house

format: $(VENV)/.test
	$(PYTHON_HERE) -m ruff format .
	$(PYTHON_HERE) -m ruff check --fix .

# The template in the middle is a build product: it is written, compared by `make check`, and not committed.
translations: $(VENV)/.test
	@mkdir -p build
	$(PYTHON_HERE) -m babel.messages.frontend extract $(EXTRACTION) -o build/messages.pot .
	$(PYTHON_HERE) -m babel.messages.frontend update $(UPDATE) -i build/messages.pot -d translations
	@for catalogue in $(CATALOGUES); do \
		sed -E -e '1{/^$$/d;}' -e $(UNSAID) $$catalogue > build/messages.po && mv build/messages.po $$catalogue; done
	$(PYTHON_HERE) -m babel.messages.frontend compile -d translations

lock: $(UV)
	$(UV) $(LOCK) pyproject.toml -o requirements.lock
	$(UV) $(LOCK) pyproject.toml --extra test -o requirements-test.lock

.PHONY: sobriety
# Weighs every page in Chromium, and writes docs/sobriety.md.
sobriety: $(VENV)/.test $(COMPILED) provision
	@$(PYTHON_HERE) -m benchmarks.sobriety

bench-content: $(VENV)/.test
	@$(PYTHON_HERE) -m benchmarks.read_content

# Every hidden count of ten thousand worlds of figures, attacked with everything ever printed.
WORLDS ?= 10000
attack: $(VENV)/.test
	ATTACK_WORLDS=$(WORLDS) $(PYTHON_HERE) -m pytest -n $(WORKERS) --dist worksteal tests/insight/test_linear_attacker.py \
		tests/insight/entities/test_levels.py tests/insight/reorganisation/test_attacker.py $(ARGS)

# Every property of the tests, on many times more examples.
FUZZ ?= 25
fuzz: $(VENV)/.test $(COMPILED) provision
	FUZZ=$(FUZZ) $(PYTHON_HERE) -m pytest -n $(WORKERS) --dist worksteal -m hypothesis --timeout 3600 $(ARGS)

# What is acknowledged is kept, whatever is killed meanwhile; CHAOS_SEED, which is printed, makes the same choices again.
SECONDS ?= 300
chaos: $(VENV)/.test $(COMPILED) provision
	CHAOS_SECONDS=$(SECONDS) $(PYTHON_HERE) -m pytest -s tests/chaos $(ARGS)

bench: bench-content bench-module bench-figures

bench-module: $(VENV)/.test $(COMPILED) provision
	@$(PYTHON_HERE) -m benchmarks.module_cost $(ARGS)

# Options, such as: make bench-figures ARGS="--sizes 2500,25000"
bench-figures: $(VENV)/.test $(COMPILED)
	@$(PYTHON_HERE) -m benchmarks.figures_scale $(ARGS)

clean:
	rm -rf $(VENV) .tools build .mypy_cache .ruff_cache .pytest_cache .hypothesis $(COMPILED)
	@echo "instance/ is kept: it holds the database and its secrets."

$(PYTHON_HERE):
	@for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3 python; do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			"$$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || without_venv="$$python"; \
			test "$$without_venv" = "$$python" && continue; \
			echo "Virtual environment in $(VENV), with $$("$$python" --version)."; \
			if "$$python" -m venv --clear $(VENV); then exit 0; fi; \
			echo "$(VENV) cannot be written: the reason is just above." >&2; rm -rf $(VENV); exit 1; \
		fi; \
	done; \
	if test -n "$$without_venv"; then \
		echo "$$without_venv has no venv: install it (on Debian and Ubuntu: apt-get install python3-venv)." >&2; \
	else \
		echo "Python 3.11 or later is needed, and none was found; PYTHON=/path/to/python names one." >&2; \
	fi; exit 1

$(VENV)/.runtime: requirements.lock | $(PYTHON_HERE)
	@echo "Dependencies of the service, from requirements.lock, each checked by its hash."
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-test.lock | $(PYTHON_HERE)
	@echo "Dependencies of the service and its tests, from requirements-test.lock, each checked by its hash."
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements-test.lock
	@touch $@

%.mo: %.po | $(VENV)/.runtime
	@$(PYTHON_HERE) -m babel.messages.frontend --quiet compile -i $< -o $@

instance/environment: | $(PYTHON_HERE)
	@mkdir -p instance
	@umask 077; $(PYTHON_HERE) -c 'import secrets; print( \
		"QUIZ_DATABASE_URL=sqlite:///quiz.db", \
		"QUIZ_SECRET_KEY=" + secrets.token_hex(32), \
		"QUIZ_HASHING_KEY=" + secrets.token_hex(32), \
		"QUIZ_DEMONSTRATION=1", \
		"QUIZ_MAIL_DOMAINS=demonstration.invalid", sep="\n")' > $@

$(STOCKED): $(VENV)/.runtime $(COMPILED) instance/environment
	@$(QUIZ) db upgrade
	@$(QUIZ) content publish content
	@$(QUIZ) demo seed
	@rm -f instance/.stocked-*
	@touch $(STOCK)

$(UV): | $(PYTHON_HERE)
	@$(PYTHON_HERE) -m venv .tools/uv
	@.tools/uv/bin/python -m pip install --quiet uv==0.13.9
