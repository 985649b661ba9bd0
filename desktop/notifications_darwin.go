package desktop

import "context"

func notifications(context.Context) (string, error) { return "", nil }
