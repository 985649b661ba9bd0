package dialogs

func settle() func() { return func() {} }
