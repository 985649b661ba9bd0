package browser

// bundleBrowser is a browser in a bundle of macOS. Options reach a browser
// that runs already only through a second instance of its program, which hands
// them over and ends.
func bundleBrowser(known *brand, bundle string) Browser {
	const open = "/usr/bin/open"
	return Browser{
		Name:  known.bundle,
		brand: known,
		plain: []string{open, "-a", bundle, urlPlace},
		with:  []string{open, "-n", "-a", bundle, "--args", optionsPlace, urlPlace},
	}
}
