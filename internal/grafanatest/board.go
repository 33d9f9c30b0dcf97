package grafanatest

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// Board is as much of a dashboard's JSON as it takes to show it.
type Board struct {
	UID, Title  string
	Tags        []string
	Time        struct{ From, To string }
	Links       []struct{ Title, URL string }
	Templating  struct{ List []Variable }
	Annotations struct {
		List []struct {
			Name   string
			Target json.RawMessage
		}
	}
	Panels []Panel
}

// Variable is a choice that a page offers.
type Variable struct {
	Name, Type, AllValue string
	IncludeAll           bool
	Query                json.RawMessage
	Current              struct{ Value any }
}

// Panel is one of a page's panels.
type Panel struct {
	ID                               int
	Title, Type, Repeat, Description string
	TimeFrom, TimeShift              string
	Datasource                       struct{ UID string }
	Targets                          []json.RawMessage
	Transformations                  []Transformation
	Options                          json.RawMessage
	FieldConfig                      struct {
		Defaults  Defaults
		Overrides []Override
	}
	Panels []Panel // of a row that is folded up
}

// Transformation is one step of what Grafana's browser half does with the answers.
type Transformation struct {
	ID       string
	Disabled bool
	Options  json.RawMessage
}

// Defaults are what a panel sets for all columns.
type Defaults struct {
	DisplayName string
	Links       []data.DataLink
}

// Override is what a panel sets for the columns that it matches.
type Override struct {
	Matcher struct {
		ID      string
		Options any
	}
	Properties []struct {
		ID    string
		Value json.RawMessage
	}
}

// ParseBoard reads a dashboard.
func ParseBoard(raw []byte) (Board, error) {
	var b Board
	if err := json.Unmarshal(raw, &b); err != nil {
		return Board{}, fmt.Errorf("read a dashboard: %w", err)
	}
	if b.UID == "" {
		return Board{}, fmt.Errorf("read a dashboard: %.40q… has no uid", raw)
	}
	return b, nil
}

// Boards are all dashboards below a folder, by UID. Playlists are none.
func Boards(tb testing.TB, folder string) map[string]Board {
	tb.Helper()
	out := map[string]Board{}
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".json" || filepath.Base(filepath.Dir(path)) == "playlist" {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		b, err := ParseBoard(raw)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		out[b.UID] = b
		return nil
	})
	if err != nil || len(out) == 0 {
		tb.Fatalf("%d dashboards below %s: %v", len(out), folder, err)
	}
	return out
}
