//go:build !linux

package bus
