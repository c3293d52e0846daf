package main

import (
	"context"
	"fmt"
	"reflect"

	appsv1 "k8s.io/api/apps/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

type session struct {
	manager   ctrl.Manager
	namespace string
	reports   <-chan report
	ended     <-chan error
}

// What a user does, and what the reconciler must see of it: nothing where the request must be refused.
type step struct {
	name string
	act  func(context.Context, client.Client, *appsv1.StatefulSet) error
	saw  *report
}

var (
	none  = []string{}
	one   = []string{"web-0"}
	two   = []string{"web-0", "web-1"}
	three = []string{"web-0", "web-1", "web-2"}
)

var steps = []step{
	{"create", create, &report{Pods: two, Ready: 2, Revisions: 1, Noted: "2", Held: true}},
	{"scale", scale, &report{Pods: three, Ready: 3, Revisions: 1, Noted: "3", Held: true}},
	{"merge patch", patchReplicas, &report{Pods: one, Ready: 1, Revisions: 1, Noted: "1", Held: true}},
	{"merge patch of a former version", patchFormerVersion, nil},
	{"apply of a field of another manager", applyWithConflict, nil},
	{"forced apply", applyByForce, &report{Pods: one, Ready: 1, Revisions: 1, Noted: "1", Read: "yes", Held: true}},
	{"delete", remove, &report{Pods: one, Ready: 1, Revisions: 1, Noted: "1", Read: "yes", Held: true, Deleted: true}},
	{"finalize", nil, &report{Pods: none, Gone: true}},
}

func follow(ctx context.Context, s session) error {
	if !s.manager.GetCache().WaitForCacheSync(ctx) {
		return fmt.Errorf("the cache was not filled")
	}
	set := statefulSet(s.namespace, 2)
	for _, each := range steps {
		if each.act != nil {
			if err := each.act(ctx, s.manager.GetClient(), set); err != nil {
				return fmt.Errorf("%s: %w", each.name, err)
			}
		}
		if each.saw != nil {
			if err := s.await(ctx, *each.saw); err != nil {
				return fmt.Errorf("%s: %w", each.name, err)
			}
		}
		if err := print(each); err != nil {
			return err
		}
	}
	return nil
}

func (s session) await(ctx context.Context, wanted report) error {
	var last report
	for {
		select {
		case last = <-s.reports:
			if reflect.DeepEqual(last, wanted) {
				return nil
			}
		case err := <-s.ended:
			return fmt.Errorf("the manager ended: %w", err)
		case <-ctx.Done():
			return fmt.Errorf("expected the reconciler to see %+v, it last saw %+v", wanted, last)
		}
	}
}
