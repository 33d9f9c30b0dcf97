// Command generate writes what internal/query says of queries for those who do not read Go: plugin/src/query.gen.ts for the editor,
// docs/truy-van.md for authors of pages. Run it by "go generate ./internal/query"; a test beside it fails while either is stale.
package main

import (
	"fmt"
	"os"
)

// files are what is written, by the path from internal/query.
var files = map[string]func() string{
	"../../plugin/src/query.gen.ts": typescript,
	"../../docs/truy-van.md":        page,
}

func main() {
	for path, text := range files {
		if err := os.WriteFile(path, []byte(text()), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "generate:", err)
			os.Exit(1)
		}
	}
}
