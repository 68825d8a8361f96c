//! The lines to the engines: numbered questions, answers by number, files and buffers beside the message.
//!
//! One engine holds the result that is shown and answers questions about it. A check may run in a second one aside, so
//! that the result shown can be looked at meanwhile and is still there when the check is cancelled, refused or fails;
//! when it is done, the second engine takes the first one's place.

use crate::check;
use crate::state::{self, App, Work};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use shared::protocol::{Answer, Envelope, Format, Phase, Request};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, HtmlMetaElement, MessageEvent, Worker, WorkerOptions, WorkerType};

/// What is done with an answer: the message, and a file where there is one.
type Then = Box<dyn FnOnce(Answer, Option<Blob>)>;

/// What shows how far the engine is.
type Watch = fn(App, Phase, u64, u64);

/// A message that waits for the engine to be ready.
type Waiting = (Array, Array);

/// What hears messages, and what hears failures.
type Ears = (Closure<dyn FnMut(MessageEvent)>, Closure<dyn FnMut(JsValue)>);

/// What an engine is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seat {
    /// Holds the result that is shown, or will.
    Shown,
    /// Runs a check while another result is shown.
    Aside,
}

/// A question without its answer yet.
struct Question {
    then: Then,
    /// Shows how far it is.
    watch: Option<Watch>,
}

struct Engine {
    number: u32,
    worker: Worker,
    ready: bool,
    waiting: Vec<Waiting>,
    pending: BTreeMap<u32, Question>,
    // Kept as long as the worker they belong to.
    ears: Ears,
}

impl Engine {
    fn send(&mut self, message: Array, transfer: Array) {
        if !self.ready {
            self.waiting.push((message, transfer));
        } else if let Err(error) = self.worker.post_message_with_transfer(&message, &transfer) {
            leptos::logging::error!("{error:?}");
        }
    }

    /// Ends the engine with whatever it holds. Questions still open get no answer.
    fn end(self) {
        self.worker.terminate();
        let ears = self.ears;
        // The listeners may be running right now, so they are dropped after this turn.
        gloo_timers::callback::Timeout::new(0, move || drop(ears)).forget();
    }
}

#[derive(Default)]
struct Lines {
    shown: Option<Engine>,
    aside: Option<Engine>,
    last: u32,
}

impl Lines {
    /// A number for an engine or a question.
    fn number(&mut self) -> u32 {
        self.last = self.last.wrapping_add(1).max(1);
        self.last
    }

    fn at(&mut self, seat: Seat) -> &mut Option<Engine> {
        match seat {
            Seat::Shown => &mut self.shown,
            Seat::Aside => &mut self.aside,
        }
    }

    /// The engine with this number; nothing where it was ended.
    fn numbered(&mut self, number: u32) -> Option<(Seat, &mut Engine)> {
        let shown = self.shown.iter_mut().map(|engine| (Seat::Shown, engine));
        let aside = self.aside.iter_mut().map(|engine| (Seat::Aside, engine));
        shown.chain(aside).find(|(_, engine)| engine.number == number)
    }
}

thread_local! {
    // Browser objects belong to this thread and cannot live in signals.
    static LINES: RefCell<Lines> = RefCell::default();
}

/// Starts the engine for the result that is shown, unless it runs.
pub(crate) fn start(app: App) {
    fill(app, Seat::Shown);
}

/// Puts an engine into a seat, unless one is there; whether one is there now.
fn fill(app: App, seat: Seat) -> bool {
    if seated(seat) {
        return true;
    }
    match open(app) {
        Ok(engine) => LINES.with_borrow_mut(|lines| *lines.at(seat) = Some(engine)),
        Err(error) if seat == Seat::Shown => check::crashed(app, seat, error),
        Err(error) => leptos::logging::error!("engine: {error}"),
    }
    if seat == Seat::Shown {
        app.engine.set(state::Engine::Starting);
    }
    seated(seat)
}

fn open(app: App) -> Result<Engine, &'static str> {
    let address = named("worker").ok_or("no engine named")?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&with_published(address), &options)
        .map_err(|_| "the engine cannot be started")?;
    let number = LINES.with_borrow_mut(Lines::number);
    let heard =
        Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| hear(app, number, &message));
    let failed = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let message = event
            .dyn_ref::<web_sys::ErrorEvent>()
            .map_or_else(String::new, web_sys::ErrorEvent::message);
        fail(app, number, &message);
    });
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
    worker.set_onmessageerror(Some(failed.as_ref().unchecked_ref()));
    Ok(Engine {
        number,
        worker,
        ready: false,
        waiting: Vec::new(),
        pending: BTreeMap::new(),
        ears: (heard, failed),
    })
}

/// The address that the page's head gives under a name.
fn named(name: &str) -> Option<String> {
    let meta = document()
        .query_selector(&format!("meta[name={name}]"))
        .ok()
        .flatten();
    Some(meta?.dyn_into::<HtmlMetaElement>().ok()?.content())
}

/// The worker's address with the standard and the laws that this site publishes in its fragment, which stays in the
/// browser.
fn with_published(address: String) -> String {
    let published = ["standard", "campaigns", "laws"].into_iter().filter_map(named);
    let published: Vec<String> = published.collect();
    if published.is_empty() {
        address
    } else {
        format!("{address}#{}", published.join(","))
    }
}

/// Ends the engine of a seat with whatever it holds; whether there was one.
pub(crate) fn stop(seat: Seat) -> bool {
    let engine = LINES.with_borrow_mut(|lines| lines.at(seat).take());
    engine.map(Engine::end).is_some()
}

/// Whether there is an engine in a seat.
pub(crate) fn seated(seat: Seat) -> bool {
    LINES.with_borrow_mut(|lines| lines.at(seat).is_some())
}

/// The engine aside, where there is one, holds what is shown from now on.
pub(crate) fn promote() {
    let former = LINES.with_borrow_mut(|lines| {
        let aside = lines.aside.take()?;
        lines.shown.replace(aside)
    });
    if let Some(former) = former {
        former.end();
    }
}

/// Asks about the result that is shown. Questions asked before the engine is ready wait.
pub(crate) fn ask(
    app: App,
    body: Request,
    attached: &[JsValue],
    then: impl FnOnce(Answer, Option<Blob>) + 'static,
) {
    let question = Question {
        then: Box::new(then),
        watch: None,
    };
    put(app, Seat::Shown, body, attached, Some(question));
}

/// Asks for a file of the result that is shown; gives the number of the question.
pub(crate) fn export(app: App, format: Format, then: impl FnOnce(Answer, Option<Blob>) + 'static) -> u32 {
    let watch: Watch = |app, _, done, total| {
        app.exporting.update(|export| {
            if let Some(export) = export {
                export.far = Some((done, total));
            }
        });
    };
    let question = Question {
        then: Box::new(then),
        watch: Some(watch),
    };
    put(app, Seat::Shown, Request::Export(format), &[], Some(question))
}

/// Nobody waits any more for the file that the question asked for.
pub(crate) fn give_up(app: App, question: u32) {
    let given_up = LINES.with_borrow_mut(|lines| lines.shown.as_mut()?.pending.remove(&question));
    drop(given_up);
    put(app, Seat::Shown, Request::GiveUp(question), &[], None);
}

/// Runs a check in a seat and shows how far it is; in the only engine where there cannot be a second one.
pub(crate) fn check(
    app: App,
    seat: Seat,
    body: Request,
    attached: &[JsValue],
    then: impl FnOnce(Answer) + 'static,
) {
    let question = Question {
        then: Box::new(move |answer, _| then(answer)),
        watch: Some(|app, phase, done, total| app.work.set(Work::Running { phase, done, total })),
    };
    let seat = if fill(app, seat) { seat } else { Seat::Shown };
    put(app, seat, body, attached, Some(question));
}

/// Sends a message, and keeps the question where it has an answer; gives its number.
fn put(app: App, at: Seat, body: Request, attached: &[JsValue], question: Option<Question>) -> u32 {
    fill(app, at);
    LINES.with_borrow_mut(|lines| {
        let id = lines.number();
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
        if let Some(engine) = lines.at(at) {
            engine.pending.extend(question.map(|question| (id, question)));
            engine.send(message, Array::of1(&buffer));
        }
        id
    })
}

fn hear(app: App, number: u32, message: &MessageEvent) {
    let parts = message.data().dyn_into::<Array>().unwrap_or_default();
    let head = Uint8Array::new(&parts.get(0)).to_vec();
    let envelope: Envelope<Answer> = match postcard::from_bytes(&head) {
        Ok(envelope) => envelope,
        Err(error) => return fail(app, number, &error.to_string()),
    };
    let id = envelope.id;
    match envelope.body {
        Answer::Ready {
            engine: version,
            standards,
            published_failed,
        } => {
            app.engine.set(state::Engine::Ready {
                version,
                standard: standards.into_iter().next().unwrap_or_default(),
                published_failed,
            });
            LINES.with_borrow_mut(|lines| {
                if let Some((_, engine)) = lines.numbered(number) {
                    engine.ready = true;
                    for (message, transfer) in std::mem::take(&mut engine.waiting) {
                        engine.send(message, transfer);
                    }
                }
            });
        }
        Answer::Progress { phase, done, total } => {
            let watch = LINES.with_borrow_mut(|lines| {
                let (_, engine) = lines.numbered(number)?;
                engine.pending.get(&id)?.watch
            });
            if let Some(show) = watch {
                show(app, phase, done, total);
            }
        }
        Answer::Crashed(error) => fail(app, number, &error),
        answer => {
            let question = LINES.with_borrow_mut(|lines| lines.numbered(number)?.1.pending.remove(&id));
            if let Some(question) = question {
                (question.then)(answer, parts.get(1).dyn_into().ok());
            }
        }
    }
}

/// An engine is gone. Where a second one could not even be started (the network is away and the browser no longer has
/// its file), the check is handed to the first: the result shown has to make room, but checking goes on.
fn fail(app: App, number: u32, error: &str) {
    let failed = LINES.with_borrow_mut(|lines| {
        let (seat, _) = lines.numbered(number)?;
        let engine = lines.at(seat).take()?;
        Some((seat, engine))
    });
    let Some((seat, mut engine)) = failed else {
        return; // Ended before: nobody waits for it.
    };
    leptos::logging::error!("engine: {error}");
    let pending = std::mem::take(&mut engine.pending);
    let waiting = std::mem::take(&mut engine.waiting);
    let unready = !engine.ready;
    engine.end();
    let handed_on = seat == Seat::Aside
        && unready
        && LINES.with_borrow_mut(|lines| {
            let Some(shown) = &mut lines.shown else {
                return false;
            };
            shown.pending.extend(pending);
            for (message, transfer) in waiting {
                shown.send(message, transfer);
            }
            true
        });
    if !handed_on {
        check::crashed(app, seat, error);
    }
}

/// Hands a file to the user.
pub(crate) fn save(file: &Blob, name: &str) -> Result<(), JsValue> {
    let address = web_sys::Url::create_object_url_with_blob(file)?;
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
