package subject_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/subject"
)

// within is a tree whose UIDs say where they lie: "p/d/c" lies below "p/d" and "p".
func within(uid, root string) bool { return uid == root || strings.HasPrefix(uid, root+"/") }

// act is what an officer of a commune does every year.
var act = subject.Act{Verb: subject.Submit, Unit: "p/d/c", Body: "education", Plan: "vinh-long", Form: "annual", Source: "api"}

func TestScopeAllows(t *testing.T) {
	for name, tc := range map[string]struct {
		scope subject.Scope
		want  bool
	}{
		"nothing":                   {subject.Scope{}, false},
		"a body but no unit":        {subject.Scope{Bodies: []string{"education"}}, false},
		"the unit itself":           {subject.Scope{Unit: "p/d/c"}, true},
		"the unit above":            {subject.Scope{Unit: "p/d"}, true},
		"the province":              {subject.Scope{Unit: "p"}, true},
		"everywhere":                {subject.Scope{Unit: subject.Everywhere}, true},
		"a sibling":                 {subject.Scope{Unit: "p/d/other"}, false},
		"a unit whose name begins":  {subject.Scope{Unit: "p/d/"}, false},
		"the unit below":            {subject.Scope{Unit: "p/d/c/village"}, false},
		"its body":                  {subject.Scope{Unit: "p", Bodies: []string{"hkh", "education"}}, true},
		"another body":              {subject.Scope{Unit: "p", Bodies: []string{"hkh"}}, false},
		"its form":                  {subject.Scope{Unit: "p", Forms: []string{"vinh-long/annual"}}, true},
		"all forms of its plan":     {subject.Scope{Unit: "p", Forms: []string{"vinh-long"}}, true},
		"the form without its plan": {subject.Scope{Unit: "p", Forms: []string{"annual"}}, false},
		"another form":              {subject.Scope{Unit: "p", Forms: []string{"vinh-long/half-year"}}, false},
		"another plan's form":       {subject.Scope{Unit: "p", Forms: []string{"bac-ninh/annual"}}, false},
		"its way in":                {subject.Scope{Unit: "p", Sources: []string{"portal", "api"}}, true},
		"another way in":            {subject.Scope{Unit: "p", Sources: []string{"exporter"}}, false},
		"all but the unit":          {subject.Scope{Unit: "q", Bodies: []string{"education"}, Forms: []string{"vinh-long"}, Sources: []string{"api"}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tc.scope.Allows(within, act); got != tc.want {
				t.Errorf("%+v allows %+v: %v, want %v", tc.scope, act, got, tc.want)
			}
		})
	}
}

// A form that names no body is nobody's whose scope names bodies; reading is not bound to a way in.
func TestScopeOfBodiesAndReaders(t *testing.T) {
	nameless, reading := act, act
	nameless.Body = ""
	reading.Verb, reading.Source = subject.Read, ""
	if (subject.Scope{Unit: "p", Bodies: []string{"education"}}).Allows(within, nameless) {
		t.Error("a scope of one body covers a form that names none")
	}
	if !(subject.Scope{Unit: "p", Sources: []string{"exporter"}}).Allows(within, reading) {
		t.Error("a machine may not read what it hands in")
	}
}

func TestSubjectMay(t *testing.T) {
	two := []subject.Scope{{Unit: "p/d/c", Forms: []string{"vinh-long/half-year"}}, {Unit: "p/d/c", Bodies: []string{"education"}}}
	for name, tc := range map[string]struct {
		who  subject.Subject
		verb subject.Verb
		want bool
	}{
		"either scope is enough":      {subject.Subject{Kind: subject.Person, Active: true, Scopes: two}, subject.Submit, true},
		"scopes are not mixed":        {subject.Subject{Kind: subject.Person, Active: true, Scopes: []subject.Scope{{Unit: "p", Bodies: []string{"hkh"}}, {Unit: "q", Bodies: []string{"education"}}}}, subject.Submit, false},
		"nobody who is not active":    {subject.Subject{Kind: subject.Person, Scopes: two}, subject.Submit, false},
		"nobody without a scope":      {subject.Subject{Kind: subject.Person, Active: true}, subject.Read, false},
		"nobody of an unknown kind":   {subject.Subject{Active: true, Scopes: two}, subject.Submit, false},
		"a machine hands in":          {subject.Subject{Kind: subject.Machine, Active: true, Scopes: two}, subject.Submit, true},
		"a machine withdraws nothing": {subject.Subject{Kind: subject.Machine, Active: true, Scopes: two}, subject.Withdraw, false},
		"a body withdraws":            {subject.Subject{Kind: subject.Body, Active: true, Scopes: two}, subject.Withdraw, true},
		"whoever sits at the machine": {subject.Anyone(), subject.Confirm, true},
	} {
		t.Run(name, func(t *testing.T) {
			a := act
			a.Verb = tc.verb
			if got := tc.who.May(within, a); got != tc.want {
				t.Errorf("%+v may %+v: %v, want %v", tc.who, a, got, tc.want)
			}
		})
	}
}

func some(t *rapid.T, name string, from ...string) []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(from), 0, len(from), rapid.ID).Draw(t, name)
}

var places = []string{"", "p", "p/d", "p/e", "p/d/c", "p/d/b", "q", "*"}

func anyScope(t *rapid.T, name string) subject.Scope {
	return subject.Scope{
		Unit:    rapid.SampledFrom(places).Draw(t, name+" unit"),
		Bodies:  some(t, name+" bodies", "education", "hkh"),
		Forms:   some(t, name+" forms", "a", "a/x", "a/y", "b/x"),
		Sources: some(t, name+" sources", "api", "portal", "exporter"),
	}
}

func anyAct(t *rapid.T) subject.Act {
	return subject.Act{
		Verb: rapid.SampledFrom(subject.Verbs).Draw(t, "verb"), Unit: rapid.SampledFrom(places[:7]).Draw(t, "unit"),
		Body: rapid.SampledFrom([]string{"", "education", "hkh"}).Draw(t, "body"), Plan: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "plan"),
		Form: rapid.SampledFrom([]string{"x", "y"}).Draw(t, "form"), Source: rapid.SampledFrom([]string{"api", "portal", "exporter"}).Draw(t, "source"),
	}
}

// A further scope never takes anything away, and what a subject may do one of its scopes allows by itself.
func TestScopesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyAct(t)
		who := subject.Subject{Kind: rapid.SampledFrom(subject.Kinds).Draw(t, "kind"), Active: true}
		byOne := false
		for range rapid.IntRange(0, 4).Draw(t, "scopes") {
			before := who.May(within, a)
			s := anyScope(t, "scope")
			who.Scopes = append(who.Scopes, s)
			byOne = byOne || s.Allows(within, a)
			if before && !who.May(within, a) {
				t.Fatalf("the scope %+v took %+v away", s, a)
			}
		}
		if got, want := who.May(within, a), byOne && who.Kind.Does(a.Verb); got != want {
			t.Fatalf("%+v may %+v: %v, want %v", who, a, got, want)
		}
		if who.May(within, a) && !who.Reaches(within, a.Unit) {
			t.Fatalf("%+v may do %+v to a unit that it does not reach", who, a)
		}
		who.Active = false
		if who.May(within, a) || who.Reaches(within, a.Unit) {
			t.Fatalf("%+v is not active and may all the same", who)
		}
	})
}

// Naming a body, a form or a way in where none was named never allows more; a unit above never allows less.
func TestScopesNarrowAndWiden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, s := anyAct(t), anyScope(t, "scope")
		if !s.Allows(within, a) {
			return
		}
		wide := s
		wide.Bodies, wide.Forms, wide.Sources = nil, nil, nil
		if i := strings.LastIndex(s.Unit, "/"); i > 0 {
			wide.Unit = s.Unit[:i]
		}
		if !wide.Allows(within, a) {
			t.Fatalf("%+v allows %+v, the wider %+v does not", s, a, wide)
		}
		if a.Verb != subject.Read && len(s.Sources) > 0 && !slices.Contains(s.Sources, a.Source) {
			t.Fatalf("%+v lets %s in", s, a.Source)
		}
	})
}
