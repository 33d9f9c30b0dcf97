//go:build race

package projection_test

// The race detector makes SQLite, which is Go here, fifteen times slower: two thousand reports show a race as well.
const manyUnits = 200
