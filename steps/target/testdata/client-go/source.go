package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
)

// What an informer reads ConfigMaps from. Its watch can be ended with 410 Expired, as by a server that has compacted its
// history; later requests then wait for the release.
type source struct {
	client    kubernetes.Interface
	namespace string
	watchList bool

	mutex    sync.Mutex
	requests []string
	expiring chan struct{}
	held     atomic.Bool
	released chan struct{}
}

func newSource(s session, watchList bool) *source {
	return &source{
		client: s.client, namespace: s.namespace, watchList: watchList,
		expiring: make(chan struct{}), released: make(chan struct{}),
	}
}

func (s *source) listerWatcher() cache.ListerWatcher {
	functions := &cache.ListWatch{ListWithContextFunc: s.list, WatchFuncWithContext: s.watch}
	if s.watchList {
		return functions
	}
	return withoutWatchList{functions}
}

// The reflector lists where its source says that it does not know sendInitialEvents.
type withoutWatchList struct{ cache.ListerWatcher }

func (withoutWatchList) IsWatchListSemanticsUnSupported() bool { return true }

func (s *source) list(ctx context.Context, options metav1.ListOptions) (runtime.Object, error) {
	s.admit(ctx, "list")
	return s.client.CoreV1().ConfigMaps(s.namespace).List(ctx, options)
}

func (s *source) watch(ctx context.Context, options metav1.ListOptions) (watch.Interface, error) {
	request := "watch"
	if options.SendInitialEvents != nil && *options.SendInitialEvents {
		request = "watch list"
	}
	s.admit(ctx, request)
	origin, err := s.client.CoreV1().ConfigMaps(s.namespace).Watch(ctx, options)
	if err != nil {
		return nil, err
	}
	events := make(chan watch.Event)
	proxy := watch.NewProxyWatcher(events)
	go s.forward(origin, events, proxy.StopChan())
	return proxy, nil
}

func (s *source) forward(origin watch.Interface, events chan<- watch.Event, stopped <-chan struct{}) {
	defer close(events)
	defer origin.Stop()
	for {
		var event watch.Event
		open := true
		select {
		case event, open = <-origin.ResultChan():
		case <-s.expiring:
			event = watch.Event{Type: watch.Error, Object: &errors.NewResourceExpired("compacted").ErrStatus}
		case <-stopped:
			return
		}
		if !open {
			return
		}
		select {
		case events <- event:
		case <-stopped:
			return
		}
	}
}

func (s *source) admit(ctx context.Context, request string) {
	s.mutex.Lock()
	s.requests = append(s.requests, request)
	s.mutex.Unlock()
	if !s.held.Load() {
		return
	}
	select {
	case <-s.released:
	case <-ctx.Done():
	}
}

func (s *source) expire(ctx context.Context) error {
	s.held.Store(true)
	select {
	case s.expiring <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("the informer has no watch that could expire")
	}
}

func (s *source) release() { close(s.released) }

func (s *source) sent() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return slices.Clone(s.requests)
}
