//! Starting, cancelling and repeating checks. What the user chose is kept here, so that no failure loses it, and
//! neither is the result that was shown before lost to a check that comes to nothing.

use crate::columns::Choices;
use crate::components::progress;
use crate::references::{self, Reference};
use crate::route::Route;
use crate::state::{App, Saved, Work};
use crate::storage::{self, Record};
use crate::worker::{self, Seat};
use leptos::prelude::*;
use shared::protocol::{Answer, Check, Overview, Phase, Request};
use shared::query::Filter;
use shared::report::points_text;
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use wasm_bindgen::JsValue;
use web_sys::File;

/// Up to so many items a result stays in its engine while the next check runs in a second one: both together then need
/// less than the check of one large list does (8,310 items: some 230 MB for the tab; 100,000: 670 MB). A larger result
/// makes room, since two of that size may be more than an office computer has, and is made again from its files if the
/// new check comes to nothing.
const BOTH_FIT: u64 = 30_000;

/// What is checked, and how; the same again gives the same result.
#[derive(Clone)]
pub(crate) struct Input {
    /// Files or pasted text, each with its name; the built-in example where there are none.
    files: Vec<(String, JsValue)>,
    /// Day of the check.
    date: String,
    /// Version of the standard; the newest without.
    standard: Option<String>,
    /// What a person decided about columns.
    choices: Choices,
    /// Reference lists to compare with.
    references: Vec<Reference>,
    /// Special inspections to add to the standard.
    campaigns: Vec<String>,
    /// Whether files may turn out to be reference lists.
    sort: bool,
    /// The record of the history it was opened from or kept as.
    record: Option<Record>,
    /// Whether this is a check again with other columns: the user stays on the page.
    again: bool,
}

impl Input {
    fn new(files: Vec<(String, JsValue)>) -> Self {
        Self {
            files,
            date: today(),
            standard: None,
            choices: Choices::default(),
            references: Vec::new(),
            campaigns: Vec::new(),
            sort: true,
            record: None,
            again: false,
        }
    }

    /// The same with the reference lists and special inspections chosen on the first page: a check of its own.
    fn with_setup(mut self) -> Self {
        self.references = references::usable();
        self.campaigns = references::campaigns();
        self.record = None;
        self
    }

    /// The built-in example.
    pub(crate) fn sample() -> Self {
        Self::new(Vec::new()).with_setup()
    }

    /// A check kept on this machine, with its files and the files of its reference lists.
    pub(crate) fn kept(record: Record, kept: storage::Files) -> Self {
        let references = record.references.iter().zip(kept.references);
        Self {
            date: record.date.clone(),
            standard: Some(record.standard.clone()),
            choices: record.choices.clone(),
            references: references
                .map(|(named, (_, part))| Reference {
                    named: named.clone(),
                    part,
                    usable: true,
                })
                .collect(),
            campaigns: record.campaigns.clone(),
            sort: false,
            record: Some(record),
            ..Self::new(kept.lists)
        }
    }

    /// Whether a record of the history is of just this check.
    fn is_kept_as(&self, record: &Record) -> bool {
        let named = self.references.iter().map(|reference| &reference.named);
        record.choices == self.choices
            && record.campaigns == self.campaigns
            && record.references.iter().eq(named)
    }

    fn request(&self) -> (Request, Vec<JsValue>) {
        let check = Check {
            names: self.files.iter().map(|(name, _)| name.clone()).collect(),
            date: self.date.clone(),
            standard: self.standard.clone(),
            choices: self.choices.list(),
            sort: self.sort,
            references: self
                .references
                .iter()
                .map(|reference| reference.named.clone())
                .collect(),
            campaigns: self.campaigns.clone(),
        };
        let request = if self.files.is_empty() {
            Request::Sample(check)
        } else {
            Request::Check(check)
        };
        let lists = self.files.iter().map(|(_, part)| part.clone());
        let references = self.references.iter().map(|reference| reference.part.clone());
        (request, lists.chain(references).collect())
    }
}

thread_local! {
    // Files belong to this thread and cannot live in signals.
    /// What was asked for last.
    static LAST: RefCell<Option<Input>> = const { RefCell::new(None) };
    /// What the result shown was made from.
    static SHOWN: RefCell<Option<Input>> = const { RefCell::new(None) };
    /// Whether the result shown was made again after its engine failed: a second failure is not tried a third time.
    static MADE_AGAIN: Cell<bool> = const { Cell::new(false) };
}

/// Today in the user's own time zone, `2026-01-31`.
fn today() -> String {
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
    run(app, Input::new(named.collect()).with_setup());
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
    run(app, Input::new(vec![(name, bytes.into())]).with_setup());
}

/// Checks what is shown again, with other decisions about its columns.
pub(crate) fn with_choices(app: App, change: impl FnOnce(&mut Choices)) {
    let Some(mut input) = SHOWN.with_borrow(Clone::clone) else {
        return;
    };
    change(&mut input.choices);
    input.again = true;
    run(app, input);
}

/// Checks what is shown again, with the reference lists and special inspections chosen on the first page: a check of its
/// own in the history.
pub(crate) fn with_setup(app: App) {
    if let Some(shown) = SHOWN.with_borrow(Clone::clone) {
        run(app, shown.with_setup());
    }
}

/// Checks a file as a list of items that was taken for a reference list.
pub(crate) fn as_list(app: App, reference: Reference) {
    let input = Input::new(vec![(reference.named.0, reference.part)]);
    run(
        app,
        Input {
            sort: false,
            ..input.with_setup()
        },
    );
}

/// Runs a check. The result shown before stays until the new one is there.
pub(crate) fn run(app: App, input: Input) {
    let items = app
        .overview
        .with_untracked(|shown| shown.as_ref().map(|shown| shown.items));
    let aside = items.is_some_and(|items| items <= BOTH_FIT);
    if app.busy() && !worker::stop(Seat::Aside) {
        worker::stop(Seat::Shown);
        if aside {
            restore(app);
        }
    }
    let seat = if aside { Seat::Aside } else { Seat::Shown };
    let (request, attached) = input.request();
    LAST.set(Some(input.clone()));
    progress::begin();
    app.work.set(Work::Running {
        phase: Phase::Read,
        done: 0,
        total: 0,
    });
    app.say(|texts| texts.running, &[]);
    worker::check(app, seat, request, &attached, move |answer| match answer {
        Answer::Done(overview) => done(app, *overview, input),
        Answer::References(taken) => only_references(app, &taken, &input),
        Answer::Refused(sentences) => refused(app, sentences),
        Answer::Failed(error) => refused(app, vec![error]),
        _ => app.work.set(Work::Idle),
    });
}

/// The files were reference lists and nothing else: what is shown is checked again with them, or they wait for a list.
fn only_references(app: App, taken: &[(u32, bool)], input: &Input) {
    let found = references::take(app, taken, &input.files);
    worker::stop(Seat::Aside);
    app.work.set(Work::Idle);
    app.say(|texts| texts.said_references, &[found.len().to_string()]);
    match SHOWN.with_borrow(Clone::clone) {
        Some(mut shown) if !found.is_empty() => {
            references::merge(&mut shown.references, found);
            shown.record = None;
            run(app, shown);
        }
        _ => references::come_back(),
    }
}

fn done(app: App, overview: Overview, mut input: Input) {
    worker::promote();
    if input.sort {
        // Those known before were taken first, as they will be from now on.
        references::merge(
            &mut input.references,
            references::take(app, &overview.taken, &input.files),
        );
        let mut number = 0..;
        input.files.retain(|_| {
            !number
                .next()
                .is_some_and(|number| overview.taken.iter().any(|(taken, _)| *taken == number))
        });
        input.sort = false;
    }
    app.restoring.set(false);
    MADE_AGAIN.set(false);
    let counts = [
        points_text(overview.score),
        overview.fails.to_string(),
        overview.suspects.to_string(),
    ];
    app.say(|texts| texts.said_done, &counts);
    let before = app
        .overview
        .with_untracked(|shown| shown.as_ref().map(|shown| shown.score));
    app.before.set(before.filter(|_| input.again));
    app.findings.start(Filter::default());
    app.items.start(Filter::default());
    app.same.set(None);
    app.saved.set(Saved::No);
    let kept = input
        .record
        .as_ref()
        .is_some_and(|record| input.is_kept_as(record));
    if input.files.is_empty() {
        // The example is no check of anybody's list.
    } else if kept && !input.again {
        let then = input.record.as_ref().map(|record| record.fingerprint.as_str());
        app.same.set(Some(then == Some(overview.fingerprint.as_str())));
    } else {
        let id = input.record.as_ref().map(|record| record.id);
        let references = input.references.iter();
        let record = Record {
            references: references
                .clone()
                .map(|reference| reference.named.clone())
                .collect(),
            campaigns: input.campaigns.clone(),
            ..Record::of(&overview, id, input.choices.clone())
        };
        let pair = |reference: &Reference| (reference.named.0.clone(), reference.part.clone());
        let files = storage::Files {
            lists: input.files.clone(),
            references: references.map(pair).collect(),
        };
        storage::keep(app, record.clone(), files);
        input.record = Some(record);
    }
    app.work.set(Work::Idle);
    app.overview.set(Some(Arc::new(overview)));
    let stay = std::mem::replace(&mut input.again, false);
    SHOWN.set(Some(input));
    if !stay {
        app.go(Route::Overview);
    }
}

/// Nothing could be read: the result shown before is still there, or is made again where it had to make room.
fn refused(app: App, sentences: Vec<String>) {
    if !worker::stop(Seat::Aside) {
        restore(app);
    }
    app.say_made(sentences.join(" "));
    app.work.set(Work::Refused(sentences));
}

/// Stops the running check by ending its engine.
pub(crate) fn cancel(app: App) {
    if !worker::stop(Seat::Aside) {
        worker::stop(Seat::Shown);
        restore(app);
        // Ready for the next check.
        worker::start(app);
    }
    app.work.set(Work::Cancelled);
    app.say(|texts| texts.cancelled, &[]);
}

/// An engine is gone, and with it the check that ran in it. What the user chose is kept; the result shown before is
/// untouched or made again.
pub(crate) fn crashed(app: App, seat: Seat, error: &str) {
    let checks_aside = seat == Seat::Shown && worker::seated(Seat::Aside);
    if seat == Seat::Shown {
        app.engine.set(crate::state::Engine::Starting);
        if app.restoring.get_untracked() || MADE_AGAIN.replace(true) {
            lost(app);
        } else {
            restore(app);
        }
    }
    // The check goes on in the other engine.
    if !checks_aside {
        app.work.set(Work::Crashed(error.to_owned()));
        app.say(|texts| texts.crashed_title, &[]);
    }
}

/// Makes the result shown before again, from its files. Questions about it wait in the engine until it is there.
fn restore(app: App) {
    let Some(input) = SHOWN.with_borrow(Clone::clone) else {
        return;
    };
    app.restoring.set(true);
    let (request, attached) = input.request();
    worker::ask(app, request, &attached, move |answer, _| {
        app.restoring.set(false);
        match answer {
            Answer::Done(overview) => app.overview.set(Some(Arc::new(*overview))),
            // Its files were moved or changed meanwhile.
            _ => lost(app),
        }
    });
}

fn lost(app: App) {
    SHOWN.set(None);
    app.restoring.set(false);
    app.overview.set(None);
}

/// Runs the last check again.
pub(crate) fn repeat(app: App) {
    if let Some(input) = LAST.with_borrow(Clone::clone) {
        run(app, input);
    }
}

/// Whether there is a check to run again.
pub(crate) fn can_repeat() -> bool {
    LAST.with_borrow(Option::is_some)
}
