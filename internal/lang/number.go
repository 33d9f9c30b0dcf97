package lang

import (
	"math"
	"strconv"
	"strings"
)

// Number renders a number for people with at most the decimals given: a comma and the true minus sign in Vietnamese,
// which Grafana cannot write.
func Number(v float64, decimals int, l Lang) string {
	scale := math.Pow10(decimals)
	text := WithDecimalSign(strconv.FormatFloat(math.Round(v*scale)/scale, 'f', -1, 64), l)
	if text == "-0" {
		return "0"
	}
	return strings.Replace(text, "-", "−", 1)
}

// WithDecimalSign gives a number that a program wrote the decimal sign of the language: a comma in Vietnamese.
func WithDecimalSign(plain string, l Lang) string {
	if l == English {
		return plain
	}
	return strings.Replace(plain, ".", ",", 1)
}
