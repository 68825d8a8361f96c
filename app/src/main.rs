//! The page, on the browser's main thread: mounts one component and starts the engine after the first paint.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlMetaElement, MessageEvent, Worker, WorkerOptions, WorkerType};

fn main() {
    console_error_panic_hook::set_once();
    if let Some(notice) = document().get_element_by_id("boot") {
        notice.remove();
    }
    mount_to_body(Page);
}

/// What is shown until the pages are in place.
#[component]
fn Page() -> impl IntoView {
    let (engine, set_engine) = signal(String::from("…"));
    // The second frame: the first one has been painted by then.
    request_animation_frame(move || request_animation_frame(move || start_engine(set_engine)));
    view! {
        <main>
            <h1>"清查"</h1>
            <p>"政务服务事项实施清单检查"</p>
            <p>"引擎 Engine: " <output id="engine">{engine}</output></p>
        </main>
    }
}

/// Starts the worker whose address the page names, and shows what it says.
fn start_engine(set_engine: WriteSignal<String>) {
    let named = document().query_selector("meta[name=worker]").ok().flatten();
    let Some(address) = named.and_then(|meta| meta.dyn_into::<HtmlMetaElement>().ok()) else {
        return set_engine.set("no address".into());
    };
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = match Worker::new_with_options(&address.content(), &options) {
        Ok(worker) => worker,
        Err(error) => return set_engine.set(format!("{error:?}")),
    };
    let asked = worker.clone();
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let text = message.data().as_string().unwrap_or_default();
        // The engine says "ready" by itself; only then does it hear what is sent to it.
        if text == "ready" && asked.post_message(&"ping".into()).is_ok() {
            return;
        }
        set_engine.set(text);
    });
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // Lives as long as the page.
    heard.forget();
}
