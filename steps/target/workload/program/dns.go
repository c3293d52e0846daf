package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sort"
	"strings"
	"time"
)

const (
	dnsInterval = 200 * time.Millisecond // between two questions about a name
	dnsPatience = 2 * time.Second        // for one answer
	unanswered  = "unanswered"
)

// watchNames resolves each name again and again as any program in a Pod would, by the search domains of its resolv.conf,
// and writes a line whenever the answer changes, so that whoever follows the log need not ask. It never returns.
//
//	web-0.web A 10.244.0.7
//	web-0.web none                (there is no such name)
//	web-0.web unanswered: …       (nothing is known: the server could not be asked)
func watchNames(names []string, out io.Writer) {
	changed := make(chan string)
	for _, name := range names {
		go watchName(name, changed)
	}
	for line := range changed {
		fmt.Fprintln(out, line)
	}
}

func watchName(name string, changed chan<- string) {
	last := ""
	for ; ; time.Sleep(dnsInterval) {
		// Reasons for no answer name ports, which differ each time: that there is none is said once.
		state, detail := lookUp(name)
		if state+detail != last && (state != unanswered || !strings.HasPrefix(last, unanswered)) {
			changed <- name + " " + state + detail
		}
		last = state + detail
	}
}

func lookUp(name string) (state, detail string) {
	ctx, done := context.WithTimeout(context.Background(), dnsPatience)
	defer done()
	addresses, err := net.DefaultResolver.LookupIP(ctx, "ip", name)
	var failure *net.DNSError
	if errors.As(err, &failure) && failure.IsNotFound {
		return "none", ""
	}
	if err != nil {
		return unanswered, ": " + strings.ReplaceAll(err.Error(), "\n", " ")
	}
	texts := make([]string, len(addresses))
	for i, address := range addresses {
		texts[i] = address.String()
	}
	sort.Strings(texts)
	return "A", " " + strings.Join(texts, " ")
}
