package subject

import "regexp"

// mention finds IDs inside of a text. The letters are those that an ID is made of; what stands around it is not part of a word.
var mention = regexp.MustCompile(`\bs-[0-9a-hjkmnp-tv-z]{16}\b`)

// Mentioned lists those whom texts name by their IDs, each once.
func Mentioned(texts ...string) []ID {
	var out []ID
	seen := map[string]bool{}
	for _, text := range texts {
		for _, id := range mention.FindAllString(text, -1) {
			if !seen[id] {
				seen[id] = true
				out = append(out, ID(id))
			}
		}
	}
	return out
}

// Called puts names in the place of IDs where there are any.
func Called(text string, names map[ID]string) string {
	return mention.ReplaceAllStringFunc(text, func(id string) string {
		if name := names[ID(id)]; name != "" {
			return name
		}
		return id
	})
}
