# Vitae: every command is one line here and a program in Python behind it. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help up down status analyze doctor test lint bench soak lock proto compose-test secrets setup setup-dev
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

PYTHON ?= python3
VENV := .venv/bin/python
# Bounded by default; `make test TESTS=tests/unit/auth` runs a part.
# The long ones first: at the end, short files keep every worker busy.
TESTS ?= tests/fault tests/e2e tests/integration tests/unit
# How many run side by side, each with servers of its own; 0: one after another, in this process.
WORKERS ?= 2

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

up: setup ## run everything on this machine, in the foreground until Ctrl-C
	@exec $(VENV) -m deploy.local up

down: ## stop what `make up` started
	@test -x $(VENV) || { echo "Vitae is not running."; exit 0; }; exec $(VENV) -m deploy.local down

status: setup ## what is running
	@exec $(VENV) -m deploy.local status

analyze: setup ## read one resume: make analyze RESUME=path/to/resume.pdf
	@exec $(VENV) -m deploy.local analyze "$$RESUME"

doctor: setup ## check this machine and all that the system does, with a made-up resume
	@exec $(VENV) -m deploy.local doctor

test: setup-dev ## unit, integration, end-to-end and fault tests
	@exec $(VENV) -m pytest -q -m "not soak" -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(TESTS)

lint: setup-dev ## style, types, import rules, contracts, pins
	@exec $(VENV) -m deploy.local.lint

bench: setup-dev ## measure, as ratios with goals
	@exec $(VENV) -m bench $(ARGS)

soak: setup-dev ## the long fault tests
	@exec $(VENV) -m pytest -q -m soak tests/fault

proto: setup-dev ## write proto/gen from the contracts
	@exec $(VENV) -m proto.generate

lock: setup-dev ## write requirements/ from pyproject.toml
	@exec $(VENV) -m deploy.local.lock $(if $(UPGRADE),--upgrade)

compose-test: setup-dev ## build the images and run the main job through docker compose
	@exec $(VENV) -m deploy.compose.test

secrets: setup ## make the secrets that docker-compose.yml names
	@exec $(VENV) -m deploy.compose.credentials

setup:
	@command -v $(PYTHON) >/dev/null || { echo "Vitae needs Python 3.11 or newer: install it, or name it with PYTHON=…" >&2; exit 1; }
	@$(PYTHON) deploy/local/bootstrap.py local

setup-dev:
	@command -v $(PYTHON) >/dev/null || { echo "Vitae needs Python 3.11 or newer: install it, or name it with PYTHON=…" >&2; exit 1; }
	@$(PYTHON) deploy/local/bootstrap.py dev
