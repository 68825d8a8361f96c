//! The line to the engine: numbered questions, answers by number, files and buffers beside the message.

use crate::state::{App, Engine, Work};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use shared::protocol::{Answer, Envelope, Request};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, HtmlMetaElement, MessageEvent, Worker, WorkerOptions, WorkerType};

/// What is done with an answer: the message, and the bytes of a file where there is one.
type Then = Box<dyn FnOnce(Answer, Option<ArrayBuffer>)>;

/// A message that waits for the engine to be ready.
type Waiting = (Array, Array);

/// What hears messages, and what hears failures.
type Ears = (Closure<dyn FnMut(MessageEvent)>, Closure<dyn FnMut(JsValue)>);

#[derive(Default)]
struct Line {
    worker: Option<Worker>,
    ready: bool,
    waiting: Vec<Waiting>,
    pending: BTreeMap<u32, Then>,
    last: u32,
    // Kept as long as the worker they belong to.
    ears: Option<Ears>,
}

thread_local! {
    // Browser objects belong to this thread and cannot live in signals.
    static LINE: RefCell<Line> = RefCell::default();
}

/// Starts the engine, unless it runs.
pub(crate) fn start(app: App) {
    if LINE.with_borrow(|line| line.worker.is_some()) {
        return;
    }
    let named = document().query_selector("meta[name=worker]").ok().flatten();
    let Some(address) = named.and_then(|meta| meta.dyn_into::<HtmlMetaElement>().ok()) else {
        return crashed(app, "no engine named");
    };
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let Ok(worker) = Worker::new_with_options(&with_standard(address.content()), &options) else {
        return crashed(app, "the engine cannot be started");
    };
    app.engine.set(Engine::Starting);
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| hear(app, &message));
    let failed = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let message = event
            .dyn_ref::<web_sys::ErrorEvent>()
            .map_or_else(String::new, web_sys::ErrorEvent::message);
        crashed(app, &message);
    });
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
    worker.set_onmessageerror(Some(failed.as_ref().unchecked_ref()));
    LINE.with_borrow_mut(|line| {
        line.worker = Some(worker);
        line.ears = Some((heard, failed));
    });
}

/// The worker's address with the standard that this site publishes in its fragment, which stays in the browser.
fn with_standard(address: String) -> String {
    let named = document().query_selector("meta[name=standard]").ok().flatten();
    match named.and_then(|meta| meta.dyn_into::<HtmlMetaElement>().ok()) {
        Some(standard) => format!("{address}#{}", standard.content()),
        None => address,
    }
}

/// Ends the engine with whatever it holds. Questions still open get no answer.
pub(crate) fn stop() {
    // The listeners may be running right now, so they are dropped after this turn.
    let ears = LINE.with_borrow_mut(|line| {
        if let Some(worker) = line.worker.take() {
            worker.terminate();
        }
        line.ready = false;
        line.waiting.clear();
        line.pending.clear();
        line.ears.take()
    });
    gloo_timers::callback::Timeout::new(0, move || drop(ears)).forget();
}

/// Asks the engine. Questions asked before it is ready wait.
pub(crate) fn ask(
    app: App,
    body: Request,
    attached: &[JsValue],
    then: impl FnOnce(Answer, Option<ArrayBuffer>) + 'static,
) {
    start(app);
    LINE.with_borrow_mut(|line| {
        line.last = line.last.wrapping_add(1).max(1);
        let id = line.last;
        let envelope = Envelope {
            id,
            lang: app.lang.get_untracked(),
            body,
        };
        // Texts and numbers only: a request always serialises.
        let head = postcard::to_allocvec(&envelope).unwrap_or_default();
        let buffer = Uint8Array::from(head.as_slice()).buffer();
        let message = Array::of1(&buffer);
        for part in attached {
            message.push(part);
        }
        line.pending.insert(id, Box::new(then));
        let transfer = Array::of1(&buffer);
        if line.ready {
            post(line, &message, &transfer);
        } else {
            line.waiting.push((message, transfer));
        }
    });
}

fn post(line: &Line, message: &Array, transfer: &Array) {
    if let Some(worker) = &line.worker
        && let Err(error) = worker.post_message_with_transfer(message, transfer)
    {
        leptos::logging::error!("{error:?}");
    }
}

fn hear(app: App, message: &MessageEvent) {
    let parts = message.data().dyn_into::<Array>().unwrap_or_default();
    let head = Uint8Array::new(&parts.get(0)).to_vec();
    let envelope: Envelope<Answer> = match postcard::from_bytes(&head) {
        Ok(envelope) => envelope,
        Err(error) => return crashed(app, &error.to_string()),
    };
    match envelope.body {
        Answer::Ready {
            engine,
            standards,
            published_failed,
        } => {
            app.engine.set(Engine::Ready {
                version: engine,
                standard: standards.into_iter().next().unwrap_or_default(),
                published_failed,
            });
            LINE.with_borrow_mut(|line| {
                line.ready = true;
                for (message, transfer) in std::mem::take(&mut line.waiting) {
                    post(line, &message, &transfer);
                }
            });
        }
        Answer::Progress { phase, done, total } => app.work.set(Work::Running { phase, done, total }),
        Answer::Crashed(error) => crashed(app, &error),
        answer => {
            let then = LINE.with_borrow_mut(|line| line.pending.remove(&envelope.id));
            if let Some(then) = then {
                then(answer, parts.get(1).dyn_into().ok());
            }
        }
    }
}

/// The engine is gone: says so and gets ready for a new one. What the user chose is kept.
fn crashed(app: App, error: &str) {
    leptos::logging::error!("engine: {error}");
    stop();
    app.engine.set(Engine::Starting);
    app.overview.set(None);
    app.work.set(Work::Crashed(error.to_owned()));
    app.said.set(app.texts_now().crashed_title.to_owned());
}

/// Hands bytes to the user as a file.
pub(crate) fn save(bytes: &ArrayBuffer, name: &str, mime: &str) -> Result<(), JsValue> {
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type(mime);
    let blob = Blob::new_with_buffer_source_sequence_and_options(&Array::of1(bytes), &kind)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The download has taken the bytes by then.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = web_sys::Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}
