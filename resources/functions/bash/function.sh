# What a handler writes to standard output is its answer; what it writes to standard error is logged.
handler() {
    local event=$1 name
    echo "event: $event" >&2
    name=$(sed -n 's/.*"name" *: *"\([^"\\]*\)".*/\1/p' <<< "$event")
    echo "{\"message\": \"Hello, ${name:-world}, from $AWS_LAMBDA_FUNCTION_NAME\"}"
}
