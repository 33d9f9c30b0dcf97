package wording_test

import (
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/wording"
)

func TestUnitName(t *testing.T) {
	for full, want := range map[string]string{"Thành phố Vĩnh Long": "TP X", "Thị xã Bình Minh": "TX X", "Thị trấn Phú Mỹ": "TT X", "Huyện Long Hồ": "X", "": "X"} {
		if got := wording.UnitName(area.Area{Name: "X", FullName: full, Level: area.District}); got != want {
			t.Errorf("%s: got %s, want %s", full, got, want)
		}
	}
	if got := wording.UnitName(area.Area{Name: "5", FullName: "Phường 5", Level: area.Commune}); got != "Phường 5" {
		t.Errorf("a ward with a number is called %s", got)
	}
	if got := wording.UnitName(area.Area{Name: "Cần Thơ", FullName: "Thành phố Cần Thơ", Level: area.Province}); got != "Cần Thơ" {
		t.Errorf("a province keeps its name, got %s", got)
	}
}

func TestGroupName(t *testing.T) {
	if got := wording.GroupName("sex=female", lang.English); got != "Women" {
		t.Errorf("women are called %s", got)
	}
	if got := wording.GroupName("age=65", lang.Vietnamese); got != "age=65" {
		t.Errorf("a group without a name is called %s", got)
	}
}
