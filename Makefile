# `make` lists what there is to do. All that must be there before is a Swift toolchain, 6.2 or newer.

PREFIX ?= /usr/local
# A package manager's script may install into a folder of its own first.
DESTDIR ?=
SHELL := /bin/bash
.DEFAULT_GOAL := help

# sudo and cron forget the user's PATH: look where toolchains usually lie, too.
export PATH := $(PATH):/opt/swift/usr/bin:/usr/share/swift/usr/bin:$(HOME)/.local/share/swiftly/bin

RING3 := .build/release/ring3
PYTHON := .build-python
# Every build of the tests has the same options, so that none makes another start anew.
STRICT := -c release --explicit-target-dependency-import-check error

help: ## list what there is to do
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: build ## watch assembly, C and Swift run, with their counters
	@PATH="$(CURDIR)/.build/release:$$PATH" docs/demo.sh

build: libraries ## build the command: .build/release/ring3
	swift build -c release --product ring3

test: libraries oracles lint ## check everything
	swift build $(STRICT) --build-tests
	PATH="$(CURDIR)/$(PYTHON)/bin:$$PATH" .ci/test $(STRICT)

lint: toolchain
	swift format lint --strict --recursive Package.swift Sources Tests
	@! grep -rnE '^(<<<<<<<|>>>>>>>) ' README.md CONTRIBUTING.md docs Sources Tests userprogs Makefile .ci

format: toolchain ## format the sources
	swift format --in-place --recursive Package.swift Sources Tests

docs: libraries ## write the generated pages and the outputs in the pages anew
	RECORD=1 swift test $(STRICT) --disable-xctest --filter DocumentationTests || true
	@git status --short README.md docs

bench: build ## measure speed against other simulators
	@.ci/need gcc libc6-dev valgrind
	$(RING3) bench

# Random tests, beyond what `make test` tries: `make fuzz PROGRAMS=1000000 SEED=7`.
PROGRAMS ?= 200000
SEED ?= 1
fuzz: libraries oracles ## try random programs: PROGRAMS=… SEED=…
	PATH="$(CURDIR)/$(PYTHON)/bin:$$PATH" RING3_SEED=$(SEED) RING3_UNICORN_PROGRAMS=$(PROGRAMS) \
	  RING3_MODE_PROGRAMS=$(PROGRAMS) RING3_STREAMS=$(PROGRAMS) RING3_WORDS=$(PROGRAMS)0 \
	  swift test $(STRICT) --disable-xctest --filter 'MachineTests|ObjdumpTests'

soak: libraries oracles ## try 20,000 mutated sources and executables, a million random system calls, an hour of the user land
	PATH="$(CURDIR)/$(PYTHON)/bin:$$PATH" RING3_SOAK=20000 \
	  swift test $(STRICT) --disable-xctest --filter 'Robustness|RandomCall|Oracle|Mutant|ELFTests|SoakTests'

SHARE := $(DESTDIR)$(PREFIX)/share
install: libraries ## install the command under PREFIX
	swift build -c release --product ring3 --static-swift-stdlib -Xlinker -s --scratch-path .build-static
	install -Dm755 .build-static/release/ring3 $(DESTDIR)$(PREFIX)/bin/ring3
	mkdir -p $(SHARE)/ring3 $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
	  $(SHARE)/fish/vendor_completions.d
	rm -rf $(SHARE)/ring3/userprogs
	cp -R userprogs $(SHARE)/ring3/
	install -Dm644 LICENSE $(SHARE)/doc/ring3/LICENSE
	.build-static/release/ring3 --generate-completion-script bash > $(SHARE)/bash-completion/completions/ring3
	.build-static/release/ring3 --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_ring3
	.build-static/release/ring3 --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/ring3.fish

uninstall: ## take the installed command away again
	rm -rf $(DESTDIR)$(PREFIX)/bin/ring3 $(SHARE)/ring3 $(SHARE)/doc/ring3 \
	  $(SHARE)/bash-completion/completions/ring3 $(SHARE)/zsh/site-functions/_ring3 \
	  $(SHARE)/fish/vendor_completions.d/ring3.fish

clean: ## remove everything that was built here
	rm -rf .build .build-static $(PYTHON)

toolchain:
	@command -v swift >/dev/null || { \
	  echo "There is no Swift toolchain on PATH. Ring3 needs 6.2 or newer: https://www.swift.org/install/linux/" >&2; \
	  exit 1; }

libraries: toolchain
	@.ci/need libseccomp-dev pkg-config

# Other implementations that the tests compare with.
oracles: $(PYTHON)/.has-unicorn
	@.ci/need dash gcc libc6-dev bsdextrautils qemu-user valgrind

# In an environment of its own, since Debian does not let pip touch the system's.
$(PYTHON)/.has-unicorn:
	@.ci/need python3 python3-venv python3-pip
	python3 -m venv $(PYTHON)
	$(PYTHON)/bin/pip install --quiet --disable-pip-version-check unicorn
	@touch $@

# One thing at a time: builds and package managers lock.
.NOTPARALLEL:

.PHONY: help demo build test lint format docs bench fuzz soak install uninstall clean toolchain libraries oracles
