package wording

import (
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/standing"
)

var statusNames = map[standing.Status]lang.Text{
	standing.Achieved:     {VI: "Đạt", EN: "Achieved"},
	standing.OnTrack:      {VI: "Đúng lộ trình", EN: "On track"},
	standing.NotYetDue:    {VI: "Chưa đến hạn", EN: "Not yet due"},
	standing.AtRisk:       {VI: "Có nguy cơ", EN: "At risk"},
	standing.OffTrack:     {VI: "Chậm", EN: "Off track"},
	standing.Reversing:    {VI: "Đi lùi", EN: "Reversing"},
	standing.Late:         {VI: "Trễ báo cáo", EN: "Report late"},
	standing.NotReported:  {VI: "Chưa báo cáo", EN: "Not reported"},
	standing.Undecided:    {VI: "Chưa kết luận được", EN: "Undecided"},
	standing.Unverified:   {VI: "Chưa kiểm chứng", EN: "Unverified"},
	standing.Unquantified: {VI: "Không lượng hóa", EN: "No number set"},

	standing.OtherDenominator: {VI: "Mẫu số khác", EN: "Other denominator"},
	standing.NoReporter:       {VI: "Không có nơi báo cáo", EN: "No reporter"},
	standing.Nobody:           {VI: "Không có đối tượng", EN: "Nobody to count"},
}

// StatusName is the word that stands beside a status' colour.
func StatusName(s standing.Status, l lang.Lang) string { return statusNames[s].In(l) }

// statusBriefs are the words of a timeline, whose fields hold a few letters.
var statusBriefs = map[standing.Status]lang.Text{
	standing.Achieved:     {VI: "Đạt", EN: "Met"},
	standing.OnTrack:      {VI: "Đúng", EN: "On"},
	standing.NotYetDue:    {VI: "Chờ", EN: "Wait"},
	standing.AtRisk:       {VI: "Nguy", EN: "Risk"},
	standing.OffTrack:     {VI: "Chậm", EN: "Off"},
	standing.Reversing:    {VI: "Lùi", EN: "Back"},
	standing.Late:         {VI: "Trễ", EN: "Late"},
	standing.NotReported:  {VI: "?", EN: "?"},
	standing.Undecided:    {VI: "≠", EN: "≠"},
	standing.Unverified:   {VI: "~", EN: "~"},
	standing.Unquantified: {VI: "–", EN: "–"},

	standing.OtherDenominator: {VI: "÷", EN: "÷"},
	standing.NoReporter:       {VI: "∅", EN: "∅"},
	standing.Nobody:           {VI: "Vắng", EN: "None"},
}

// StatusBrief is the status in a few letters.
func StatusBrief(s standing.Status) lang.Text { return statusBriefs[s] }

// StatusLegend says which letters stand for which status, where they are not the same.
func StatusLegend() lang.Text {
	var names, briefs []lang.Text
	for _, s := range standing.Statuses {
		names, briefs = append(names, statusNames[s]), append(briefs, statusBriefs[s])
	}
	return Legend(briefs, names)
}

// Legend explains brief words by longer ones: "Nguy: có nguy cơ; ?: chưa báo cáo. "
func Legend(briefs, names []lang.Text) lang.Text {
	var vi, en []string
	for i, b := range briefs {
		if b.VI != names[i].VI {
			vi = append(vi, b.VI+": "+lang.MidSentence(names[i].VI))
		}
		if b.EN != names[i].EN {
			en = append(en, b.EN+": "+lang.MidSentence(names[i].EN))
		}
	}
	return lang.Text{VI: strings.Join(vi, "; ") + ". ", EN: strings.Join(en, "; ") + ". "}
}

// statusColours are the colours of the wall. A word always stands beside them.
var statusColours = map[standing.Status]string{
	standing.Achieved:     Blue,
	standing.OnTrack:      Green,
	standing.NotYetDue:    Mist,
	standing.AtRisk:       Yellow,
	standing.OffTrack:     Orange,
	standing.Reversing:    Red,
	standing.Late:         DarkGrey,
	standing.NotReported:  Grey,
	standing.Undecided:    Plum,
	standing.Unverified:   Teal,
	standing.Unquantified: SlateGrey,

	standing.OtherDenominator: Umber,
	standing.NoReporter:       Lilac,
	standing.Nobody:           Sand,
}

// StatusColour is the colour of a status, on maps, badges and in tables alike.
func StatusColour(s standing.Status) string { return statusColours[s] }
