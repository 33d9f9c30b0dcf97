package wording

// The colours in which states are shown. A word always stands beside them.
const (
	Blue   = "#1F60C4"
	Green  = "#2F9E44"
	Yellow = "#F2C200" // light enough for Grafana to write on it in black; white on a darker one is too weak
	Orange = "#E36209"
	Red    = "#C4162A"

	Grey      = "#8E8E8E"
	DarkGrey  = "#6E6E6E"
	SlateGrey = "#5B6B7F"
	Sand      = "#CFC7B4" // of what has nobody to count: neither a verdict nor silence
	Lilac     = "#B9A7CE" // of what nobody is there to report: no verdict, and no silence that somebody should be asked about
	Plum      = "#7A4B8C" // of what contradicts itself: somebody has to look, and nobody is blamed
	Teal      = "#7FB8B5" // of a number that was given without what it was counted from: shown, and believed by nobody
	Umber     = "#7D6450" // of a number that counts others than the target speaks of: beside it, and not on its scale
	Mist      = "#B9C6CF" // of what cannot be judged before its day: paler than silence, and nowhere near a verdict's colour
)

// OnColour is the colour of letters on a colour: dark on yellow and on light greys, where white is too weak.
func OnColour(c string) string {
	if c == Yellow || c == Grey || c == Mist || c == Sand || c == Lilac || c == Teal {
		return "#111111"
	}
	return "#FFFFFF"
}
