//! Leaving the page ends the check that runs: the browser asks before, and a page that was loaded again in spite of that
//! says so.

use crate::local;
use crate::state::{App, Work};
use leptos::prelude::*;

/// Marked in the tab while a check runs.
const KEY: &str = "qingcha.running";

/// Watches over the check from now on.
pub(crate) fn guard(app: App) {
    if local::mark(KEY, false) {
        app.work.set(Work::Interrupted);
    }
    let runs = Memo::new(move |_| app.work.with(|work| matches!(work, Work::Running { .. })));
    Effect::new(move || {
        local::mark(KEY, runs.get());
    });
    let _ = window_event_listener(leptos::ev::beforeunload, move |event| {
        if app.busy() {
            event.prevent_default();
        }
    });
}
