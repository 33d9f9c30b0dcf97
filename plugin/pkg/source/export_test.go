package source

import "time"

// At sets the clock.
func (s *Source) At(now time.Time) *Source {
	s.now = func() time.Time { return now }
	return s
}

// TTL is how long an answer is served again.
const TTL = ttl

// WithPortal sets the portal's address.
func (s *Source) WithPortal(url string) *Source {
	s.portal = url
	return s
}
