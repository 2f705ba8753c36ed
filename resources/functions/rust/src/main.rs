use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde_json::{json, Value};

async fn handler(event: LambdaEvent<Value>) -> Result<Value, Error> {
    let (payload, context) = event.into_parts();
    println!("event: {payload}");
    let name = payload["name"].as_str().unwrap_or("world");
    Ok(json!({ "message": format!("Hello, {name}, from {}", context.env_config.function_name) }))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(handler)).await
}
