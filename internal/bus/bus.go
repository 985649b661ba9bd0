// Package bus connects to D-Bus.
//
// It must not start a bus, nor share a connection: whoever closes a shared one,
// or watches its signals, does so for everybody.
package bus

import (
	"context"

	"github.com/godbus/dbus/v5"
)

// Session connects to the bus of the person's session. ctx limits the dialling,
// not the connection. Any goroutine may call it.
func Session(ctx context.Context, opts ...dbus.ConnOption) (*dbus.Conn, error) {
	return dial(ctx, dbus.SessionBusPrivateNoAutoStartup, opts...)
}

// System does the same on the bus of the machine.
func System(ctx context.Context, opts ...dbus.ConnOption) (*dbus.Conn, error) {
	return dial(ctx, dbus.SystemBusPrivate, opts...)
}

func dial(ctx context.Context, bus func(...dbus.ConnOption) (*dbus.Conn, error), opts ...dbus.ConnOption) (*dbus.Conn, error) {
	life, end := context.WithCancel(context.Background())
	stop := context.AfterFunc(ctx, end)
	conn, err := bus(append(opts, dbus.WithContext(life))...)
	if err != nil {
		end()
		return nil, err
	}
	err = conn.Auth(nil)
	if err == nil {
		err = conn.Hello()
	}
	if !stop() {
		err = ctx.Err()
	}
	if err != nil {
		end()
		conn.Close()
		return nil, err
	}
	return conn, nil
}
