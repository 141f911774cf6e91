# Changeover. `make` prints the list of targets; `make verify` is what CI runs.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

export PYTHON ?= python3
export ENGINE ?= auto
export JOBS ?= 2
export PART ?=
ROWS ?= 500000
SPECS ?= specs/ai-management
PORT ?= 8080
AT ?=

VENV := .venv
BIN := $(VENV)/bin
ALL_SPECS := $(patsubst %/,%,$(wildcard specs/*/))
CODE := $(wildcard render operate demo tests benchmarks)
YAML := $(wildcard specs render .*.yaml)
EDGE_PACKAGES := nginx libnginx-mod-http-js libfaketime
SYSTEM_PACKAGES := postgresql-15 postgresql-15-plpgsql-check postgresql-15-cron $(EDGE_PACKAGES) \
  njs prometheus prometheus-postgres-exporter
PURE_TESTS := tests/render tests/test_kinds.py tests/test_bad_input.py tests/test_generated.py
VERIFY := setup system-deps lint types imports spelling check current squawk coverage suite

# $(call each,COMMAND) runs `changeover COMMAND --specs …` for every migration, and is red when
# there is none: nothing checked is not a success.
each = @test -n "$(ALL_SPECS)" || { echo "no migration in specs/" >&2; exit 2; }; \
  for specs in $(ALL_SPECS); do echo "changeover $(1) --specs $$specs"; \
  $(BIN)/changeover $(1) --specs $$specs || exit; done

.PHONY: help
help: ## this list
	@awk -f .ci/help.awk $(MAKEFILE_LIST)
	@printf '\nENGINE=auto|container|local|embedded  ROWS=%s  SPECS=%s  PYTHON=%s\n' \
	  $(ROWS) $(SPECS) $(PYTHON)

##@ Start here
.PHONY: demo demo-clean verify verify-full
demo: setup ## a whole migration on a disposable Postgres, with writers running (ROWS=, SPECS=)
	@$(BIN)/python -m operate.demo --specs $(SPECS) --rows $(ROWS) --engine $(ENGINE:auto=embedded)

.PHONY: demo-up demo-down
demo-up: setup edge-deps ## nginx, both applications and a database, up until demo-down (ROWS=, PORT=, AT=)
	@$(BIN)/python -m demo.up --rows $(if $(filter command line environment,$(origin ROWS)),$(ROWS),20000) --port $(PORT) --at "$(AT)"

demo-down: setup ## end what demo-up has started
	@$(BIN)/python -m demo.down

demo-clean: setup ## remove what demos and tests that were killed have left behind
	@$(BIN)/python -m operate.disposable
	@rm -rf build/demo

verify: ## everything CI checks, in order, until the first red
	@.ci/steps.sh $(VERIFY)

verify-full: ## the same with every sweep complete, not sampled: hours (PART=1/2: half of the tests)
	@CHANGEOVER_SWEEP=full .ci/steps.sh $(VERIFY)

##@ Specs and what is made of them
.PHONY: render check diff current accept squawk
render: setup ## write generated/ from specs/
	$(call each,render)

check: setup ## the findings on all specs
	$(call each,check)

diff: setup ## what `make render` would change
	$(call each,render --diff)

current: setup ## generated/ is exactly what the specs say
	$(call each,render --check)

accept: setup ## write the golden files of the tests anew; git shows the change
	@$(BIN)/pytest --accept tests/test_kinds.py tests/test_bad_input.py \
	  tests/operate/test_bad_runs.py tests/journeys/test_there_and_back.py --engine $(ENGINE)

squawk: setup ## the generated SQL locks no more than it must
	@test -n "$$(find generated -name '*.sql' 2>/dev/null)" || \
	  { echo "no SQL in generated/; run: make render" >&2; exit 2; }
	@find generated -name '[0-9]*_*.apply.sql' -o -name '[0-9]*_*.verify.sql' | sort | \
	  xargs $(BIN)/squawk --config .squawk.toml
	@find generated -name '[0-9]*_*.rollback.sql' | sort | \
	  xargs $(BIN)/squawk --config .squawk.toml \
	  --exclude ban-drop-table,ban-drop-view,ban-drop-function

##@ Code
.PHONY: test lint types imports spelling suite coverage bench
test: setup ## the test suite, without all other checks (ENGINE=)
	@$(BIN)/pytest --numprocesses $(JOBS) --engine $(ENGINE)

lint: setup ## style of Python and YAML
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/yamllint --strict $(YAML)

types: setup ## mypy, strict
	@$(BIN)/mypy $(CODE)

imports: setup ## who may import whom
	@$(BIN)/lint-imports --no-logo

spelling: setup ## common misspellings
	@$(BIN)/codespell

suite: setup ## the test suite as CI runs it, with reports in build/
	@.ci/suite.sh

coverage: setup ## every branch of render/ is reached by the tests that need no database
	@$(BIN)/pytest --numprocesses $(JOBS) --quiet --ignore-glob '*_in_postgres.py' \
	  --cov --cov-report term-missing $(PURE_TESTS)

bench: setup ## measure side by side with other tools
	@$(BIN)/python -m benchmarks

##@ Machine
.PHONY: setup edge-deps system-deps lock image hooks clean
setup: $(VENV)/ready ## .venv, exactly as in requirements.lock

$(VENV)/ready: requirements.lock pyproject.toml .ci/venv.sh
	@.ci/venv.sh $(VENV)
	@touch $@

edge-deps:
	@.ci/apt.sh --optional $(EDGE_PACKAGES)

system-deps: ## as root on Debian: Postgres 15 with pg_cron, nginx with njs, Prometheus; nothing is started
	@.ci/apt.sh --optional $(SYSTEM_PACKAGES)

lock: setup ## write requirements.lock anew from pyproject.toml, with the newest versions
	@$(BIN)/uv pip compile pyproject.toml --group dev --group demo --group build --python-version 3.11 \
	  --universal --generate-hashes --no-emit-index-url --no-header --upgrade --quiet \
	  --output-file requirements.lock

image: ## build the container image from the Postgres 15 of this machine
	@operate/disposable/image/build.sh

hooks: setup ## run the quick checks before every git commit
	@$(BIN)/prek install

clean: ## remove what runs have produced; .venv stays
	@rm -rf build .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
