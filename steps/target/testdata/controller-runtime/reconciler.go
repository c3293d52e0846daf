package main

import (
	"context"
	"slices"
	"strconv"

	appsv1 "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	corev1 "k8s.io/client-go/applyconfigurations/core/v1"
	applymetav1 "k8s.io/client-go/applyconfigurations/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"
)

const (
	controllerField = ".metadata.controller"
	finalizer       = "conformance.example.com/report"
	manager         = client.FieldOwner("reporter")
)

// What one pass saw in the cache.
type report struct {
	Pods      []string `json:"pods"`
	Ready     int      `json:"ready"`
	Revisions int      `json:"revisions"`
	Noted     string   `json:"noted,omitempty"`
	Read      string   `json:"read,omitempty"`
	Held      bool     `json:"held"`
	Deleted   bool     `json:"deleted"`
	Gone      bool     `json:"gone"`
}

// Keeps a ConfigMap about each StatefulSet that says how many of its Pods are ready, and a finalizer on the set.
type reporter struct {
	client  client.Client
	reports chan<- report
}

func (r *reporter) Reconcile(ctx context.Context, request ctrl.Request) (ctrl.Result, error) {
	seen, err := r.observe(ctx, request)
	if err != nil {
		return ctrl.Result{}, err
	}
	set := &appsv1.StatefulSet{}
	if err := r.client.Get(ctx, request.NamespacedName, set); client.IgnoreNotFound(err) != nil {
		return ctrl.Result{}, err
	}
	seen.Gone = set.UID == ""
	seen.Deleted = set.DeletionTimestamp != nil
	seen.Held = controllerutil.ContainsFinalizer(set, finalizer)
	r.reports <- seen
	if seen.Gone || seen.Deleted && !seen.Held {
		return ctrl.Result{}, nil
	}
	if seen.Deleted == seen.Held {
		return ctrl.Result{}, r.toggleFinalizer(ctx, set)
	}
	return ctrl.Result{}, r.client.Apply(ctx, note(set, seen.Ready), manager, client.ForceOwnership)
}

func (r *reporter) observe(ctx context.Context, request ctrl.Request) (report, error) {
	seen := report{Pods: []string{}}
	pods := &v1.PodList{}
	ofSet := client.MatchingFields{controllerField: request.Name}
	if err := r.client.List(ctx, pods, client.InNamespace(request.Namespace), ofSet); err != nil {
		return seen, err
	}
	for _, pod := range pods.Items {
		seen.Pods = append(seen.Pods, pod.Name)
		ready := func(each v1.PodCondition) bool { return each.Type == v1.PodReady && each.Status == v1.ConditionTrue }
		if slices.ContainsFunc(pod.Status.Conditions, ready) {
			seen.Ready++
		}
	}
	slices.Sort(seen.Pods)
	revisions := &metav1.PartialObjectMetadataList{}
	revisions.SetGroupVersionKind(appsv1.SchemeGroupVersion.WithKind("ControllerRevisionList"))
	if err := r.client.List(ctx, revisions, client.InNamespace(request.Namespace)); err != nil {
		return seen, err
	}
	seen.Revisions = len(revisions.Items)
	noted := &v1.ConfigMap{}
	err := r.client.Get(ctx, request.NamespacedName, noted)
	seen.Noted, seen.Read = noted.Data["ready"], noted.Data["read"]
	return seen, client.IgnoreNotFound(err)
}

// A set that is being deleted loses it, any other gets it.
func (r *reporter) toggleFinalizer(ctx context.Context, set *appsv1.StatefulSet) error {
	before := set.DeepCopy()
	if set.DeletionTimestamp == nil {
		controllerutil.AddFinalizer(set, finalizer)
	} else {
		controllerutil.RemoveFinalizer(set, finalizer)
	}
	return r.client.Patch(ctx, set, client.MergeFromWithOptions(before, client.MergeFromWithOptimisticLock{}))
}

func note(set *appsv1.StatefulSet, ready int) *corev1.ConfigMapApplyConfiguration {
	owner := applymetav1.OwnerReference().WithAPIVersion("apps/v1").WithKind("StatefulSet").
		WithName(set.Name).WithUID(set.UID).WithController(true).WithBlockOwnerDeletion(true)
	return corev1.ConfigMap(set.Name, set.Namespace).WithOwnerReferences(owner).
		WithData(map[string]string{"ready": strconv.Itoa(ready)})
}

// The name of the StatefulSet that controls a Pod, for the index.
func controllerOf(object client.Object) []string {
	owner := metav1.GetControllerOf(object)
	if owner == nil || owner.Kind != "StatefulSet" {
		return nil
	}
	return []string{owner.Name}
}
