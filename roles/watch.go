package roles

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	watchQuiet    = 50 * time.Millisecond   // without a further event before a change is told
	watchAtLatest = 500 * time.Millisecond  // after the first event, while more of them come
	watchPoll     = 1800 * time.Millisecond // between looks where no events are to be had
)

// WatchFiles calls changed, in its own goroutine, after each change of an AWS
// file: at the latest 2 s after the last write, and now and then in the middle
// of a long stream of them. It blocks until ctx ends and starts with what it
// finds: to lose nothing, read the files after starting it. Files, links and
// directories may be missing, come, go and be replaced. While nothing happens
// it sleeps, save on file systems that tell of no events.
func WatchFiles(ctx context.Context, f Files, changed func()) {
	newFileWatch(f).run(ctx, changed)
}

// WatchFolder is WatchFiles for all files right in a folder, which may be missing,
// too. It calls changed once when it watches.
func WatchFolder(ctx context.Context, dir string, changed func()) {
	w := &fileWatch{files: [2]string{filepath.Join(dir, "*")}, folder: dir, tells: tellsEvents}
	w.begin()
	changed()
	w.run(ctx, changed)
}

// newFileWatch watches from here on; what it misses before, run tells.
func newFileWatch(f Files) *fileWatch {
	w := &fileWatch{files: [2]string{f.Config, f.Credentials}, tells: tellsEvents}
	w.begin()
	return w
}

func (w *fileWatch) begin() {
	w.before = w.look()
	w.polling = w.sync()
}

// run is WatchFiles.
func (w *fileWatch) run(ctx context.Context, changed func()) {
	defer w.close()
	var first time.Time // of the events that are not told yet
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	timer.Stop()
	pending := func() {
		now := time.Now()
		if first.IsZero() {
			first = now
		}
		timer.Reset(watchDelay(first, now))
	}
	if w.look() != w.before {
		pending()
	}
	ticker := time.NewTicker(watchPoll) // wakes nobody while nobody waits for it
	defer ticker.Stop()
	for {
		var tick <-chan time.Time
		if w.polling {
			tick = ticker.C
		}
		select {
		case <-ctx.Done():
			return
		case event := <-w.events:
			// A change of attributes may be nothing but a backup's visit. Without a
			// name, events were lost.
			if event.Name == "" || w.concerns(event) && (event.Op != fsnotify.Chmod || w.look() != w.before) {
				pending()
			}
		case <-timer.C:
			first = time.Time{}
			w.polling = w.sync()
			w.before = w.look()
			changed()
		case <-tick:
			w.polling = w.sync()
			if now := w.look(); now != w.before {
				w.before = now
				changed()
			}
		}
	}
}

// watchDelay is how long to wait for further events at now, the first having
// come at first.
func watchDelay(first, now time.Time) time.Duration {
	return max(0, min(watchQuiet, first.Add(watchAtLatest).Sub(now)))
}

// fileWatch keeps the directories watched that the way to the files goes by.
type fileWatch struct {
	files   [2]string
	folder  string                // all files in it count; "" for files alone
	within  string                // that folder without links, folded
	notify  *fsnotify.Watcher     // nil where the system has none left
	events  chan fsnotify.Event   // of notify, by keepEvents
	ended   chan struct{}         // closed when keepEvents has
	names   map[string]bool       // whose events count, folded
	tells   func(dir string) bool // tellsEvents, but in tests
	before  fileLook              // what was told last
	polling bool                  // some places tell of no events
}

func (w *fileWatch) close() {
	if w.notify != nil {
		w.notify.Close()
		<-w.ended
	}
}

// sync watches the directories that count now and no others. It reports true
// where some cannot be watched.
func (w *fileWatch) sync() (poll bool) {
	if w.notify == nil {
		notify, err := fsnotify.NewWatcher()
		if err != nil {
			return true
		}
		w.notify, w.events, w.ended = notify, make(chan fsnotify.Event), make(chan struct{})
		go func() {
			defer close(w.ended)
			keepEvents(notify.Events, notify.Errors, w.events)
		}()
	}
	// What changes between a look and the watch goes unseen: look again after.
	for range 8 {
		dirs := make(map[string]bool)
		poll = w.dirsToWatch(dirs)
		again := false
		watched := make(map[string]bool)
		for _, dir := range w.notify.WatchList() {
			if watched[dir] = true; !dirs[dir] {
				w.notify.Remove(dir) // or it is gone by itself
			}
		}
		for dir := range dirs {
			// Also where it is watched: the name may stand for another directory.
			err := w.notify.Add(dir)
			poll = poll || err != nil
			again = again || err != nil || !watched[dir]
		}
		if !again {
			break
		}
	}
	return poll
}

// dirsToWatch fills dirs and w.names. It reports true where a place has to be
// looked at, as no events come from there.
func (w *fileWatch) dirsToWatch(dirs map[string]bool) (poll bool) {
	w.names, w.within = make(map[string]bool), ""
	for _, file := range w.files {
		for _, p := range pathSteps(file) {
			switch {
			case p.onWay && !watchesWay:
				poll = poll || !p.link
			case !w.tells(p.dir):
				poll = true
			default:
				dirs[p.dir] = true
				w.names[watchFold(p.dir)] = true
				w.names[watchFold(filepath.Join(p.dir, p.name))] = true
				if w.folder != "" && !p.onWay && !p.link {
					w.within = watchFold(p.dir)
				}
			}
		}
	}
	return poll
}

func (w *fileWatch) concerns(event fsnotify.Event) bool {
	name := watchFold(event.Name)
	return w.names[name] || w.within != "" && filepath.Dir(name) == w.within
}

// watchFold makes one of names that some file systems take for the same.
func watchFold(path string) string { return strings.ToLower(filepath.Clean(path)) }

// fileLook is what a look at the files shows.
type fileLook [2]struct {
	mode fs.FileMode
	size int64
	time int64
}

func (w *fileWatch) look() (l fileLook) {
	if w.folder != "" {
		return lookInto(w.folder)
	}
	for i, file := range w.files {
		if info, err := os.Stat(file); err == nil {
			l[i].mode, l[i].size, l[i].time = info.Mode(), info.Size(), info.ModTime().UnixNano()
		}
	}
	return l
}

// watchMost is how many files of a folder a look takes in.
const watchMost = 1000

// lookInto sums up what is in a folder, so that no change looks like none.
func lookInto(dir string) (l fileLook) {
	folder, err := os.Open(dir) // #nosec G304 -- the caller's to name
	if err != nil {
		return l
	}
	defer folder.Close()
	all, _ := folder.Readdir(watchMost)
	l[0].mode, l[0].size = fs.ModeDir, int64(len(all))
	for _, info := range all {
		l[1].size += info.Size()
		l[1].time += info.ModTime().UnixNano() // may run over: it is a sum to compare
	}
	return l
}

// pathStep is a name whose coming, going or changing can change what a path
// leads to. dir exists and is free of links.
type pathStep struct {
	dir, name string
	onWay     bool // name stands, or will stand, for a directory on the way
	link      bool
}

// pathSteps follows path, which may end anywhere, through all links.
func pathSteps(path string) []pathStep {
	if path == "" {
		return nil
	}
	var steps []pathStep
	path, err := filepath.Abs(path)
	if err != nil {
		return nil
	}
	root := func(path string) (dir string, rest []string) {
		dir = filepath.VolumeName(path) + string(filepath.Separator)
		return dir, strings.FieldsFunc(path[len(filepath.VolumeName(path)):], func(r rune) bool {
			return r < 0x80 && os.IsPathSeparator(uint8(r))
		})
	}
	dir, rest := root(path)
	for links := 0; len(rest) > 0 && links < 40; {
		name := rest[0]
		if rest = rest[1:]; name == ".." || name == "." {
			dir = filepath.Join(dir, name)
			continue
		}
		step := pathStep{dir: dir, name: name, onWay: len(rest) > 0}
		full := filepath.Join(dir, name)
		info, err := os.Lstat(full)
		if err == nil && info.Mode()&fs.ModeSymlink != 0 {
			step.link = true
			steps = append(steps, step)
			target, err := os.Readlink(full)
			if err != nil {
				break
			}
			links++
			further := rest
			if filepath.IsAbs(target) {
				dir, rest = root(target)
			} else {
				_, rest = root(string(filepath.Separator) + target)
			}
			rest = append(rest, further...)
			continue
		}
		if err != nil || !step.onWay {
			steps = append(steps, step)
			break
		}
		dir = full
	}
	return steps
}
