//! The engine, in a worker: owns the list and the result, answers questions, never lets the list out.
//!
//! Everything runs to its end inside one message, so that a failure reaches the page as an error of the worker.

mod export;
mod input;
mod port;
mod published;
mod sample;
mod session;
mod warm_up;

use gloo_timers::callback::Timeout;
use port::Port;
use session::Session;
use shared::locale::Lang;
use shared::protocol::{Answer, Request};
use shared::result::ENGINE_VERSION;
use shared::standard::BUILTIN_VERSIONS;
use std::cell::RefCell;
use std::rc::Rc;
use warm_up::WarmUp;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::MessageEvent;

fn main() {
    let Some(port) = Port::open() else {
        return; // Not started as a worker: nobody listens.
    };
    let crashed = port.clone();
    std::panic::set_hook(Box::new(move |panic| {
        // The page needs to know before the module traps; the console gets the details.
        crashed.send(0, &Answer::Crashed(panic.to_string()), None);
        console_error_panic_hook::hook(panic);
    }));
    let published = published::load(port.scope());
    let published_failed = published.failed;
    let newest = published.standard.as_ref().map(|standard| &standard.document);
    let own: Vec<String> = newest
        .into_iter()
        .chain(&published.older)
        .map(|document| document.version.clone())
        .collect();
    let session = Rc::new(RefCell::new(Session::new(port.clone(), published)));
    let answering = Rc::clone(&session);
    let line = port.clone();
    let hear =
        Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| match port::read(&message) {
            Ok((envelope, attached)) => {
                let id = envelope.id;
                match envelope.body {
                    Request::Export(format) => {
                        return export::answer(&answering, &line, id, envelope.lang, format);
                    }
                    Request::GiveUp(export) => {
                        let mut session = answering.borrow_mut();
                        session.export = session.export.filter(|running| *running != export);
                        return;
                    }
                    Request::Standard => return export::standard(&answering, &line, id, envelope.lang),
                    _ => {}
                }
                let answer = answering.borrow_mut().answer(envelope, &attached);
                line.send(id, &answer, None);
            }
            Err(error) => line.send(0, &Answer::Failed(error), None),
        });
    port.listen(hear.as_ref().unchecked_ref());
    // Lives as long as the worker.
    hear.forget();
    let ready = Answer::Ready {
        engine: ENGINE_VERSION.to_owned(),
        standards: own
            .into_iter()
            .chain(BUILTIN_VERSIONS.iter().rev().map(|version| (*version).to_owned()))
            .collect(),
        published_failed,
    };
    port.send(0, &ready, None);
    Timeout::new(QUIET_MS, move || {
        if session.borrow_mut().standard_while_idle().is_some() {
            export::start(move |writers| warm_up(session, WarmUp::new(writers), 0.0));
        }
    })
    .forget();
}

/// Milliseconds after which nothing else is being started.
const QUIET_MS: u32 = 300;

/// Works on the example in short rounds, until that is enough or the page asks for anything.
fn warm_up(session: Rc<RefCell<Session>>, mut warm: WarmUp, worked: f64) {
    let started = js_sys::Date::now();
    let Some(standard) = session.borrow_mut().standard_while_idle() else {
        return;
    };
    warm.round(&standard);
    let worked = worked + js_sys::Date::now() - started;
    if worked < warm_up::ENOUGH {
        Timeout::new(0, move || warm_up(session, warm, worked)).forget();
    }
}

/// The sentence for a question about a result when there is none.
fn no_result(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "还没有检查结果，请先选择清单文件。",
        Lang::En => "There is no result yet. Choose a list first.",
    }
}
