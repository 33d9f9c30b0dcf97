package wording

import (
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
	standing.Undecided:    {VI: "Số liệu mâu thuẫn", EN: "Contradictory data"},
	standing.Unquantified: {VI: "Không lượng hóa", EN: "No number set"},
	standing.Nobody:       {VI: "Không có đối tượng", EN: "Nobody to count"},
}

// StatusName is the word that stands beside a status' colour.
func StatusName(s standing.Status, l lang.Lang) string { return statusNames[s].In(l) }

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
	standing.Unquantified: SlateGrey,
	standing.Nobody:       Sand,
}

// StatusColour is the colour of a status, on maps, badges and in tables alike.
func StatusColour(s standing.Status) string { return statusColours[s] }
