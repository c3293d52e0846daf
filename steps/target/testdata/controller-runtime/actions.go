package main

import (
	"context"
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	corev1 "k8s.io/client-go/applyconfigurations/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const reader = client.FieldOwner("reader")

func statefulSet(namespace string, replicas int32) *appsv1.StatefulSet {
	labels := map[string]string{"app": "web"}
	return &appsv1.StatefulSet{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "web"},
		Spec: appsv1.StatefulSetSpec{
			Replicas:    &replicas,
			ServiceName: "web",
			Selector:    &metav1.LabelSelector{MatchLabels: labels},
			Template: v1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec:       v1.PodSpec{Containers: []v1.Container{{Name: "main", Image: "none:1"}}},
			},
		},
	}
}

func create(ctx context.Context, c client.Client, set *appsv1.StatefulSet) error {
	return c.Create(ctx, set)
}

func scale(ctx context.Context, c client.Client, set *appsv1.StatefulSet) error {
	current := &autoscalingv1.Scale{}
	if err := c.SubResource("scale").Get(ctx, set, current); err != nil {
		return err
	}
	// Whatever the controller has reported meanwhile.
	current.ResourceVersion, current.Spec.Replicas = "", current.Spec.Replicas+1
	return c.SubResource("scale").Update(ctx, set, client.WithSubResourceBody(current))
}

func patchReplicas(ctx context.Context, c client.Client, set *appsv1.StatefulSet) error {
	cached := &appsv1.StatefulSet{}
	if err := c.Get(ctx, client.ObjectKeyFromObject(set), cached); err != nil {
		return err
	}
	before := cached.DeepCopy()
	*cached.Spec.Replicas = 1
	return c.Patch(ctx, cached, client.MergeFrom(before))
}

// The set is as its creation returned it.
func patchFormerVersion(ctx context.Context, c client.Client, set *appsv1.StatefulSet) error {
	changed := set.DeepCopy()
	*changed.Spec.Replicas = 5
	patch := client.MergeFromWithOptions(set.DeepCopy(), client.MergeFromWithOptimisticLock{})
	return expectConflict(c.Patch(ctx, changed, patch))
}

func applyWithConflict(ctx context.Context, c client.Client, set *appsv1.StatefulSet) error {
	return expectConflict(c.Apply(ctx, readNote(set), reader))
}

// The reconciler takes its field back, and leaves the other.
func applyByForce(ctx context.Context, c client.Client, set *appsv1.StatefulSet) error {
	return c.Apply(ctx, readNote(set), reader, client.ForceOwnership)
}

func readNote(set *appsv1.StatefulSet) *corev1.ConfigMapApplyConfiguration {
	return corev1.ConfigMap(set.Name, set.Namespace).WithData(map[string]string{"ready": "taken", "read": "yes"})
}

func remove(ctx context.Context, c client.Client, set *appsv1.StatefulSet) error {
	onlyThis := client.Preconditions{UID: &set.UID}
	return c.Delete(ctx, set, onlyThis, client.PropagationPolicy(metav1.DeletePropagationBackground))
}

func expectConflict(err error) error {
	if !errors.IsConflict(err) {
		return fmt.Errorf("expected a conflict, got %v", err)
	}
	return nil
}
