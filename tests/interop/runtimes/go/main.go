// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

type request struct {
	Do    string      `json:"do"`
	Value interface{} `json:"value"`
}

func handler(ctx context.Context, event request) (interface{}, error) {
	switch event.Do {
	case "echo":
		return event.Value, nil
	case "about":
		about, _ := lambdacontext.FromContext(ctx)
		deadline, _ := ctx.Deadline()
		return map[string]interface{}{
			"id":     about.AwsRequestID,
			"arn":    about.InvokedFunctionArn,
			"left":   time.Until(deadline).Milliseconds(),
			"trace":  os.Getenv("_X_AMZN_TRACE_ID"),
			"client": "aws-lambda-go",
		}, nil
	case "raise":
		return nil, errors.New("no")
	case "panic":
		panic("at the handler")
	case "big":
		return strings.Repeat("x", int(event.Value.(float64))), nil
	}
	fmt.Println("leaving")
	os.Exit(3)
	return nil, nil
}

// A reader is sent as it is read: the client posts it chunked, with an error in the trailers when it breaks off.
type broken struct{ sent bool }

func (b *broken) Read(buffer []byte) (int, error) {
	if b.sent {
		return 0, errors.New("broke off")
	}
	b.sent = true
	return copy(buffer, "first part"), nil
}

func streaming(ctx context.Context, event request) (interface{}, error) {
	if event.Do == "raise" {
		return &broken{}, nil
	}
	return strings.NewReader("streamed " + event.Do), nil
}

func main() {
	if os.Getenv("FAIL_INIT") != "" {
		lambda.Start(func(first, second, third int) {}) // a handler that the client refuses
	}
	if os.Getenv("_HANDLER") == "streaming" {
		lambda.Start(streaming)
	}
	lambda.Start(handler)
}
