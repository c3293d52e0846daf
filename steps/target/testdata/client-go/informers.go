package main

import (
	"context"
	"fmt"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/features"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/tools/cache"
)

const replicas = 3

// The caches are filled by a watch (WatchList) instead of a list, and then follow a set as it grows and shrinks.
func followWithInformers(ctx context.Context, s session) error {
	if !features.FeatureGates().Enabled(features.WatchListClient) {
		return fmt.Errorf("expected WatchListClient to be on, as it is by default")
	}
	sets := s.client.AppsV1().StatefulSets(s.namespace)
	if _, err := sets.Create(ctx, statefulSet("web", replicas), metav1.CreateOptions{}); err != nil {
		return err
	}
	factory := informers.NewSharedInformerFactoryWithOptions(s.client, time.Hour, informers.WithNamespace(s.namespace))
	pods := factory.Core().V1().Pods()
	changed := make(chan struct{}, 1)
	wake := func(any) {
		select {
		case changed <- struct{}{}:
		default:
		}
	}
	handler := cache.ResourceEventHandlerFuncs{AddFunc: wake, UpdateFunc: func(_, o any) { wake(o) }, DeleteFunc: wake}
	if _, err := pods.Informer().AddEventHandler(handler); err != nil {
		return err
	}
	factory.Apps().V1().StatefulSets().Informer()
	informing, stop := context.WithCancel(ctx)
	defer factory.Shutdown()
	defer stop()
	factory.Start(informing.Done())
	for kind, synced := range factory.WaitForCacheSync(ctx.Done()) {
		if !synced {
			return fmt.Errorf("the cache of %v was not filled", kind)
		}
	}
	until := func(what string, met func([]*v1.Pod) bool) error {
		for {
			list, err := pods.Lister().Pods(s.namespace).List(labels.Everything())
			if err != nil || met(list) {
				return err
			}
			select {
			case <-changed:
			case <-ctx.Done():
				return fmt.Errorf("%s: the cache shows %d Pods", what, len(list))
			}
		}
	}
	exist := func(count int) func([]*v1.Pod) bool {
		return func(list []*v1.Pod) bool { return len(list) == count }
	}
	if err := until("growing", exist(replicas)); err != nil {
		return err
	}
	if _, err := factory.Apps().V1().StatefulSets().Lister().StatefulSets(s.namespace).Get("web"); err != nil {
		return err
	}
	background := metav1.DeletePropagationBackground
	if err := sets.Delete(ctx, "web", metav1.DeleteOptions{PropagationPolicy: &background}); err != nil {
		return err
	}
	return until("shrinking", exist(0))
}
