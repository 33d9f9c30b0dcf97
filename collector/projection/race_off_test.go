//go:build !race

package projection_test

// manyUnits times years makes ten thousand reports.
const manyUnits = 1000
