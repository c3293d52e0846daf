package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"
)

// The types of records that are asked for, by their numbers on the wire.
var recordTypes = map[string]uint16{"A": 1, "CNAME": 5, "PTR": 12, "TXT": 16, "AAAA": 28, "SRV": 33}

const (
	headerLength = 12
	truncatedBit = 1 << 9
	longestUDP   = 65535
)

// A resolverConfig is what a Pod is told about the cluster's DNS.
type resolverConfig struct{ server, domain string }

// askNames sends each question to the cluster's DNS again and again, and prints what comes back, octet by octet, whenever
// it has changed: who follows the log reads it. A question is TRANSPORT/TYPE/NAME; to a name without a final dot the
// cluster domain is added. It never returns.
//
//	udp/A/web-0.web.shop.svc cluster.local answer BASE64
//	udp/A/web-0.web.shop.svc cluster.local unanswered i/o timeout
func askNames(questions []string, out io.Writer) {
	config, err := readResolverConfig("/etc/resolv.conf")
	lines := make(chan string)
	for _, question := range questions {
		go askName(question, config, err, lines)
	}
	for line := range lines {
		fmt.Fprintln(out, line)
	}
}

func askName(question string, config resolverConfig, err error, lines chan<- string) {
	domain := config.domain
	if domain == "" {
		domain = "-"
	}
	last := ""
	for ; ; time.Sleep(dnsInterval) {
		state := ""
		if answer, failure := ask(question, config, err); failure != nil {
			// Reasons name ports, which differ each time: that there is no answer is said once.
			state = "unanswered " + strings.ReplaceAll(failure.Error(), "\n", " ")
			if strings.HasPrefix(last, "unanswered ") {
				continue
			}
		} else {
			state = "answer " + base64.StdEncoding.EncodeToString(answer)
		}
		if state != last {
			lines <- question + " " + domain + " " + state
		}
		last = state
	}
}

// ask sends one question, and returns the answer; one that was truncated over UDP is asked for again over TCP. The id
// is always the same, so that two equal answers are equal octets.
func ask(question string, config resolverConfig, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	query, transport, err := parseQuestion(question, config.domain)
	if err != nil {
		return nil, err
	}
	answer, err := exchange(transport, config.server, query)
	if err == nil && transport == "udp" && binary.BigEndian.Uint16(answer[2:])&truncatedBit != 0 {
		return exchange("tcp", config.server, query)
	}
	return answer, err
}

func parseQuestion(question, domain string) (query []byte, transport string, err error) {
	parts := strings.SplitN(question, "/", 3)
	if len(parts) != 3 || recordTypes[parts[1]] == 0 {
		return nil, "", fmt.Errorf("expected TRANSPORT/TYPE/NAME, found %q", question)
	}
	name := strings.TrimSuffix(parts[2], ".")
	if name == parts[2] {
		name += "." + domain
	}
	// RFC 1035, 4.1.1: an id, "recursion desired", one question and nothing else.
	query = []byte{0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0}
	for _, label := range strings.Split(name, ".") {
		if len(label) == 0 || len(label) > 63 {
			return nil, "", fmt.Errorf("expected labels of 1 to 63 octets, found %q", name)
		}
		query = append(append(query, byte(len(label))), label...)
	}
	query = append(query, 0)
	query = binary.BigEndian.AppendUint16(query, recordTypes[parts[1]])
	return binary.BigEndian.AppendUint16(query, 1), parts[0], nil
}

func exchange(transport, server string, query []byte) ([]byte, error) {
	connection, err := net.DialTimeout(transport, server, dnsPatience)
	if err != nil {
		return nil, err
	}
	defer connection.Close()
	if err := connection.SetDeadline(time.Now().Add(dnsPatience)); err != nil {
		return nil, err
	}
	answer, err := transfer(transport, connection, query)
	if err == nil && len(answer) < headerLength {
		return nil, errors.New("the answer is shorter than a header")
	}
	return answer, err
}

// transfer sends a query and reads one answer. Over TCP each message comes behind its length (RFC 1035, 4.2.2).
func transfer(transport string, connection net.Conn, query []byte) ([]byte, error) {
	if transport != "tcp" {
		if _, err := connection.Write(query); err != nil {
			return nil, err
		}
		answer := make([]byte, longestUDP)
		length, err := connection.Read(answer)
		return answer[:length], err
	}
	if _, err := connection.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(query))), query...)); err != nil {
		return nil, err
	}
	length := make([]byte, 2)
	if _, err := io.ReadFull(connection, length); err != nil {
		return nil, err
	}
	answer := make([]byte, binary.BigEndian.Uint16(length))
	_, err := io.ReadFull(connection, answer)
	return answer, err
}

// readResolverConfig finds the server, and the cluster domain: the kubelet puts svc.DOMAIN among the domains to search.
func readResolverConfig(path string) (resolverConfig, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return resolverConfig{}, err
	}
	config := resolverConfig{}
	for _, line := range strings.Split(string(text), "\n") {
		words := strings.Fields(line)
		if len(words) < 2 {
			continue
		}
		if words[0] == "nameserver" && config.server == "" {
			config.server = net.JoinHostPort(words[1], "53")
		}
		if words[0] != "search" {
			continue
		}
		for _, domain := range words[1:] {
			if rest := strings.TrimPrefix(domain, "svc."); rest != domain {
				config.domain = strings.TrimSuffix(rest, ".")
			}
		}
	}
	if config.server == "" || config.domain == "" {
		return config, fmt.Errorf("expected a nameserver and a search domain svc.DOMAIN in %s, found %q", path, text)
	}
	return config, nil
}
