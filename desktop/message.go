package desktop

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Message is what a second process tells the running instance: one line of
// JSON over the local socket.
type Message struct {
	Kind string          `json:"kind"`           // never empty
	Body json.RawMessage `json:"body,omitempty"` // as the kind wants it; untrusted
}

// messageLimit is the most that a line may hold, in bytes.
const messageLimit = 64 << 10

// readMessage reads one line. It never reads much beyond the limit.
func readMessage(r io.Reader) (m Message, err error) {
	line, err := bufio.NewReader(io.LimitReader(r, messageLimit+1)).ReadBytes('\n')
	switch {
	case err == nil:
		err = json.Unmarshal(line, &m)
	case err == io.EOF && len(line) > messageLimit:
		err = errors.New("line is too long")
	}
	if err == nil && m.Kind == "" {
		err = errors.New("no kind")
	}
	if err != nil {
		return Message{}, fmt.Errorf("reading a message: %w", err)
	}
	return m, nil
}

// line is the message as readMessage takes it.
func (m Message) line() ([]byte, error) {
	data, err := json.Marshal(m)
	if err == nil && m.Kind == "" {
		err = errors.New("no kind")
	}
	if err == nil && len(data) >= messageLimit {
		err = errors.New("line is too long")
	}
	if err != nil {
		return nil, fmt.Errorf("writing a message: %w", err)
	}
	return append(data, '\n'), nil
}
