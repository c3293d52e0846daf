// What programs on client-go do, done once, against the cluster of a kubeconfig: informers, server-side apply, leader
// election, the dynamic client. Prints a line for each part that went well; ends with code 1 at the first that did not.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

const patience = 30 * time.Second

// What every part is given: a namespace of its own and the clients.
type session struct {
	config    *rest.Config
	client    kubernetes.Interface
	dynamic   dynamic.Interface
	namespace string
}

type part struct {
	name string
	run  func(context.Context, session) error
}

var parts = []part{
	{"discovery", discoverResources},
	{"typed clients", useTypedClients},
	{"protobuf", sendProtobuf},
	{"informers", followWithInformers},
	{"informers that list again", relistInformers},
	{"server-side apply", applyServerSide},
	{"dynamic client", useDynamicClient},
	{"pager and retry", pageAndRetry},
	{"leader election", electLeaders},
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	config, err := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(
		clientcmd.NewDefaultClientConfigLoadingRules(), nil).ClientConfig()
	if err != nil {
		return err
	}
	// The default of five requests a second is for programs that share a cluster.
	config.QPS, config.Burst = 200, 400
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	dynamicClient, err := dynamic.NewForConfig(config)
	if err != nil {
		return err
	}
	for _, part := range parts {
		if err := inNamespace(session{config, client, dynamicClient, ""}, part.run); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
		fmt.Println(part.name)
	}
	return nil
}

func inNamespace(s session, run func(context.Context, session) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	namespace := &v1.Namespace{ObjectMeta: metav1.ObjectMeta{GenerateName: "client-go-"}}
	created, err := s.client.CoreV1().Namespaces().Create(ctx, namespace, metav1.CreateOptions{})
	if err != nil {
		return err
	}
	s.namespace = created.Name
	if err := run(ctx, s); err != nil {
		return err
	}
	return s.client.CoreV1().Namespaces().Delete(ctx, s.namespace, metav1.DeleteOptions{})
}
