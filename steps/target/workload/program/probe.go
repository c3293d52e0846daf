package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// ticks is how many of the units in /proc/PID/stat make a second: USER_HZ, 100 wherever Linux runs Go.
const ticks = 100

// probe is what a kubelet runs beside the first process: it has no file to leave a sign in, so the kernel is asked how
// long that process has been there.
func probe(seconds string) int {
	wanted, err := strconv.ParseFloat(seconds, 64)
	if err != nil {
		fmt.Fprintf(os.Stderr, "expected seconds, found %q\n", seconds)
		return 2
	}
	age, err := ageOfFirst()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	if age < wanted {
		fmt.Printf("has run for %.2f of %s seconds\n", age, seconds)
		return 1
	}
	return 0
}

// ageOfFirst is in seconds. See proc_pid_stat(5), field 22, and proc_uptime(5).
func ageOfFirst() (float64, error) {
	stat, err := os.ReadFile("/proc/1/stat")
	if err != nil {
		return 0, err
	}
	uptime, err := os.ReadFile("/proc/uptime")
	if err != nil {
		return 0, err
	}
	// The second field is a name in parentheses, which may hold anything; the third follows the last of these.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 20 {
		return 0, fmt.Errorf("expected 22 fields in /proc/1/stat, found %q", stat)
	}
	started, err := strconv.ParseFloat(fields[19], 64)
	if err != nil {
		return 0, err
	}
	now, err := strconv.ParseFloat(strings.Fields(string(uptime))[0], 64)
	return now - started/ticks, err
}
