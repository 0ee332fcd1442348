# Every command that a person or CI runs. `make site` and `make test` work on a fresh machine that has
# the Swift toolchain and Debian's packages.

SWIFT ?= swift
SECONDS ?= 60
RELEASE := $(SWIFT) build -c release --static-swift-stdlib --product
BINARY := .build/release/branchpress
# Package.swift links it into release builds; without the variable they have the system's.
export BRANCHPRESS_ALLOCATOR := $(CURDIR)/.build/allocator.o

.PHONY: help site build install test unit conformance browser promises bench turns bench-full soak mutants sanitize lint \
	format embed picture fuzz prepare clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' Makefile

site: build ## emit the demonstration portal from content/ and templates/ into site/
	$(BINARY) build --now 2026-07-01

build: prepare ## build the release binary, .build/release/branchpress
	$(RELEASE) branchpress
	@Scripts/allocator $(BINARY) jemalloc >/dev/null

PREFIX ?= /usr/local
install: build ## put the program, its manual pages and completions below PREFIX: make install PREFIX=/usr/local
	Scripts/install-program $(BINARY) $(DESTDIR)$(PREFIX)

test: lint unit conformance browser promises ## everything that must hold

unit: prepare ## the Swift tests, whose files are in memory where there is room for them
	TMPDIR=$$(Scripts/room-in-memory) $(SWIFT) test

conformance: prepare ## the specifications' cases: those of Markdown from PyPI where they are not at hand
	Scripts/conformance

browser: site ## the portal in a real browser, and its HTML and feeds before validators
	Scripts/check-site

KILLS ?= 25
promises: build ## kills builds half-way, fills a disk, fails the power, plants foreign files: make promises KILLS=500
	python3 Tests/promises/check.py $(BINARY) --kills $(KILLS)

STEPS ?= 600
soak: build ## thousands of random edits, incremental trees held to clean ones: make soak STEPS=600
	SOAK=$(STEPS) $(SWIFT) test --filter "RandomEditTests|WatchedFolderTests"
	python3 Tests/promises/check.py $(BINARY) --kills 500

mutants: prepare ## leaves out each statement that a fingerprint is made of, and has the tests notice: half an hour
	Scripts/mutants

sanitize: prepare ## the tests of what runs in parallel under the thread and the address sanitizer
	$(SWIFT) test --sanitize=thread --scratch-path .build-thread --filter PortalTests
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=address --scratch-path .build-address # XCTest itself leaks

bench: build ## measure whole builds against Hugo and the floor, then the parts: a quarter of an hour and more
	Benchmarks/site/bench
	@failed=; for part in Benchmarks/*/run; do echo "== $$part"; "$$part" || failed="$$failed $$part"; done; \
	[ -z "$$failed" ] || { echo "failed:$$failed"; exit 1; }

turns: build ## measure clean builds and edits against an earlier binary: make turns OLD=path
	Benchmarks/site/turns $(OLD) --instructions

bench-full: build ## the same builds up to 100,000 documents in Hugo too, and once with 1,000,000: hours
	Benchmarks/site/bench --sizes 1000,10000,50000,100000 --hugo-up-to 100000 --rounds 5 \
	  --largest 1000000

lint: ## the format, without changing anything
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format: ## put the sources into the project's format
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

embed: ## renew the list of files that are part of the binary
	Scripts/embed

fuzz: prepare ## mutated templates, texts, feeds' HTML and whole sites against the sanitizers, a minute each: make fuzz SECONDS=600
	Fuzz/run mustache $(SECONDS)
	Fuzz/run markdown $(SECONDS)
	Fuzz/run feeds $(SECONDS)
	Fuzz/run site $(SECONDS)

prepare:
	@Scripts/prepare

clean: ## remove what was built, not the site
	rm -rf .build .build-bench .build-mutants .build-tools .branchpress

picture: site ## renew the README's picture
	Scripts/tools
	.build-tools/venv/bin/python Tests/browser/picture.py site docs/portal.png
