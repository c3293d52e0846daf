package main

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	appsv1 "k8s.io/client-go/applyconfigurations/apps/v1"
	corev1 "k8s.io/client-go/applyconfigurations/core/v1"
	applymetav1 "k8s.io/client-go/applyconfigurations/meta/v1"
)

// Two managers of one object: each owns what it applied, quarrels are told, and what nobody applies any more goes.
func applyServerSide(ctx context.Context, s session) error {
	sets := s.client.AppsV1().StatefulSets(s.namespace)
	ours := func(replicas int32, label string) *appsv1.StatefulSetApplyConfiguration {
		labels := map[string]string{"app": "web"}
		container := corev1.Container().WithName("main").WithImage("none:1")
		template := corev1.PodTemplateSpec().WithLabels(labels).WithSpec(corev1.PodSpec().WithContainers(container))
		spec := appsv1.StatefulSetSpec().WithReplicas(replicas).WithServiceName("web").WithTemplate(template).
			WithSelector(applymetav1.LabelSelector().WithMatchLabels(labels))
		return appsv1.StatefulSet("web", s.namespace).WithLabels(map[string]string{label: "yes"}).WithSpec(spec)
	}
	first := metav1.ApplyOptions{FieldManager: "first"}
	if _, err := sets.Apply(ctx, ours(0, "one"), first); err != nil {
		return err
	}
	theirs := appsv1.StatefulSet("web", s.namespace).WithSpec(appsv1.StatefulSetSpec().WithReplicas(1))
	second := metav1.ApplyOptions{FieldManager: "second"}
	if _, err := sets.Apply(ctx, theirs, second); !errors.IsConflict(err) {
		return fmt.Errorf("expected a conflict of managers, got %v", err)
	}
	second.Force = true
	if _, err := sets.Apply(ctx, theirs, second); err != nil {
		return err
	}
	applied, err := sets.Apply(ctx, ours(1, "two"), first)
	if err != nil {
		return err
	}
	if _, left := applied.Labels["one"]; left || applied.Labels["two"] != "yes" {
		return fmt.Errorf("expected label two instead of one, got %v", applied.Labels)
	}
	extracted, err := appsv1.ExtractStatefulSet(applied, "second")
	if err != nil {
		return err
	}
	if extracted.Spec == nil || extracted.Spec.Replicas == nil || *extracted.Spec.Replicas != 1 || extracted.Spec.ServiceName != nil {
		return fmt.Errorf("expected second to own spec.replicas alone, got %+v", extracted.Spec)
	}
	return nil
}
