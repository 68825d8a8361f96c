//! Reference lists that are held for checks, until they are removed or the page is closed. Each check keeps its own copy in
//! the history.

use crate::check;
use crate::state::App;
use crate::worker;
use leptos::prelude::*;
use shared::protocol::{Answer, ReferenceName, Request, SetupState};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use web_sys::File;

/// A file of reference lists.
#[derive(Clone)]
pub(crate) struct Reference {
    /// Its name, and the kind where a person said it.
    pub(crate) named: ReferenceName,
    /// Its bytes.
    pub(crate) part: JsValue,
    /// Whether the engine has read it and can use it.
    pub(crate) usable: bool,
}

thread_local! {
    // Files belong to this thread and cannot live in signals.
    static HELD: RefCell<Vec<Reference>> = const { RefCell::new(Vec::new()) };
    /// Whether the keyboard is to stand in the section of the first page when it is drawn anew.
    static BACK: Cell<bool> = const { Cell::new(false) };
    /// Identifiers of the special inspections chosen for the next check.
    static CAMPAIGNS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Puts the keyboard into the section of the first page when it is drawn anew.
pub(crate) fn come_back() {
    BACK.set(true);
}

/// Whether the keyboard is to stand there; asked once.
pub(crate) fn is_coming_back() -> bool {
    BACK.take()
}

/// The special inspections chosen for the next check.
pub(crate) fn campaigns() -> Vec<String> {
    CAMPAIGNS.with_borrow(Clone::clone)
}

/// Chooses a special inspection, or not.
pub(crate) fn choose(id: String, chosen: bool) {
    CAMPAIGNS.with_borrow_mut(|campaigns| {
        campaigns.retain(|known| *known != id);
        if chosen {
            campaigns.push(id);
        }
    });
}

/// Those that can be used.
pub(crate) fn usable() -> Vec<Reference> {
    let mut held = HELD.with_borrow(Clone::clone);
    held.retain(|reference| reference.usable);
    held
}

fn change<T>(app: App, with: impl FnOnce(&mut Vec<Reference>) -> T) -> T {
    let done = HELD.with_borrow_mut(with);
    app.held.update(|held| *held = !*held);
    done
}

/// Adds files; one of the same name takes the place of the former.
pub(crate) fn merge(into: &mut Vec<Reference>, more: Vec<Reference>) {
    for reference in more {
        match into.iter_mut().find(|known| known.named.0 == reference.named.0) {
            Some(known) => *known = reference,
            None => into.push(reference),
        }
    }
}

fn of(name: String, part: JsValue, usable: bool) -> Reference {
    Reference {
        named: (name, None),
        part,
        usable,
    }
}

/// Holds the files of a check that turned out to be reference lists; returns those that can be used.
pub(crate) fn take(app: App, taken: &[(u32, bool)], files: &[(String, JsValue)]) -> Vec<Reference> {
    let reference = |(number, usable): &(u32, bool)| {
        // Files after these were held before.
        let (name, part) = files.get(*number as usize)?.clone();
        Some(of(name, part, *usable))
    };
    let found: Vec<Reference> = taken.iter().filter_map(reference).collect();
    let mut usable = found.clone();
    usable.retain(|reference| reference.usable);
    change(app, |held| merge(held, found));
    usable
}

/// Holds files as reference lists.
pub(crate) fn add(app: App, files: &[File]) {
    let found = files
        .iter()
        .map(|file| of(file.name(), file.clone().into(), false));
    let found = found.collect();
    change(app, |held| merge(held, found));
}

/// Lets the engine read what is held and draw it together with what can be chosen.
pub(crate) fn draw(app: App, then: impl FnOnce(String) + 'static) {
    let held = HELD.with_borrow(Clone::clone);
    let (references, parts): (Vec<_>, Vec<_>) = held.into_iter().map(|held| (held.named, held.part)).unzip();
    let state = SetupState {
        references: references.clone(),
        campaigns: campaigns(),
        shown: app.overview.with_untracked(Option::is_some),
    };
    worker::ask(app, Request::Setup(state), &parts, move |answer, _| {
        let Answer::Setup(html, usable) = answer else {
            return;
        };
        // Unless something changed meanwhile, and it is drawn anew anyway.
        let same = HELD.with_borrow_mut(|held| {
            let same = held.iter().map(|held| &held.named).eq(&references);
            if same {
                for (held, usable) in held.iter_mut().zip(usable) {
                    held.usable = usable;
                }
            }
            same
        });
        if same {
            then(html);
        }
    });
}

/// Lets go of one.
pub(crate) fn remove(app: App, number: usize) -> Option<Reference> {
    change(app, |held| (number < held.len()).then(|| held.remove(number)))
}

/// Takes one for what a person says it is; for a list of items where they say that it is no reference list.
pub(crate) fn set_kind(app: App, number: usize, kind: &str) {
    if kind != "items" {
        change(app, |held| {
            if let Some(reference) = held.get_mut(number) {
                reference.named.1 = Some(kind.to_owned());
                reference.usable = false;
            }
        });
    } else if let Some(reference) = remove(app, number) {
        check::as_list(app, reference);
    }
}
