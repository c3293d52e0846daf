package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// signVolumes tells for every volume who wrote to it before, one line each, and adds the writer's own line:
//
//	data holds web-0 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed
//	data signed web-0 9f1c2e35-7a0e-4c43-8a9e-0d6f8a1c7d22
//
// A volume that cannot be used is said so and no reason to end: whoever needs the data reads it in the log.
func signVolumes(root, writer string, out io.Writer) {
	entries, err := os.ReadDir(root)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(out, "no volumes: %v\n", err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			signVolume(filepath.Join(root, entry.Name()), writer, out)
		}
	}
}

func signVolume(folder, writer string, out io.Writer) {
	volume, file := filepath.Base(folder), filepath.Join(folder, "log")
	written, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(out, "%s cannot be read: %v\n", volume, err)
		return
	}
	for _, line := range strings.Split(strings.TrimSuffix(string(written), "\n"), "\n") {
		if line != "" {
			fmt.Fprintf(out, "%s holds %s\n", volume, line)
		}
	}
	if err := appendLine(file, writer); err != nil {
		fmt.Fprintf(out, "%s cannot be written: %v\n", volume, err)
		return
	}
	fmt.Fprintf(out, "%s signed %s\n", volume, writer)
}

// appendLine returns when the line is on the disk: the Pod may be killed at any moment, its node too.
func appendLine(file, line string) error {
	log, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(log, line)
	return errors.Join(err, log.Sync(), log.Close())
}
