package grafanatest

import (
	"regexp"
	"slices"
)

var (
	// field is a place where a link takes a value out of its row.
	field   = regexp.MustCompile(`__data\.fields(?:\.(\w+)|\[\\?"([^"\\]+)\\?"\])`)
	address = regexp.MustCompile(`^/d/([^?/]+)(?:\?|$)`)
	choice  = regexp.MustCompile(`[?&]var-(\w+)=`)
)

// links looks where the links lead that a reader can click: to a page that there is, with choices that it has, and with values
// from columns that are still there.
func (s *Shown) links(pages map[string]Board) {
	for _, g := range s.grids {
		for _, c := range g.columns {
			if c.hidden {
				continue
			}
			for _, l := range c.links {
				for _, m := range field.FindAllStringSubmatch(l.URL, -1) {
					if name := m[1] + m[2]; g.find(name) == nil {
						s.Fault("the link of %s takes a value from the column %s, which is not there", c.Name, name)
					}
				}
				if fault := Leads(l.URL, pages); fault != "" {
					s.Fault("the link of %s %s", c.Name, fault)
				}
			}
		}
	}
}

// Leads says what is wrong with where a link leads; nothing if it leads to a page, with choices that the page offers.
func Leads(url string, pages map[string]Board) string {
	m := address.FindStringSubmatch(url)
	if m == nil {
		return "leads to " + url
	}
	page, ok := pages[m[1]]
	if !ok {
		return "leads to " + m[1] + ", which there is not"
	}
	for _, c := range choice.FindAllStringSubmatch(url, -1) {
		if !slices.ContainsFunc(page.Templating.List, func(v Variable) bool { return v.Name == c[1] }) {
			return "chooses " + c[1] + ", which " + page.UID + " does not offer"
		}
	}
	return ""
}
