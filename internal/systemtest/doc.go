// Package systemtest proves the whole chain, end to end: the demo's reports go through the real collector into a real InfluxDB; every
// query of every generated panel and alert rule is put to the plugin over gRPC, and what Grafana would show and say is held against
// the story; every question of the page on operations is put to a real Prometheus. It holds tests only; nobody imports it.
//
//	wall_test.go       TestTheWallOverGRPC: panels, faults, rules, an empty system, 124 units
//	ops_test.go        TestTheOpsPageOverPrometheus
//	rules_test.go      on whom each alert rule has to fire; alertpage_test.go writes docs/canh-bao.md from it
//	testdata/          panels.golden: what every panel asks, gets and shows (make panels)
//
// The logs of all programs of the last run are in .tools/systemtest.
package systemtest
