# Every command that a person or CI runs. `make site` and `make test` work on a fresh machine that has
# the Swift toolchain and Debian's packages.

SWIFT ?= swift
SECONDS ?= 60
RELEASE := $(SWIFT) build -c release --static-swift-stdlib --product
BINARY := .build/release/branchpress
# Package.swift links it into release builds; without the variable they have the system's.
export BRANCHPRESS_ALLOCATOR := $(CURDIR)/.build/allocator.o

.PHONY: help site build serve install test unit conformance browser served browser-full print clients promises bench turns bench-full soak mutants sanitize lint \
	format embed picture fuzz prepare clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' Makefile

site: build ## build the demonstration site from content/ and templates/ into site/
	$(BINARY) build --now 2026-07-01

build: prepare ## build the release binary, .build/release/branchpress
	$(RELEASE) branchpress
	@Scripts/allocator $(BINARY) jemalloc >/dev/null

SERVER := .build/release/branchpress-serve
serve: build ## build the preview server too, .build/release/branchpress-serve, which `branchpress serve` starts
	$(RELEASE) branchpress-serve
	@Scripts/allocator $(SERVER) jemalloc >/dev/null

PREFIX ?= /usr/local
install: serve ## install the program, its preview server, manual pages and completions: make install PREFIX=/usr/local
	Scripts/install-program $(BINARY) $(SERVER) $(DESTDIR)$(PREFIX)

test: lint unit conformance browser served print promises ## run all checks but those in feed readers

unit: prepare ## run the Swift tests (temporary files in memory if there is room)
	TMPDIR=$$(Scripts/room-in-memory) $(SWIFT) test

conformance: prepare ## run the cases of the specifications (those of Markdown come from PyPI if missing)
	Scripts/conformance

browser: site ## check the site in a browser, and its HTML and feeds with validators
	Scripts/check-site

print: site ## measure notices printed as PDF files with two sets of fonts
	Scripts/tools
	.build-tools/venv/bin/python Tests/print/check.py $(BINARY) site

browser-full: site ## the same, and axe-core looks at every page of the site
	Scripts/check-site --all

served: serve site ## check the preview server: attacks, every page of the demonstration, its script in Chromium and Firefox
	Scripts/tools
	.build-tools/venv/bin/python Tests/serve/check.py $(BINARY)
	.build-tools/venv/bin/python Tests/serve/page.py site

clients: build ## check the site's feeds and calendars in seven feed readers and calendar apps, which it installs (two minutes, and the installation)
	Scripts/tools-clients
	python3 Tests/clients/check.py $(BINARY)

KILLS ?= 25
promises: build ## check killed builds, full disks, power failures and foreign files: make promises KILLS=500
	python3 Tests/promises/check.py $(BINARY) --kills $(KILLS)

STEPS ?= 600
soak: build ## compare incremental and clean builds over random edits: make soak STEPS=600
	SOAK=$(STEPS) $(SWIFT) test --filter "RandomEditTests|WatchedFolderTests"
	python3 Tests/promises/check.py $(BINARY) --kills 500

mutants: prepare ## check that tests notice each statement missing from a fingerprint (half an hour)
	Scripts/mutants

sanitize: prepare ## run the tests under the thread and address sanitizers
	$(SWIFT) test --sanitize=thread --scratch-path .build-thread --filter PortalTests
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=address --scratch-path .build-address # XCTest itself leaks

bench: build ## measure builds against Hugo and a floor, then the parts (15 minutes or more)
	Benchmarks/site/bench
	@failed=; for part in Benchmarks/*/run; do echo "== $$part"; "$$part" || failed="$$failed $$part"; done; \
	[ -z "$$failed" ] || { echo "failed:$$failed"; exit 1; }

turns: build ## compare clean builds and edits with an earlier binary: make turns OLD=path
	Benchmarks/site/turns $(OLD) --instructions

bench-full: build ## the same up to 100,000 documents in Hugo too, and once with 1,000,000 (hours)
	Benchmarks/site/bench --sizes 1000,10000,50000,100000 --hugo-up-to 100000 --rounds 5 \
	  --largest 1000000

lint: ## check the format of the sources
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format: ## format the sources
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

embed: ## update the list of files embedded in the binary
	Scripts/embed

fuzz: prepare ## fuzz templates, texts, pictures, metadata of files, HTML in feeds and whole sites under sanitizers: make fuzz SECONDS=600
	Fuzz/run mustache $(SECONDS)
	Fuzz/run pictures $(SECONDS)
	Fuzz/run markdown $(SECONDS)
	Fuzz/run feeds $(SECONDS)
	Fuzz/run metadata $(SECONDS)
	Fuzz/run site $(SECONDS)

prepare:
	@Scripts/prepare

clean: ## remove build products, but not the site
	rm -rf .build .build-bench .build-mutants .build-tools .branchpress

picture: site ## make the picture in the README again
	Scripts/tools
	.build-tools/venv/bin/python Tests/browser/picture.py site docs/portal.png
