// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde_json::{json, Value};

async fn handler(event: LambdaEvent<Value>) -> Result<Value, Error> {
    let (payload, context) = event.into_parts();
    match payload["do"].as_str().unwrap_or("") {
        "echo" => Ok(payload["value"].clone()),
        "about" => {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_millis() as u64;
            Ok(json!({
                "id": context.request_id,
                "arn": context.invoked_function_arn,
                "left": context.deadline.saturating_sub(now),
                "trace": std::env::var("_X_AMZN_TRACE_ID").unwrap_or_default(),
                "client": "lambda_runtime",
            }))
        }
        "raise" => Err("no".into()),
        "panic" => panic!("at the handler"),
        "big" => Ok(Value::String("x".repeat(payload["value"].as_u64().unwrap_or(0) as usize))),
        _ => {
            println!("leaving");
            std::process::exit(3)
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    if std::env::var("FAIL_INIT").is_ok() {
        return Err("no init".into());
    }
    run(service_fn(handler)).await
}
