package main

import (
	"context"
	"fmt"
	"slices"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/pager"
	"k8s.io/client-go/util/retry"
)

func discoverResources(_ context.Context, s session) error {
	lists, err := s.client.Discovery().ServerPreferredResources()
	if err != nil {
		return err
	}
	for _, list := range lists {
		for _, resource := range list.APIResources {
			if list.GroupVersion == "apps/v1" && resource.Name == "statefulsets" && slices.Contains(resource.ShortNames, "sts") {
				return nil
			}
		}
	}
	return fmt.Errorf("found no apps/v1 statefulsets with the short name sts in %d groups", len(lists))
}

func useTypedClients(ctx context.Context, s session) error {
	sets := s.client.AppsV1().StatefulSets(s.namespace)
	created, err := sets.Create(ctx, statefulSet("web", 0), metav1.CreateOptions{})
	if err != nil {
		return err
	}
	if created.Spec.RevisionHistoryLimit == nil || *created.Spec.RevisionHistoryLimit != 10 {
		return fmt.Errorf("expected the default revisionHistoryLimit, got %v", created.Spec.RevisionHistoryLimit)
	}
	scale, err := sets.GetScale(ctx, "web", metav1.GetOptions{})
	if err != nil {
		return err
	}
	// Whatever the controller has reported meanwhile.
	scale.ResourceVersion, scale.Spec.Replicas = "", 1
	if _, err := sets.UpdateScale(ctx, "web", scale, metav1.UpdateOptions{}); err != nil {
		return err
	}
	if _, err := sets.Update(ctx, created, metav1.UpdateOptions{}); !errors.IsConflict(err) {
		return fmt.Errorf("expected an update of a former version to conflict, got %v", err)
	}
	if _, err := sets.Create(ctx, statefulSet("web", 0), metav1.CreateOptions{}); !errors.IsAlreadyExists(err) {
		return fmt.Errorf("expected AlreadyExists, got %v", err)
	}
	invalid := statefulSet("-", -1)
	if _, err := sets.Create(ctx, invalid, metav1.CreateOptions{}); !errors.IsInvalid(err) {
		return fmt.Errorf("expected Invalid, got %v", err)
	}
	foreground := metav1.DeletePropagationForeground
	if err := sets.Delete(ctx, "web", metav1.DeleteOptions{PropagationPolicy: &foreground}); err != nil {
		return err
	}
	if _, err := sets.Get(ctx, "nobody", metav1.GetOptions{}); !errors.IsNotFound(err) {
		return fmt.Errorf("expected NotFound, got %v", err)
	}
	return nil
}

// Sends protobuf; what comes back is the server's choice of what is accepted.
func sendProtobuf(ctx context.Context, s session) error {
	config := rest.CopyConfig(s.config)
	config.ContentType = "application/vnd.kubernetes.protobuf"
	config.AcceptContentTypes = "application/vnd.kubernetes.protobuf,application/json"
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	data := map[string]string{"a": "1"}
	created, err := client.CoreV1().ConfigMaps(s.namespace).Create(ctx, configMap("binary", data), metav1.CreateOptions{})
	if err != nil {
		return err
	}
	if created.Data["a"] != "1" {
		return fmt.Errorf("expected a: 1, got %v", created.Data)
	}
	created.Data["b"] = "2"
	if _, err = client.CoreV1().ConfigMaps(s.namespace).Update(ctx, created, metav1.UpdateOptions{}); err != nil {
		return err
	}
	_, err = client.AppsV1().StatefulSets(s.namespace).Create(ctx, statefulSet("web", 0), metav1.CreateOptions{})
	return err
}

func pageAndRetry(ctx context.Context, s session) error {
	maps := s.client.CoreV1().ConfigMaps(s.namespace)
	for i := range 25 {
		if _, err := maps.Create(ctx, configMap(fmt.Sprintf("map-%d", i), nil), metav1.CreateOptions{}); err != nil {
			return err
		}
	}
	seen := 0
	pages := pager.New(func(ctx context.Context, options metav1.ListOptions) (runtime.Object, error) {
		return maps.List(ctx, options)
	})
	pages.PageSize = 4
	count := func(object runtime.Object) error {
		if _, ok := object.(*v1.ConfigMap); ok {
			seen++
		}
		return nil
	}
	if err := pages.EachListItem(ctx, metav1.ListOptions{}, count); err != nil {
		return err
	}
	// kube-root-ca.crt appears where the controller that publishes it runs.
	if seen < 25 || seen > 26 {
		return fmt.Errorf("expected 25 ConfigMaps in pages of 4, got %d", seen)
	}
	return retry.RetryOnConflict(retry.DefaultRetry, func() error {
		current, err := maps.Get(ctx, "map-0", metav1.GetOptions{})
		if err != nil {
			return err
		}
		if current.Labels == nil {
			// Somebody else is faster, once.
			patch := []byte(`{"metadata":{"labels":{"by":"other"}}}`)
			if _, err := maps.Patch(ctx, "map-0", types.MergePatchType, patch, metav1.PatchOptions{}); err != nil {
				return err
			}
		}
		current.Data = map[string]string{"tried": "again"}
		_, err = maps.Update(ctx, current, metav1.UpdateOptions{})
		return err
	})
}
