# make demo       Halfday with an invented AWS (installs what the desktop lacks)
# make test       check, stories and the real desktop (installs what they need)
#
# make check      whether a change is right: on any system, installs nothing
# make story NAME=TestCrash    a story with the built program; make stories: all
# make desktop    the real desktop; its pictures are in out/desktop
# make desktops   on GNOME, Plasma, LXQt, sway and Xfce of Debian 13
#                 (root, 8 GB in $HALFDAY_DESKTOPS): docs/desktops.md
# make screenshots pictures       those of the README: of Xfce, of other desktops
# make build      the program for this system, ./halfday
# make bench      the figures of CHANGELOG.md, beside a floor of the same run
# make fuzz       every fuzz target, by count; RUNS=1000000x for a night
# make soak       the stories that take long
#
# make race security cross tools packaging    what .ci/run adds for a release
# make packaging-bare    a bare Debian (large download)
# make test-wine  Windows under Wine (root, 3 GB); RUN=WineSuites for some
#
# make release    what people download, with checksums, in dist/
# make packages   the .deb and .rpm alone
# make app        Halfday.app, on a Mac; once it is signed, make app-zip
# make clean      takes away what these made

GO      ?= go
# The version stands in packaging/identity.env; what is not its tag is "-dev".
NEXT    := $(shell sed -n 's/^VERSION=//p' packaging/identity.env)
VERSION ?= $(shell test "$$(git describe --tags --exact-match --dirty 2>/dev/null)" = "v$(NEXT)" && echo $(NEXT) || echo $(NEXT)-dev)
COMMIT  ?= $(shell git rev-parse --short=12 HEAD 2>/dev/null)
DATE    ?= $(shell git log -1 --format=%cs 2>/dev/null)
EPOCH   ?= $(shell git log -1 --format=%ct 2>/dev/null)
LDFLAGS  = -s -w -X halfday/command.version=$(VERSION) -X halfday/command.commit=$(COMMIT) -X halfday/command.date=$(DATE)
RELEASE  = $(GO) run -C tools ./release -root .. -version '$(VERSION)' -commit '$(COMMIT)' -date '$(DATE)' -epoch '$(EPOCH)'
# G104 wants the error of every Close, and of every write to a terminal or to a
# parent that may be gone: there is nobody to tell. G103 marks package unsafe,
# which the calls of Windows and macOS need; tests/rules_test.go keeps it out of
# all other files. What is under tools/ builds releases, assets/draw draws icons
# and tests/ plays the world around the program: none is part of it.
GOSEC = -quiet -exclude=G103,G104 -exclude-dir=tools -exclude-dir=tests -exclude-dir=assets/draw -exclude-dir=testdata

.PHONY: all help build demo deps-demo deps-test deps-release deps-bare check test story stories desktop desktops screenshots pictures race security \
	cross fuzz bench soak clean release packages app app-here app-zip tools packaging packaging-bare test-wine macos-types

all: build

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o halfday .

demo: deps-demo build
	./halfday -demo

deps-demo:
	sh tests/install.sh demo

deps-test:
	sh tests/install.sh test

check:
	sh tests/check.sh

test: export HALFDAY_TEST_DESKTOP = 1
test: deps-test
	$(MAKE) check stories desktop

# Where a test needs a session bus and there is none, it fails here.
stories: export HALFDAY_TEST_DESKTOP = 1
stories: export CGO_ENABLED = 0
stories:
	$(GO) test -count=1 -timeout 60m ./tests/stories/

NAME ?= .
story:
	CGO_ENABLED=0 $(GO) test -count=1 -timeout 60m -v -run '$(NAME)' ./tests/stories/

race: deps-test
	HALFDAY_TEST_DESKTOP=1 $(GO) test -race -short -timeout 60m ./...

security:
	set -e; gosec=$$($(GO) tool -modfile=tools/gosec/go.mod -n gosec); \
	for os in linux windows darwin; do GOOS=$$os CGO_ENABLED=0 $$gosec $(GOSEC) ./...; done

# What can be checked of the other systems from here: the program and the tests
# are compiled and linked, and checked as on this system. Nothing of it runs
# (-exec true), whatever go test prints. The view of the tray needs cgo on
# macOS and is replaced by a stub in this build; tests/macsim runs it. The
# stories in tests/ are for Linux, and elsewhere leave their helpers unused.
cross: cross-darwin-arm64 cross-darwin-amd64 cross-windows-amd64

cross-%: export CGO_ENABLED = 0
cross-%:
	export staticcheck=$$($(GO) tool -modfile=tools/go.mod -n staticcheck) \
	GOOS=$(word 1,$(subst -, ,$*)) GOARCH=$(word 2,$(subst -, ,$*)) && \
	$(GO) build -o /dev/null . && $(GO) vet ./... && $$staticcheck $$($(GO) list ./... | grep -v /tests) && \
	$(GO) test -count=1 -vet=off -exec=true ./... >/dev/null

# Each fuzz target so many times: a time as the limit fails on a busy machine.
RUNS ?= 20000x
fuzz:
	@grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z0-9]*' . | sed 's|/[^/]*:func | |' | sort | while read -r dir name; do \
		out=$$($(GO) test -run '^$$' -fuzz "^$$name$$" -fuzztime $(RUNS) "$$dir" 2>&1) && echo "ok  $$dir $$name" || { echo "$$out"; exit 1; }; done

# The real desktop: Xvfb, a panel, zenity, Chromium, a notification daemon.
# Screenshots are left in out/desktop.
desktop:
	CGO_ENABLED=0 HALFDAY_TEST_DESKTOP=1 $(GO) test -count=1 -timeout 60m -tags desktop -run Desktop ./tests/desktop/

# The pictures of the README, from the program on Xfce: look at each.
screenshots: deps-test
	sh tests/install.sh screenshots
	CGO_ENABLED=0 HALFDAY_TEST_DESKTOP=1 $(GO) test -count=1 -timeout 60m -tags 'desktop screenshots' -run Screenshots ./tests/desktop/

# Each desktop of a Debian 13 of its own, one after the other; ONLY="gnome lxqt"
# for some. Screenshots and tables are left in out/desktops.
ONLY ?= gnome gnome-plain gnome-firefox plasma-x11 plasma-wayland plasma-wayland-firefox lxqt sway xfce
desktops:
	mkdir -p out/desktops
	CGO_ENABLED=0 $(GO) build -trimpath -o out/desktops/halfday .
	CGO_ENABLED=0 $(GO) test -c -tags desktops -o out/desktops/story ./tests/desktops
	cp tests/desktops/logind.py out/desktops/
	sh tests/desktops/install.sh out/desktops/usr
	sh tests/desktops/each.sh out/desktops $(ONLY)

# The pictures of the README that show GNOME and Plasma, from the same roots: look at each.
pictures: export STORY = TestPictures
pictures:
	$(MAKE) desktops ONLY="gnome plasma-wayland"
	for p in out/desktops/*/picture-*.png; do cp $$p assets/screenshots/$${p##*/picture-}; done

# The programs under tools/, a module of their own, and the workflows.
tools:
	$(GO) vet -C tools ./...
	cd tools && $(GO) tool staticcheck ./...
	$(GO) test -C tools -timeout 60m ./...
	$(GO) tool -modfile=tools/packagers/go.mod actionlint

# The packages: checked, built twice, installed above this system, used on the
# real desktop, removed. packaging-bare takes a bare Debian from the network.
packaging: deps-test
	HALFDAY_TEST_DESKTOP=1 $(GO) test -count=1 -timeout 60m -tags 'desktop packages' -run Packaging ./tests/packaging/

packaging-bare: deps-bare
	HALFDAY_TEST_DEBOOTSTRAP=1 HALFDAY_TEST_DESKTOP=1 $(GO) test -count=1 -timeout 60m -tags 'desktop packages' -run PackagingInstall -v ./tests/packaging/

# The programs, the installer and all tests as built for Windows, under Wine 10;
# where there is none, in a Debian 13 of its own in $HALFDAY_DESKTOPS.
# Screenshots are left in out/wine.
RUN ?= Wine
test-wine:
	sh tests/packaging/wine.sh env HALFDAY_TEST_DESKTOP=1 CGO_ENABLED=0 \
		$(GO) test -count=1 -timeout 60m -tags 'desktop packages' -run '$(RUN)' -v ./tests/packaging/

deps-bare: deps-test
	sh tests/install.sh bare

bench:
	$(GO) test -count=1 -timeout 60m -tags bench -run Figures -v ./tests/bench/

soak: deps-test
	$(GO) test -count=1 -tags soak -run Soak -timeout 60m -v ./tests/stories/

# What can be made on Linux. The app for macOS needs a Mac: see make app and
# .github/workflows/release.yml.
# SNAPSHOT=1 makes it with the invented addresses and without a key, to try it.
release: deps-release
	rm -rf dist
	$(RELEASE) $(if $(SNAPSHOT),,final) source archives packages installer brew manifests sums

packages:
	$(RELEASE) -targets linux/$(shell $(GO) env GOARCH) packages

# The lines of Apple's SDK that tests/macsim compares with, from the registry of
# npm, after a change of internal/objc/names.
macos-types:
	set -e; d=$$(mktemp -d); trap 'rm -rf "$$d"' EXIT; \
	(cd "$$d" && npm pack --silent @nativescript/macos-node-api@0.4.0 && tar -xzf *.tgz); \
	$(GO) test -count=1 ./tests/macsim -run Typings -typings "$$d/package"

deps-release:
	sh tests/install.sh release

app:
	$(RELEASE) -cgo app

# For the processor of this Mac alone: the compiler of Homebrew makes no other.
app-here:
	$(RELEASE) -cgo app-here

# After signing.
app-zip:
	$(RELEASE) app-zip brew

clean:
	rm -rf halfday halfdayw halfday.exe halfdayw.exe dist out
