package browser

import (
	"errors"
	"fmt"
	"os/exec"
	"unsafe"

	"halfday/internal/objc"

	"github.com/ebitengine/purego"
	"github.com/pkg/browser"
)

// openURL opens an address in the system's default browser. LaunchServices
// takes it out of every process list; "open" has it in its arguments, and is
// for where LaunchServices refuses.
func openURL(address string) error {
	if launch(address) == nil {
		return nil
	}
	return browser.OpenURL(address)
}

func launch(address string) error {
	cf, err := objc.Functions(objc.Framework("CoreFoundation"), "CFURLCreateWithBytes", "CFRelease")
	if err != nil {
		return err
	}
	ls, err := objc.Functions(objc.Framework("CoreServices"), "LSOpenCFURLRef")
	if err != nil {
		return err
	}
	const utf8 = 0x08000100 // kCFStringEncodingUTF8
	b := []byte(address)
	url, _, _ := purego.SyscallN(cf[0], 0, uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), utf8, 0)
	if url == 0 {
		return errors.New("making an address for LaunchServices: none")
	}
	defer purego.SyscallN(cf[1], url)
	if status, _, _ := purego.SyscallN(ls[0], url, 0); int32(status) != 0 { // #nosec G115 -- OSStatus
		return fmt.Errorf("opening an address by LaunchServices: status %d", int32(status)) // #nosec G115 -- OSStatus
	}
	return nil
}

// openFile opens a file in the text editor: ~/.aws/config has no extension,
// and open finds no program for that by itself.
func openFile(path string) error { return exec.Command("open", "-t", path).Run() }
