// Package statetest proves, for every state that anything in a plan can be in, that nobody meets it unprepared: what each alert rule
// does with it is worked out by the rules themselves, as they are generated, and written into docs/trang-thai.md beside its word and
// colour. It holds tests alone; `go test ./...` calls it. A state without a case is refused, so a new one cannot be forgotten.
package statetest
