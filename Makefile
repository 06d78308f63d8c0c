# What there is to do with tracelens; `make help` lists it.

# Linux: the Swift runtime goes into the program, which then runs where no Swift is, and starts in
# half the time. At a fixed place in memory it need not move 48,000 pointers first, which is a third of
# what is left (7 ms in place of 10). macOS has the runtime in the system.
STATIC := $(if $(filter Darwin,$(shell uname -s)),,--static-swift-stdlib -Xlinker --no-pie)
RELEASE := -c release --product tracelens $(STATIC)
PROGRAM = $$(swift build $(RELEASE) --show-bin-path)/tracelens
PREFIX ?= /usr/local
ARGS ?= Fixtures/demo
SOURCES := Sources Tests Package.swift
SCRIPTS := Scripts/setup.sh Scripts/renew-goldens.sh Scripts/make-pictures.sh Tests/large/run.sh \
	Tests/large/generate.sh Benchmarks/bench.sh .ci/run

.PHONY: help run build setup test test-large bench install lint format goldens validate check-html \
	pictures

help: ## List what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: build ## Build tracelens and analyse Fixtures/demo, or ARGS='...'
	@"$(PROGRAM)" $(ARGS)

build: setup
	swift build $(RELEASE)

setup:
	@sh Scripts/setup.sh

test: setup ## Run every test
	swift test --disable-xctest

test-large: build ## Run the bulk tests on the release binary
	bash Tests/large/run.sh "$(PROGRAM)"

check-html: build ## Open pages of HTML, hostile ones among them, in a headless Chromium
	python3 Scripts/check-html.py "$(PROGRAM)"

pictures: build ## Make the pictures of README.md anew, with a headless Chromium
	bash Scripts/make-pictures.sh "$(PROGRAM)"

bench: build ## Measure
	TRACELENS="$(PROGRAM)" bash Benchmarks/bench.sh

install: build ## Copy the program to PREFIX/bin (/usr/local)
	mkdir -p "$(DESTDIR)$(PREFIX)/bin"
	cp "$(PROGRAM)" "$(DESTDIR)$(PREFIX)/bin/tracelens"

goldens: ## Write the reports of Fixtures/golden anew
	swift build --product tracelens
	bash Scripts/renew-goldens.sh "$$(swift build --show-bin-path)/tracelens"

validate: ## Hold the golden reports against the JSON Schemas (pip install jsonschema)
	python3 Scripts/validate-schemas.py
	python3 Scripts/describe-schemas.py --check

lint: ## Check the format of the sources and the syntax of the scripts
	swift format lint --strict -r -p $(SOURCES)
	@for script in $(wildcard $(SCRIPTS)); do bash -n "$$script" || exit 1; done

format: ## Bring the sources into their format
	swift format -i -r -p $(SOURCES)
