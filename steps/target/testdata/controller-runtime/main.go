// What a controller on controller-runtime does, done once, against the cluster of a kubeconfig: a manager with a cache, a
// reconciler that keeps a report about each StatefulSet, and the client of the manager. Prints a line of JSON for each step
// and what the reconciler saw of it; ends with code 1 at the first that does not come true.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
	"k8s.io/klog/v2"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

const patience = time.Minute

func main() {
	ctrl.SetLogger(klog.Background())
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	config, err := ctrl.GetConfig()
	if err != nil {
		return err
	}
	direct, err := client.New(config, client.Options{})
	if err != nil {
		return err
	}
	namespace := &v1.Namespace{ObjectMeta: metav1.ObjectMeta{GenerateName: "controller-runtime-"}}
	if err := direct.Create(ctx, namespace); err != nil {
		return err
	}
	reports := make(chan report, 1000)
	manager, err := newManager(ctx, config, namespace.Name, reports)
	if err != nil {
		return err
	}
	managing, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- manager.Start(managing) }()
	if err := follow(ctx, session{manager, namespace.Name, reports, ended}); err != nil {
		return err
	}
	stop()
	if err := <-ended; err != nil {
		return fmt.Errorf("the manager did not stop in order: %w", err)
	}
	return direct.Delete(ctx, namespace)
}

func newManager(ctx context.Context, config *rest.Config, namespace string, reports chan<- report) (ctrl.Manager, error) {
	manager, err := ctrl.NewManager(config, ctrl.Options{
		Cache:                         cache.Options{DefaultNamespaces: map[string]cache.Config{namespace: {}}},
		Metrics:                       server.Options{BindAddress: "0"},
		LeaderElection:                true,
		LeaderElectionID:              "reporter",
		LeaderElectionNamespace:       namespace,
		LeaderElectionReleaseOnCancel: true,
	})
	if err != nil {
		return nil, err
	}
	indexed := manager.GetFieldIndexer().IndexField(ctx, &v1.Pod{}, controllerField, controllerOf)
	built := ctrl.NewControllerManagedBy(manager).
		For(&appsv1.StatefulSet{}).
		Owns(&v1.Pod{}).
		Owns(&v1.ConfigMap{}).
		Owns(&appsv1.ControllerRevision{}, builder.OnlyMetadata).
		Complete(&reporter{manager.GetClient(), reports})
	return manager, errors.Join(indexed, built)
}

func print(each step) error {
	line := struct {
		Step string  `json:"step"`
		Saw  *report `json:"saw,omitempty"`
	}{each.name, each.saw}
	return json.NewEncoder(os.Stdout).Encode(line)
}
