package dialogs

import "context"

// ownAlert: the dialog program draws all of them.
func ownAlert(context.Context, alert) (answer alertAnswer, shown bool) { return alertAnswer{}, false }
