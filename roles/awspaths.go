package roles

import (
	"path/filepath"
	"strings"
)

// Files are the paths of the AWS files.
type Files struct{ Config, Credentials string }

// AWSFiles tells where the AWS files are: where AWS_CONFIG_FILE and
// AWS_SHARED_CREDENTIALS_FILE say, with ~ standing for home, else in .aws
// below home. It does not look whether they exist, nor whether a path is
// absolute.
func AWSFiles(getenv func(string) string, home string) Files {
	path := func(variable, name string) string {
		path := getenv(variable)
		switch {
		case path == "":
			path = filepath.Join(home, ".aws", name)
		case path == "~":
			path = home
		case strings.HasPrefix(path, "~/"), strings.HasPrefix(path, "~"+string(filepath.Separator)):
			path = filepath.Join(home, path[2:])
		}
		return path
	}
	return Files{
		Config:      path("AWS_CONFIG_FILE", "config"),
		Credentials: path("AWS_SHARED_CREDENTIALS_FILE", "credentials"),
	}
}
