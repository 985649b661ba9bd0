package dialogs

import (
	"context"
	"testing"
)

func TestLabels(t *testing.T) {
	want := Labels{OK: "了解", Cancel: "キャンセル"}
	if got := labelsOf(WithLabels(context.Background(), want)); got != want {
		t.Errorf("got %+v", got)
	}
	if got := labelsOf(context.Background()); got != (Labels{}) {
		t.Errorf("without labels: %+v", got)
	}
}
