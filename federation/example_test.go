package federation_test

import (
	"fmt"

	"halfday/federation"
)

// What the settings say as a page becomes the console's address in the role's
// partition and region.
func ExampleDestination() {
	for _, wanted := range []string{"", "s3", "/cloudwatch/home"} {
		fmt.Println(federation.Destination(wanted, "aws", "eu-central-1", ""))
	}
	_, err := federation.Destination("https://example.com/", "aws", "eu-central-1", "")
	fmt.Println(err != nil)
	// Output:
	// https://eu-central-1.console.aws.amazon.com/console/home?region=eu-central-1 <nil>
	// https://eu-central-1.console.aws.amazon.com/s3/home?region=eu-central-1 <nil>
	// https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1 <nil>
	// true
}
