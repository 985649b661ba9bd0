package child

import "os"

// Pipes has start start a process with pipes for its standard input and output,
// and gives our ends of them. Those of package exec tie the end of the process
// to that of everything which holds its output.
func Pipes(start func(stdin, stdout *os.File) error) (in, out *os.File, err error) {
	stdin, in, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	defer stdin.Close()
	out, stdout, err := os.Pipe()
	if err != nil {
		in.Close()
		return nil, nil, err
	}
	defer stdout.Close()
	if err := start(stdin, stdout); err != nil {
		in.Close()
		out.Close()
		return nil, nil, err
	}
	return in, out, nil
}
