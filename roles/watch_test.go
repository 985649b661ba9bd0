package roles

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func put(t *testing.T, path, content string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, []byte(content), 0o600))
}

// What happens to the files, told as a whole: how it was, and what is done. In
// each case the change must be told after all of it is done.
var watchStories = []struct {
	name  string
	setup func(t *testing.T, home string)
	act   func(t *testing.T, home string)
}{
	{"edited in place",
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one") },
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "two") }},
	{"credentials edited",
		func(t *testing.T, home string) { put(t, home+"/.aws/credentials", "one") },
		func(t *testing.T, home string) { put(t, home+"/.aws/credentials", "two") }},
	{"appended to",
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one") },
		func(t *testing.T, home string) {
			f, err := os.OpenFile(home+"/.aws/config", os.O_APPEND|os.O_WRONLY, 0)
			must(t, err)
			_, err = f.WriteString("two")
			must(t, err)
			must(t, f.Close())
		}},
	{"renamed over, as editors save",
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one") },
		func(t *testing.T, home string) {
			put(t, home+"/.aws/.config.swp", "two")
			must(t, os.Rename(home+"/.aws/.config.swp", home+"/.aws/config"))
		}},
	{"renamed over from another folder",
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one"); put(t, home+"/new", "two") },
		func(t *testing.T, home string) { must(t, os.Rename(home+"/new", home+"/.aws/config")) }},
	{"removed",
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one") },
		func(t *testing.T, home string) { must(t, os.Remove(home+"/.aws/config")) }},
	{"renamed away",
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one") },
		func(t *testing.T, home string) { must(t, os.Rename(home+"/.aws/config", home+"/.aws/config.bak")) }},
	{"made unreadable",
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one") },
		func(t *testing.T, home string) { must(t, os.Chmod(home+"/.aws/config", 0)) }},
	{"written for the first time",
		func(t *testing.T, home string) { must(t, os.Mkdir(home+"/.aws", 0o700)) },
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one") }},
	{"the directory comes later",
		func(t *testing.T, home string) {},
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one") }},
	{"the directory comes complete",
		func(t *testing.T, home string) { put(t, home+"/elsewhere/config", "one") },
		func(t *testing.T, home string) { must(t, os.Rename(home+"/elsewhere", home+"/.aws")) }},
	{"home comes later",
		func(t *testing.T, home string) { must(t, os.Remove(home)) },
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one") }},
	{"the directory is removed",
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one") },
		func(t *testing.T, home string) { must(t, os.RemoveAll(home+"/.aws")) }},
	{"the directory is exchanged, then the new file edited",
		func(t *testing.T, home string) { put(t, home+"/.aws/config", "one"); put(t, home+"/new/config", "two") },
		func(t *testing.T, home string) {
			must(t, os.Rename(home+"/.aws", home+"/old"))
			must(t, os.Rename(home+"/new", home+"/.aws"))
		}},
	{"a linked directory, edited at its place",
		func(t *testing.T, home string) {
			put(t, home+"/dotfiles/aws/config", "one")
			link(t, "dotfiles/aws", home+"/.aws")
		},
		func(t *testing.T, home string) { put(t, home+"/dotfiles/aws/config", "two") }},
	{"a linked directory, renamed over",
		func(t *testing.T, home string) {
			put(t, home+"/dotfiles/aws/config", "one")
			link(t, home+"/dotfiles/aws", home+"/.aws")
		},
		func(t *testing.T, home string) {
			put(t, home+"/dotfiles/aws/tmp", "two")
			must(t, os.Rename(home+"/dotfiles/aws/tmp", home+"/dotfiles/aws/config"))
		}},
	{"a link to a directory turned elsewhere",
		func(t *testing.T, home string) {
			put(t, home+"/a/config", "one")
			put(t, home+"/b/config", "two")
			link(t, "a", home+"/.aws")
		},
		func(t *testing.T, home string) {
			link(t, "b", home+"/next")
			must(t, os.Rename(home+"/next", home+"/.aws"))
		}},
	{"a linked file, edited at its place",
		func(t *testing.T, home string) {
			put(t, home+"/dotfiles/aws-config", "one")
			must(t, os.Mkdir(home+"/.aws", 0o700))
			link(t, "../dotfiles/aws-config", home+"/.aws/config")
		},
		func(t *testing.T, home string) {
			put(t, home+"/dotfiles/tmp", "two")
			must(t, os.Rename(home+"/dotfiles/tmp", home+"/dotfiles/aws-config"))
		}},
	{"links to links",
		func(t *testing.T, home string) {
			put(t, home+"/c/d/config", "one")
			must(t, os.Mkdir(home+"/.aws", 0o700))
			link(t, "../b", home+"/.aws/config")
			link(t, "c/e/config", home+"/b")
			link(t, "d", home+"/c/e")
		},
		func(t *testing.T, home string) { put(t, home+"/c/d/config", "two") }},
	{"a dangling link comes true",
		func(t *testing.T, home string) {
			must(t, os.Mkdir(home+"/.aws", 0o700))
			link(t, home+"/mount/config", home+"/.aws/config")
		},
		func(t *testing.T, home string) { put(t, home+"/mount/config", "one") }},
	{"a directory becomes a file",
		func(t *testing.T, home string) { must(t, os.MkdirAll(home+"/.aws/config", 0o700)) },
		func(t *testing.T, home string) {
			must(t, os.Remove(home+"/.aws/config"))
			put(t, home+"/.aws/config", "one")
		}},
}

func filesIn(home string) Files {
	return Files{Config: filepath.Join(home, ".aws", "config"), Credentials: filepath.Join(home, ".aws", "credentials")}
}

// watched is a watch under way, and what it saw each time that it told.
type watched struct {
	name, home string
	watch      *fileWatch
	told       chan fileLook
}

func startWatch(t *testing.T, name, home string) *watched {
	w := &watched{name: name, home: home, watch: newFileWatch(filesIn(home)), told: make(chan fileLook, 1000)}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.watch.run(ctx, func() { w.told <- w.watch.look() })
	}()
	t.Cleanup(func() { stop(); <-ended })
	return w
}

// await waits until the files are told to be as they are now: some of what
// happened may have been told before it was all done.
func (w *watched) await(t *testing.T, what string) {
	t.Helper()
	end := w.watch.look()
	for late := time.After(20 * time.Second); ; {
		select {
		case saw := <-w.told:
			if saw == end {
				return
			}
		case <-late:
			t.Errorf("%s: %s is not told", w.name, what)
			return
		}
	}
}

// Every change is told, and after it the next edit, too: the watch went on to
// the right places. The stories run side by side, since each waits most of the
// time.
func TestWatchFiles(t *testing.T) {
	var all []*watched
	for i, story := range watchStories {
		home := filepath.Join(t.TempDir(), "home")
		must(t, os.Mkdir(home, 0o700))
		story.setup(t, home)
		all = append(all, startWatch(t, watchStories[i].name, home))
	}
	for i, w := range all {
		watchStories[i].act(t, w.home)
	}
	for _, w := range all {
		w.await(t, "the change")
	}
	// Nothing may be under way when the edit comes, or that would tell of it.
	time.Sleep(4 * watchQuiet)
	for _, w := range all {
		must(t, os.MkdirAll(w.home+"/.aws", 0o700))
		os.Chmod(w.home+"/.aws/config", 0o600)
		put(t, w.home+"/.aws/config", "three, and longer")
	}
	for _, w := range all {
		w.await(t, "the edit after it")
	}
}

// What has nothing to do with the files wakes nobody who reads them.
func TestWatchIgnoresTheRest(t *testing.T) {
	home := t.TempDir()
	put(t, home+"/.aws/config", "one")
	w := startWatch(t, "", home)
	put(t, home+"/.bash_history", "ls")
	put(t, home+"/.aws/cli/cache/x.json", "{}")
	put(t, home+"/.aws/config.swp", "x")
	_, err := os.ReadFile(home + "/.aws/config")
	must(t, err)
	must(t, os.Chmod(home+"/.aws/config", 0o600)) // as it was
	select {
	case <-w.told:
		t.Error("told of what is nobody's business")
	case <-time.After(4 * watchQuiet):
	}
	put(t, home+"/.aws/config", "two")
	w.await(t, "the edit")
}

// Files of a folder that come, change and go are told, and those below it not.
func TestWatchFolder(t *testing.T) {
	for name, tells := range map[string]func(string) bool{"by events": tellsEvents, "by looking": func(string) bool { return false }} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "sso", "cache")
			w := &fileWatch{files: [2]string{filepath.Join(dir, "*")}, folder: dir, tells: tells}
			w.begin()
			told := make(chan struct{}, 1)
			ctx, stop := context.WithCancel(context.Background())
			ended := make(chan struct{})
			go func() {
				defer close(ended)
				w.run(ctx, func() {
					select {
					case told <- struct{}{}:
					default:
					}
				})
			}()
			defer func() { stop(); <-ended }()
			for what, act := range []func(){
				func() { put(t, dir+"/a.json", "one") },
				func() { put(t, dir+"/a.json", "two, in place") },
				func() { put(t, dir+"/new", "three, and longer"); must(t, os.Rename(dir+"/new", dir+"/a.json")) },
				func() { put(t, dir+"/b.json", "four") },
				func() { must(t, os.Remove(dir+"/a.json")) },
			} {
				for len(told) > 0 {
					<-told
				}
				before := w.look()
				act()
				if w.look() == before {
					t.Errorf("%d: a look sees nothing", what)
				}
				select {
				case <-told:
				case <-time.After(20 * time.Second):
					t.Fatalf("%d is not told", what)
				}
			}
		})
	}
}

func TestWatchDelay(t *testing.T) {
	first := time.Date(2026, 11, 22, 18, 2, 0, 0, time.UTC)
	for since, want := range map[time.Duration]time.Duration{
		0:                            watchQuiet,
		100 * time.Millisecond:       watchQuiet,
		watchAtLatest - watchQuiet/2: watchQuiet / 2,
		watchAtLatest:                0,
		time.Hour:                    0,
	} {
		if got := watchDelay(first, first.Add(since)); got != want {
			t.Errorf("%v after the first event: got %v, want %v", since, got, want)
		}
	}
	if worst := max(watchPoll, watchAtLatest); worst >= 2*time.Second {
		t.Errorf("an edit may show after %v", worst)
	}
}

// Where no watch can be had, a look now and then does.
func TestWatchByLooking(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	put(t, home+"/.aws/config", "one")
	w := newFileWatch(filesIn(home))
	w.tells = func(string) bool { return false }
	w.polling = w.sync()
	if n := len(w.notify.WatchList()); n > 0 || !w.polling {
		t.Errorf("%d places are watched", n)
	}
	told := make(chan struct{}, 1)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); w.run(ctx, func() { told <- struct{}{} }) }()
	defer func() { stop(); <-ended }()
	for _, content := range []string{"two, longer", "three, and longer still"} { // the first may come before the first look
		put(t, home+"/.aws/config", content)
		select {
		case <-told:
		case <-time.After(20 * time.Second):
			t.Fatal("not told")
		}
	}
}
