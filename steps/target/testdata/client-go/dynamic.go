package main

import (
	"context"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/watch"
)

var statefulSets = schema.GroupVersionResource{Group: "apps", Version: "v1", Resource: "statefulsets"}

func useDynamicClient(ctx context.Context, s session) error {
	sets := s.dynamic.Resource(statefulSets).Namespace(s.namespace)
	before, err := sets.List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	events, err := sets.Watch(ctx, metav1.ListOptions{ResourceVersion: before.GetResourceVersion()})
	if err != nil {
		return err
	}
	defer events.Stop()
	manifest := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": map[string]any{"name": "web"},
		"spec": map[string]any{
			"replicas": int64(0), "serviceName": "web",
			"selector": map[string]any{"matchLabels": map[string]any{"app": "web"}},
			"template": map[string]any{
				"metadata": map[string]any{"labels": map[string]any{"app": "web"}},
				"spec":     map[string]any{"containers": []any{map[string]any{"name": "main", "image": "none:1"}}},
			},
		},
	}}
	if _, err := sets.Create(ctx, manifest, metav1.CreateOptions{}); err != nil {
		return err
	}
	patch := []byte(`[{"op":"replace","path":"/spec/replicas","value":1}]`)
	if _, err := sets.Patch(ctx, "web", types.JSONPatchType, patch, metav1.PatchOptions{}); err != nil {
		return err
	}
	if err := sets.Delete(ctx, "web", metav1.DeleteOptions{}); err != nil {
		return err
	}
	return untilDeleted(ctx, events)
}

func untilDeleted(ctx context.Context, events watch.Interface) error {
	var seen []watch.EventType
	for {
		select {
		case event, open := <-events.ResultChan():
			if !open {
				return fmt.Errorf("the watch ended after %v", seen)
			}
			seen = append(seen, event.Type)
			if event.Type == watch.Deleted && seen[0] == watch.Added {
				return nil
			}
		case <-ctx.Done():
			return fmt.Errorf("expected ADDED to DELETED, saw %v", seen)
		}
	}
}
