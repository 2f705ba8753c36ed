package main

import (
	"context"
	"fmt"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

type request struct {
	Name string `json:"name"`
}

type response struct {
	Message string `json:"message"`
}

func handler(ctx context.Context, event request) (response, error) {
	fmt.Printf("event: %+v\n", event)
	if event.Name == "" {
		event.Name = "world"
	}
	return response{Message: "Hello, " + event.Name + ", from " + lambdacontext.FunctionName}, nil
}

func main() {
	lambda.Start(handler)
}
