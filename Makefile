# Needs Go, Node with npm, and make; everything else is installed below .tools/ and plugin/node_modules/.
.DEFAULT_GOAL := help
SHELL := /bin/sh

bin      := .tools/bin
reports  := .tools/test
# A server named by XHHT_INFLUXD makes building one needless.
influxd  := $(if $(XHHT_INFLUXD),,$(bin)/influxd)
promtool := $(bin)/promtool
prometheus := $(bin)/prometheus

rules      := $(filter-out %_test.yml,$(wildcard exporters/rules/*.yml))
rule_tests := $(wildcard exporters/rules/*_test.yml)

plugin_src := $(shell find plugin/src plugin/.config -type f 2>/dev/null) plugin/package.json plugin/tsconfig.json
goos       := $(shell go env GOOS)
goarch     := $(shell go env GOARCH)
plugin_bin := plugin/dist/gpx_xhht_targets_$(goos)_$(goarch)$(if $(filter windows,$(goos)),.exe)

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##
# Run it

.PHONY: demo
demo: plugin $(influxd) ## Show the main job on real parts: five years of reports, from form to dashboard
	go build -o $(bin)/demo ./internal/demo
	@exec $(bin)/demo # in place of the shell: whoever ends make ends it, and it ends what it started

.PHONY: demo-check
demo-check: plugin $(influxd) ## Run the demo unattended, read a scorecard back, print one line of figures
	go build -o $(bin)/demo ./internal/demo
	@exec $(bin)/demo -check

.PHONY: plugin
plugin: plugin/dist/module.js ## Build the Grafana plugin into plugin/dist
	CGO_ENABLED=0 go build -tags arrow_json_stdlib -trimpath -ldflags "-s -w" -o $(plugin_bin) ./plugin/pkg

plugin/dist/module.js: plugin/node_modules/.package-lock.json $(plugin_src)
	cd plugin && npm run build
	touch $@

# npm writes this file last, so an install that was cut short is done again.
plugin/node_modules/.package-lock.json: plugin/package-lock.json
	cd plugin && npm ci --no-audit --no-fund
	touch $@

##
# Prove it

# The race detector needs a C compiler, which is not among the things this Makefile may ask for. It watches the code that
# shares memory between goroutines; the rest is tested plainly, with the same build that `make demo-check` uses.
.PHONY: test
test: $(influxd) $(prometheus) $(bin)/gotestsum $(if $(rule_tests),$(promtool)) plugin/node_modules/.package-lock.json ## Run every test; the last line counts them
	@rm -rf $(reports) && mkdir -p $(reports)
	@failed=0; \
	race=; if [ "$$(go env CGO_ENABLED)" = 1 ]; then race=-race; else echo 'no C compiler: tests run WITHOUT the race detector'; fi; \
	all=$$(go list ./...) || exit 1; \
	raced=; plain=; \
	for p in $$all; do case $$p/ in */xhht/internal/*|*/xhht/collector/*) raced="$$raced $$p";; *) plain="$$plain $$p";; esac; done; \
	$(bin)/gotestsum --format pkgname-and-test-fails --jsonfile $(reports)/raced.jsonl -- -timeout 30m $$race $$raced || failed=1; \
	$(bin)/gotestsum --format pkgname-and-test-fails --jsonfile $(reports)/plain.jsonl -- -timeout 30m -tags arrow_json_stdlib $$plain || failed=1; \
	$(if $(rule_tests),$(promtool) test rules $(rule_tests) || failed=1;) \
	(cd plugin && npm test -- --json --outputFile=../$(reports)/jest.json) || failed=1; \
	go run ./internal/tally $(reports)/raced.jsonl $(reports)/plain.jsonl $(reports)/jest.json || failed=1; \
	exit $$failed

.PHONY: panels
panels: $(influxd) ## Ask every panel on the demo and on an empty system; print and keep the table of what each shows
	UPDATE_GOLDEN=1 go test ./internal/systemtest -run '^TestTheWallOverGRPC$$/^the_table_of_panels$$' -count=1 -timeout 30m
	@cat internal/systemtest/testdata/panels.golden

.PHONY: compat
compat: ## Check and test the plugin's editors on Grafana 13 and React 19, too
	plugin/compat/run

.PHONY: bench
bench: $(influxd) ## Run the benchmarks
	go test -run '^$$' -bench . -benchmem ./...

.PHONY: check
check: lint tidy rules generated plugin-lint vulnerabilities ## Lint everything, prove generated files fresh, look for known vulnerabilities

.PHONY: lint
lint: $(bin)/golangci-lint
	go vet ./...
	$(bin)/golangci-lint run ./...

.PHONY: tidy
tidy:
	go mod tidy -diff

.PHONY: rules
rules: $(if $(rules),rules-lint) $(if $(rule_tests),rules-test)

.PHONY: rules-lint
rules-lint: $(promtool)
	$(promtool) check rules --lint=all --lint-fatal $(rules)

.PHONY: rules-test
rules-test: $(promtool)
	$(promtool) test rules $(rule_tests)

# Compares with the work tree as it is, not with the last commit, so that it tells the truth while you work, too.
.PHONY: generated
generated:
	@mkdir -p .tools
	@tools/snapshot >.tools/before
	go generate ./...
	@tools/snapshot >.tools/after
	@diff .tools/before .tools/after || { echo 'generated files were stale; they are fresh now: review and commit them (make generate writes them)' >&2; exit 1; }

.PHONY: plugin-lint
plugin-lint: plugin/node_modules/.package-lock.json
	cd plugin && npm run typecheck && npm run lint

.PHONY: vulnerabilities
vulnerabilities: $(bin)/govulncheck
	tools/govulncheck $(bin)/govulncheck

##
# Make things

.PHONY: plugin-zip
plugin-zip: plugin/dist/module.js ## Pack the Grafana plugin for Linux; the same sources give the same bytes
	go run ./plugin/pack

.PHONY: generate
generate: ## Write the generated files that git keeps anew
	go generate ./...

.PHONY: goldens
goldens: $(influxd) $(prometheus) $(bin)/gotestsum ## Write anew what tests expect word for word, where it differs (PKG=./collector/… for a part); then read the diff
	UPDATE_GOLDEN=1 $(bin)/gotestsum --format pkgname-and-test-fails -- -timeout 30m -tags arrow_json_stdlib $(or $(PKG),./...)
	@git diff --stat

.PHONY: pages
pages: ## Write all dashboards, playlists, alert rules and contact points into dashboards/gen, for a Grafana of your own
	go run ./dashboards generate

.PHONY: tools
tools: $(influxd) $(bin)/golangci-lint $(bin)/govulncheck $(bin)/gotestsum $(promtool) $(prometheus) ## Build the tools into .tools/bin

# Each tool is built in a module of its own, so that its dependencies never reach ours, and again only when that module
# changes. GOFLAGS and GOWORK of the developer's own must not choose other versions.
define build-tool
	@mkdir -p $(@D)
	cd $(1) && CGO_ENABLED=0 GOOS= GOARCH= GOWORK=off go build -ldflags '-s -w' -o $(CURDIR)/$@ $(2)
endef

$(bin)/golangci-lint: tools/lint/go.sum
	$(call build-tool,tools/lint,github.com/golangci/golangci-lint/v2/cmd/golangci-lint)

$(bin)/govulncheck: tools/lint/go.sum
	$(call build-tool,tools/lint,golang.org/x/vuln/cmd/govulncheck)

$(bin)/gotestsum: tools/lint/go.sum
	$(call build-tool,tools/lint,gotest.tools/gotestsum)

# Checking rules discovers no services; without those clients the build takes half as long.
$(promtool): tools/prometheus/go.sum
	$(call build-tool,tools/prometheus,-tags remove_all_sd github.com/prometheus/prometheus/cmd/promtool)

# The page on operations is tested on a real one, without its web pages; that test calls this rule by itself.
$(prometheus): tools/prometheus/go.sum
	$(call build-tool,tools/prometheus,-tags remove_all_sd github.com/prometheus/prometheus/cmd/prometheus)

# The tests build it by themselves, too; both go through the same code.
$(bin)/influxd: tools/influxd/go.sum
	go run ./internal/influxd/build

.PHONY: editor-pictures
editor-pictures: plugin/node_modules/.package-lock.json ## Take the pictures of the plugin's editors into .tools/pictures, with Chromium
	cd plugin && npm run pictures

.PHONY: pictures
pictures: plugin/node_modules/.package-lock.json ## Take pictures of every dashboard from the running demo into .tools/pictures, with Chromium (PAGES="--all --out=DIR …")
	cd plugin && npm run pages -- $(if $(GRAFANA_PORT),--address=http://127.0.0.1:$(GRAFANA_PORT)) $(PAGES)

.PHONY: secrets
secrets: ## Write the secrets that docker-compose.yml reads, once, into ./secrets
	@tools/secrets
