//! Starting, cancelling and repeating checks. What the user chose is kept here, so that no failure loses it.

use crate::route::Route;
use crate::state::{App, Saved, Work};
use crate::storage::{self, Record};
use crate::worker;
use leptos::prelude::*;
use shared::locale::fill;
use shared::protocol::{Answer, Check, Overview, Phase, Request};
use shared::report::points_text;
use std::cell::RefCell;
use std::sync::Arc;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::File;

/// What is checked.
#[derive(Clone)]
pub(crate) enum Input {
    /// The built-in example.
    Sample,
    /// Files or pasted text, each with its name.
    Files(Vec<(String, JsValue)>),
    /// A check kept on this machine, with its files.
    Kept(Box<Record>, Vec<(String, JsValue)>),
}

thread_local! {
    // Files belong to this thread and cannot live in signals.
    static INPUT: RefCell<Option<Input>> = const { RefCell::new(None) };
}

/// Today in the user's own time zone, `2026-01-31`.
pub(crate) fn today() -> String {
    let now = js_sys::Date::new_0();
    format!(
        "{:04}-{:02}-{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date()
    )
}

/// Checks files the user chose or dropped.
pub(crate) fn files(app: App, files: &[File]) {
    if files.is_empty() {
        return;
    }
    let named = files.iter().map(|file| (file.name(), file.clone().into()));
    run(app, Input::Files(named.collect()));
}

/// Checks pasted text: JSON where it looks so, else a table with tabs as spreadsheets copy it, else CSV.
pub(crate) fn pasted(app: App, text: &str) {
    let trimmed = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if trimmed.is_empty() {
        return;
    }
    let first = trimmed.lines().next().unwrap_or_default();
    let extension = if trimmed.starts_with(['{', '[']) {
        "json"
    } else if first.contains('\t') {
        "tsv"
    } else {
        "csv"
    };
    let name = format!("{}.{extension}", app.texts_now().pasted_name);
    let bytes = js_sys::Uint8Array::from(text.as_bytes()).buffer();
    run(app, Input::Files(vec![(name, bytes.into())]));
}

/// Runs a check.
pub(crate) fn run(app: App, input: Input) {
    if app.busy() {
        cancel(app);
    }
    let (request, attached) = request(&input);
    INPUT.set(Some(input.clone()));
    app.started.set(js_sys::Date::now());
    app.overview.set(None);
    app.saved.set(Saved::No);
    app.same.set(None);
    app.work.set(Work::Running {
        phase: Phase::Read,
        done: 0,
        total: 0,
    });
    app.said.set(app.texts_now().running.to_owned());
    app.go(Route::Start);
    worker::ask(app, request, &attached, move |answer, _| match answer {
        Answer::Done(overview) => done(app, *overview, input),
        Answer::Refused(sentences) => {
            app.said.set(sentences.join(" "));
            app.work.set(Work::Refused(sentences));
        }
        Answer::Failed(error) => {
            app.said.set(error.clone());
            app.work.set(Work::Refused(vec![error]));
        }
        _ => app.work.set(Work::Idle),
    });
}

fn request(input: &Input) -> (Request, Vec<JsValue>) {
    let check = |files: &[(String, JsValue)], date: String, standard: Option<String>| {
        let check = Check {
            names: files.iter().map(|(name, _)| name.clone()).collect(),
            date,
            standard,
            ..Check::default()
        };
        let attached = files.iter().map(|(_, part)| part.clone()).collect();
        (Request::Check(check), attached)
    };
    match input {
        Input::Sample => (Request::Sample { date: today() }, Vec::new()),
        Input::Files(files) => check(files, today(), None),
        Input::Kept(record, files) => check(files, record.date.clone(), Some(record.standard.clone())),
    }
}

fn done(app: App, overview: Overview, input: Input) {
    let texts = app.texts_now();
    let counts = [
        points_text(overview.score),
        overview.fails.to_string(),
        overview.suspects.to_string(),
    ];
    app.said.set(fill(texts.said_done, &counts));
    app.filter.set(shared::query::Filter::default());
    app.item_filter.set(shared::query::Filter::default());
    match input {
        Input::Files(files) => storage::keep(app, Record::of(&overview), files),
        Input::Kept(record, _) => app.same.set(Some(record.fingerprint == overview.fingerprint)),
        Input::Sample => {}
    }
    app.work.set(Work::Idle);
    app.overview.set(Some(Arc::new(overview)));
    app.go(Route::Overview);
}

/// Stops the running check by ending the engine; a fresh one starts at once.
pub(crate) fn cancel(app: App) {
    worker::stop();
    app.work.set(Work::Cancelled);
    app.said.set(app.texts_now().cancelled.to_owned());
    worker::start(app);
}

/// Runs the last check again.
pub(crate) fn again(app: App) {
    if let Some(input) = INPUT.with_borrow(Clone::clone) {
        run(app, input);
    }
}

/// Whether there is a check to run again.
pub(crate) fn can_repeat() -> bool {
    INPUT.with_borrow(Option::is_some)
}

/// The files of a drop or of a file input.
pub(crate) fn list_files(list: Option<web_sys::FileList>) -> Vec<File> {
    list.map_or_else(Vec::new, |list| {
        (0..list.length())
            .filter_map(|index| list.item(index)?.dyn_into().ok())
            .collect()
    })
}
