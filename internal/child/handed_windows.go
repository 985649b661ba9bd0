package child

import "net"

func handed(bool) (net.Listener, error) { return nil, ErrNotHanded }
