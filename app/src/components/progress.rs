//! What a running check is doing, how far it is, and the way to stop it.

use crate::app::focus;
use crate::check;
use crate::state::{Work, app};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use shared::locale::fill;
use shared::protocol::Phase;
use std::cell::Cell;

/// Shown only when a check takes longer.
const PATIENCE_MS: f64 = 500.0;
/// After so long without a word from the engine the page says so.
const SILENCE_MS: f64 = 20_000.0;

/// Milliseconds as seconds with one decimal.
fn seconds(milliseconds: f64) -> String {
    // Of a check somebody waits for.
    let tenths = (milliseconds / 100.0) as i32;
    format!("{}.{}", tenths / 10, tenths % 10)
}

thread_local! {
    /// When the check that runs began, in milliseconds.
    static BEGAN: Cell<f64> = const { Cell::new(0.0) };
}

/// A check begins.
pub(crate) fn begin() {
    BEGAN.set(js_sys::Date::now());
}

/// The panel; nothing where no check runs.
#[component]
pub(crate) fn Progress() -> impl IntoView {
    let app = app();
    let now = RwSignal::new(js_sys::Date::now());
    let heard = RwSignal::new(js_sys::Date::now());
    let clock = StoredValue::new_local(Some(Interval::new(100, move || now.set(js_sys::Date::now()))));
    on_cleanup(move || clock.set_value(None));
    Effect::new(move || {
        app.work.track();
        heard.set(js_sys::Date::now());
    });
    move || {
        let Work::Running { phase, done, total } = app.work.get() else {
            return ().into_any();
        };
        let since = now.get() - BEGAN.get();
        if since < PATIENCE_MS {
            return ().into_any();
        }
        let texts = app.texts();
        let name = match phase {
            Phase::Read => texts.phase_read,
            Phase::Check => texts.phase_check,
            Phase::Index => texts.phase_index,
            Phase::Write => texts.exporting,
        };
        // Bytes while files are read, items afterwards.
        let count = match phase {
            _ if total == 0 => String::new(),
            Phase::Read => format!("{}%", done.min(total) * 100 / total),
            _ => format!("{done} / {total}"),
        };
        let elapsed = fill(texts.elapsed, &[seconds(since)]);
        let former = app.route.get().of_result();
        let silent = now.get() - heard.get() > SILENCE_MS;
        view! {
            <section class="panel running" aria-label=texts.running>
                <p class="running-line">
                    <strong>{name}</strong><span class="number">{count}</span><span class="quiet number">{elapsed}</span>
                    {former.then(|| view! { <span class="quiet">{texts.former_below}</span> })}
                    <button type="button" class="button" on:click=move |_| { check::cancel(app); focus("main"); }>{texts.cancel}</button>
                </p>
                {if total == 0 {
                    view! { <progress aria-label=name></progress> }.into_any()
                } else {
                    view! { <progress aria-label=name max=total.to_string() prop:value=done.min(total) as f64></progress> }.into_any()
                }}
                {silent.then(|| view! { <p>{texts.silent}</p> })}
            </section>
        }
        .into_any()
    }
}
