package main

import (
	"context"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
)

// Of two candidates one leads; when it steps down, the other follows.
func electLeaders(ctx context.Context, s session) error {
	led := make(chan string, 2)
	stand := func(name string) (stepDown func(), err error) {
		lock := &resourcelock.LeaseLock{
			LeaseMeta:  metav1.ObjectMeta{Namespace: s.namespace, Name: "leader"},
			Client:     s.client.CoordinationV1(),
			LockConfig: resourcelock.ResourceLockConfig{Identity: name},
		}
		elector, err := leaderelection.NewLeaderElector(leaderelection.LeaderElectionConfig{
			Lock:            lock,
			LeaseDuration:   3 * time.Second,
			RenewDeadline:   2 * time.Second,
			RetryPeriod:     200 * time.Millisecond,
			ReleaseOnCancel: true,
			Callbacks: leaderelection.LeaderCallbacks{
				OnStartedLeading: func(context.Context) { led <- name },
				OnStoppedLeading: func() {},
			},
		})
		if err != nil {
			return nil, err
		}
		running, cancel := context.WithCancel(ctx)
		ended := make(chan struct{})
		go func() {
			elector.Run(running)
			close(ended)
		}()
		return func() {
			cancel()
			<-ended
		}, nil
	}
	expect := func(name string) error {
		select {
		case leader := <-led:
			if leader == name {
				return nil
			}
			return fmt.Errorf("expected %s to lead, but %s does", name, leader)
		case <-ctx.Done():
			return fmt.Errorf("%s never led", name)
		}
	}
	firstSteps, err := stand("first")
	if err != nil {
		return err
	}
	if err := expect("first"); err != nil {
		return err
	}
	secondSteps, err := stand("second")
	if err != nil {
		return err
	}
	firstSteps()
	defer secondSteps()
	return expect("second")
}
