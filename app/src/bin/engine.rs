//! The engine, in a worker: says "ready", then answers a ping with its version.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    console_error_panic_hook::set_once();
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return; // Not started as a worker: nobody listens.
    };
    let own = scope.clone();
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        if message.data().as_string().as_deref() == Some("ping") {
            say(&own, concat!("pong ", env!("CARGO_PKG_VERSION")));
        }
    });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    say(&scope, "ready");
}

fn say(scope: &DedicatedWorkerGlobalScope, text: &str) {
    if let Err(error) = scope.post_message(&text.into()) {
        wasm_bindgen::throw_val(error);
    }
}
