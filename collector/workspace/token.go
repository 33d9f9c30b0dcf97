package workspace

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
)

// NewToken returns a fresh token of 256 random bits, and the hash of it that is stored.
func NewToken() (token, hash string) {
	var bits [32]byte
	_, _ = rand.Read(bits[:]) // never fails: crypto/rand ends the program instead
	token = "xhht_" + base64.RawURLEncoding.EncodeToString(bits[:])
	return token, HashToken(token)
}

// HashToken returns what is stored of a token. A token has too many bits to be guessed from it, so it needs no slow hash.
func HashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
