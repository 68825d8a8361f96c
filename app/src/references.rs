//! Reference lists that are held for checks, until they are removed or the page is closed. Each check keeps its own copy in
//! the history.

use crate::check;
use crate::state::App;
use crate::worker;
use leptos::prelude::*;
use shared::protocol::{Answer, ReferenceFile, ReferenceName, ReferenceRow, Request};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// A file of reference lists.
#[derive(Clone)]
pub(crate) struct Reference {
    /// Its name, and the kind where a person said it.
    pub(crate) named: ReferenceName,
    /// Its bytes.
    pub(crate) part: JsValue,
    /// What it holds.
    pub(crate) lists: Vec<ReferenceRow>,
    /// Why it is not used; empty where it is.
    pub(crate) refused: String,
    /// Whether a person can help by saying its kind.
    pub(crate) ask: bool,
}

impl Reference {
    /// One that was read before, in a check that is kept.
    pub(crate) fn known(named: ReferenceName, part: JsValue) -> Self {
        Self {
            named,
            part,
            lists: Vec::new(),
            refused: String::new(),
            ask: false,
        }
    }

    fn of(named: ReferenceName, part: JsValue, read: ReferenceFile) -> Self {
        Self {
            named,
            part,
            lists: read.lists,
            refused: read.refused,
            ask: read.ask,
        }
    }
}

thread_local! {
    // Files belong to this thread and cannot live in signals.
    static HELD: RefCell<Vec<Reference>> = const { RefCell::new(Vec::new()) };
}

/// Those that are held; follows changes.
pub(crate) fn held(app: App) -> Vec<Reference> {
    app.held.track();
    HELD.with_borrow(Clone::clone)
}

/// Those that can be used.
pub(crate) fn usable() -> Vec<Reference> {
    HELD.with_borrow(|held| {
        held.iter()
            .filter(|reference| reference.refused.is_empty())
            .cloned()
            .collect()
    })
}

fn change(app: App, with: impl FnOnce(&mut Vec<Reference>)) {
    HELD.with_borrow_mut(with);
    app.held.notify();
}

/// Adds files; one of the same name takes the place of the former.
pub(crate) fn merge(into: &mut Vec<Reference>, more: Vec<Reference>) {
    for reference in more {
        match into
            .iter_mut()
            .find(|known| known.named.name == reference.named.name)
        {
            Some(known) => *known = reference,
            None => into.push(reference),
        }
    }
}

/// Holds the files of a check that turned out to be reference lists; returns those that can be used.
pub(crate) fn take(app: App, taken: Vec<ReferenceFile>, files: &[(String, JsValue)]) -> Vec<Reference> {
    let reference = |read: ReferenceFile| {
        // Files after these were held before.
        let (name, part) = files.get(read.file as usize)?.clone();
        Some(Reference::of(ReferenceName { name, kind: None }, part, read))
    };
    let found: Vec<Reference> = taken.into_iter().filter_map(reference).collect();
    let mut usable = found.clone();
    usable.retain(|reference| reference.refused.is_empty());
    change(app, |held| merge(held, found));
    usable
}

/// Reads files as reference lists and holds them.
pub(crate) fn add(app: App, files: Vec<(ReferenceName, JsValue)>) {
    if files.is_empty() {
        return;
    }
    let (named, parts): (Vec<_>, Vec<_>) = files.iter().cloned().unzip();
    worker::ask(app, Request::References(named), &parts, move |answer, _| {
        if let Answer::References(read) = answer {
            let read = files.into_iter().zip(read);
            let read = read.map(|((named, part), read)| Reference::of(named, part, read));
            change(app, |held| merge(held, read.collect()));
        }
    });
}

/// Lets go of one.
pub(crate) fn remove(app: App, name: &str) -> Option<Reference> {
    let mut gone = None;
    change(app, |held| {
        let at = held.iter().position(|known| known.named.name == name);
        gone = at.map(|at| held.remove(at));
    });
    gone
}

/// Reads one again as what a person says it is; as a list of items where they say that it is none.
pub(crate) fn set_kind(app: App, name: &str, kind: &str) {
    let known = HELD.with_borrow(|held| held.iter().find(|known| known.named.name == name).cloned());
    let Some(reference) = known else { return };
    if kind == ITEMS {
        remove(app, name);
        check::as_list(app, reference);
    } else {
        let named = ReferenceName {
            name: name.to_owned(),
            kind: Some(kind.to_owned()),
        };
        add(app, vec![(named, reference.part)]);
    }
}

/// What a person chooses for a list of items.
pub(crate) const ITEMS: &str = "items";
