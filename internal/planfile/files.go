package planfile

import (
	"fmt"
	"io/fs"
	"os"
	"testing/fstest"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/strictyaml"
)

// Files are the texts that a registry was loaded from, by their names in the folder: those, and nothing else that may lie
// beside them.
type Files map[string]string

// Read loads the folder and returns its texts as well. Every file is read once, so that the texts are those of the registry
// even if somebody is writing to the folder meanwhile.
func Read(dir string) (plan.Registry, Files, error) {
	once := &readOnce{FS: os.DirFS(dir), files: Files{}}
	reg, err := loadFrom(strictyaml.Reader{FS: once})
	if err != nil {
		return plan.Registry{}, nil, in(dir, err)
	}
	return reg, once.files, nil
}

// Load loads a registry from texts that were kept. They were in force, whatever a program of today would say of them: rules
// that came later, and keys that are gone, are no reason to forget what was asked then.
func (f Files) Load() (plan.Registry, error) {
	folder := fstest.MapFS{}
	for name, text := range f {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	reg, err := loadFrom(strictyaml.Reader{FS: folder, Kept: true})
	if err != nil {
		return plan.Registry{}, fmt.Errorf("read kept plans: %w", err)
	}
	return reg, nil
}

// readOnce remembers what was read, and answers a second reading from memory.
type readOnce struct {
	fs.FS
	files Files
}

// ReadFile implements fs.ReadFileFS.
func (r *readOnce) ReadFile(name string) ([]byte, error) {
	if text, ok := r.files[name]; ok {
		return []byte(text), nil
	}
	raw, err := fs.ReadFile(r.FS, name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	r.files[name] = string(raw)
	return raw, nil
}
