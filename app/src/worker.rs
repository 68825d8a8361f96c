//! The line to the engine: numbered questions, answers by number, files and buffers beside the message.

use crate::state::{App, Engine, Work};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use shared::protocol::{Answer, Envelope, Request};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Blob, HtmlMetaElement, MessageEvent, Worker, WorkerOptions, WorkerType, XmlHttpRequest,
    XmlHttpRequestResponseType,
};

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
    let Some(address) = named("worker") else {
        return crashed(app, "no engine named");
    };
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let Ok(worker) = Worker::new_with_options(&address, &options) else {
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
        let (message, transfer) = question(app, line, body, attached, Box::new(then));
        if line.ready {
            post(line, &message, &transfer);
        } else {
            line.waiting.push((message, transfer));
        }
    });
}

/// A numbered message, and what of it is handed over.
fn question(app: App, line: &mut Line, body: Request, attached: &[JsValue], then: Then) -> Waiting {
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
    line.pending.insert(id, then);
    (message, Array::of1(&buffer))
}

/// The address that the page's head gives under a name.
fn named(name: &str) -> Option<String> {
    let meta = document()
        .query_selector(&format!("meta[name={name}]"))
        .ok()
        .flatten()?;
    Some(meta.dyn_into::<HtmlMetaElement>().ok()?.content())
}

/// Sends what waited for the engine.
fn open() {
    LINE.with_borrow_mut(|line| {
        line.ready = true;
        for (message, transfer) in std::mem::take(&mut line.waiting) {
            post(line, &message, &transfer);
        }
    });
}

/// Fetches the laws of whoever runs this server and hands them to the engine. Nothing is checked without them: the
/// score would be another one.
fn fetch_laws(app: App, address: &str) {
    let failed = move || crashed(app, "the laws of this server cannot be loaded");
    let Ok(request) = XmlHttpRequest::new() else {
        return failed();
    };
    let heard = request.clone();
    let done = Closure::once_into_js(move || {
        let laws = heard
            .response()
            .ok()
            .and_then(|response| response.dyn_into::<ArrayBuffer>().ok());
        let Some(laws) = laws.filter(|_| heard.status() == Ok(200)) else {
            return failed();
        };
        LINE.with_borrow_mut(|line| {
            let then: Then = Box::new(move |answer, _| match answer {
                Answer::Failed(error) => crashed(app, &error),
                _ => open(),
            });
            let (message, transfer) = question(app, line, Request::Laws, &[laws.into()], then);
            post(line, &message, &transfer);
        });
    });
    request.set_onloadend(Some(done.unchecked_ref()));
    let sent = request.open("GET", address).and_then(|()| {
        request.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
        request.send()
    });
    if sent.is_err() {
        failed();
    }
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
        Answer::Ready { engine, .. } => {
            app.engine.set(Engine::Ready(engine));
            match named("laws") {
                Some(address) => fetch_laws(app, &address),
                None => open(),
            }
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
