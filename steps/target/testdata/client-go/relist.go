package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
)

// What a handler was called with: what happened, and the name of the object.
type notification struct{ event, name string }

// An informer whose watch has expired reads everything again. What was deleted meanwhile it reports by a tombstone, and
// what did not change by a resync: whether it fills its cache by a list or by a watch.
func relistInformers(ctx context.Context, s session) error {
	modes := []struct {
		name      string
		watchList bool
		requests  []string
	}{
		{"list and watch", false, []string{"list", "watch", "list", "watch"}},
		{"watch list", true, []string{"watch list", "watch list"}},
	}
	for _, mode := range modes {
		source := newSource(s, mode.watchList)
		if err := relist(ctx, s, source); err != nil {
			return fmt.Errorf("%s: %w", mode.name, err)
		}
		if requests := source.sent(); !slices.Equal(requests, mode.requests) {
			return fmt.Errorf("%s: expected the requests %v, got %v", mode.name, mode.requests, requests)
		}
		if err := s.client.CoreV1().ConfigMaps(s.namespace).Delete(ctx, "late", metav1.DeleteOptions{}); err != nil {
			return err
		}
	}
	return nil
}

func relist(ctx context.Context, s session, source *source) error {
	maps := s.client.CoreV1().ConfigMaps(s.namespace)
	for _, name := range []string{"kept", "lost"} {
		if _, err := maps.Create(ctx, configMap(name, nil), metav1.CreateOptions{}); err != nil {
			return err
		}
	}
	notifications := make(chan notification, 100)
	informing, stop := context.WithCancel(ctx)
	factory := informers.NewSharedInformerFactory(s.client, time.Second)
	defer factory.Shutdown()
	defer stop()
	informer := factory.InformerFor(&v1.ConfigMap{}, func(_ kubernetes.Interface, resync time.Duration) cache.SharedIndexInformer {
		return cache.NewSharedIndexInformer(source.listerWatcher(), &v1.ConfigMap{}, resync, cache.Indexers{})
	})
	if _, err := informer.AddEventHandler(notifying(notifications)); err != nil {
		return err
	}
	factory.Start(informing.Done())
	if err := received(ctx, notifications, notification{"listed", "kept"}, notification{"listed", "lost"}); err != nil {
		return err
	}
	if _, err := maps.Update(ctx, configMap("kept", map[string]string{"a": "1"}), metav1.UpdateOptions{}); err != nil {
		return err
	}
	if err := received(ctx, notifications, notification{"updated", "kept"}); err != nil {
		return err
	}
	if err := source.expire(ctx); err != nil {
		return err
	}
	if err := maps.Delete(ctx, "lost", metav1.DeleteOptions{}); err != nil {
		return err
	}
	if _, err := maps.Create(ctx, configMap("late", nil), metav1.CreateOptions{}); err != nil {
		return err
	}
	source.release()
	if err := received(ctx, notifications, notification{"deleted unseen", "lost"}, notification{"added", "late"}); err != nil {
		return err
	}
	if err := received(ctx, notifications, notification{"resynced", "kept"}); err != nil {
		return err
	}
	if err := maps.Delete(ctx, "kept", metav1.DeleteOptions{}); err != nil {
		return err
	}
	return received(ctx, notifications, notification{"deleted", "kept"})
}

func notifying(notifications chan<- notification) cache.ResourceEventHandler {
	return cache.ResourceEventHandlerDetailedFuncs{
		AddFunc: func(object any, initial bool) {
			event := "added"
			if initial {
				event = "listed"
			}
			notifications <- notification{event, object.(*v1.ConfigMap).Name}
		},
		UpdateFunc: func(before, after any) {
			event := "updated"
			if before.(*v1.ConfigMap).ResourceVersion == after.(*v1.ConfigMap).ResourceVersion {
				event = "resynced"
			}
			notifications <- notification{event, after.(*v1.ConfigMap).Name}
		},
		DeleteFunc: func(object any) {
			if tombstone, ok := object.(cache.DeletedFinalStateUnknown); ok {
				notifications <- notification{"deleted unseen", tombstone.Obj.(*v1.ConfigMap).Name}
				return
			}
			notifications <- notification{"deleted", object.(*v1.ConfigMap).Name}
		},
	}
}

// Other notifications may come between them: a real cluster writes ConfigMaps of its own, and resyncs go on.
func received(ctx context.Context, notifications <-chan notification, wanted ...notification) error {
	for len(wanted) > 0 {
		select {
		case got := <-notifications:
			wanted = slices.DeleteFunc(wanted, func(each notification) bool { return each == got })
		case <-ctx.Done():
			return fmt.Errorf("the handler was never called with %v", wanted)
		}
	}
	return nil
}
