// Package tray shows the menu. [Menus.Menu] says what it holds, as a pure function
// of state, preferences, time and words; [View] makes the native menu look
// like that.
//
// The package must not keep state of its own, carry out an action, or talk to
// anything but the tray: a click becomes an [Action] and goes to the function
// given to [Run]. On Linux view_linux.go shows it through package
// statusnotifier; elsewhere it is made of slots, and view_systray.go shows them
// through systray, with what macOS and Windows need besides in files of their own.
package tray
