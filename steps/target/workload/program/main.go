// The workload is what the suite's Pods run: the least that shows that a Pod lives, keeps its data and finds its peers.
// It listens on no port, needs no privilege and no writable file but the volumes, and ends at once on SIGTERM.
//
//	workload                    reads and writes the volumes, then waits
//	workload watch-dns NAME...  also says what the Pod's resolver answers about these names, whenever that changes
//	workload ask-dns QUESTION...  also prints what the cluster's DNS answers, octet by octet; see ask.go
//	workload ran-for SECONDS    a probe: ends with 0 if the container has run that long, else with 1
package main

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Where volumes are mounted: each directory below is one. The image has none of its own.
const volumes = "/data"

func main() {
	// As the first process of a container it would ignore SIGTERM unless it asks for it.
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM, syscall.SIGINT)
	args := os.Args[1:]
	if len(args) == 2 && args[0] == "ran-for" {
		os.Exit(probe(args[1]))
	}
	tasks := map[string]func([]string, io.Writer){"watch-dns": watchNames, "ask-dns": askNames}
	if len(args) > 0 && (tasks[args[0]] == nil || len(args) == 1) {
		fmt.Fprintf(os.Stderr, "expected no arguments, watch-dns and names, ask-dns and questions, or ran-for and seconds, found %q\n", args)
		os.Exit(2)
	}
	signVolumes(volumes, identity(), os.Stdout)
	fmt.Println("ready")
	if len(args) > 0 {
		go tasks[args[0]](args[1:], os.Stdout)
	}
	<-end
}

// identity is the Pod's name and, where the template hands it in, its uid: a successor has the name, never the uid.
func identity() string {
	name, err := os.Hostname()
	if err != nil {
		name = "unknown"
	}
	if uid := os.Getenv("POD_UID"); uid != "" {
		return name + " " + uid
	}
	return name
}
