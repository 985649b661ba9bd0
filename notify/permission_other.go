//go:build !darwin

package notify

import "context"

// Nobody needs a permission here.
func (b *notifyBackend) unasked(context.Context) bool { return false }

func (b *notifyBackend) askLeave() {}
