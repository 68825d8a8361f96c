//! What every clause found, took and would give back, over all items.

use super::comparison::drawn;
use crate::state::app;
use leptos::prelude::*;
use shared::protocol::Request;

/// The page.
#[component]
pub(crate) fn Ledger() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    view! {
        <h1>{texts.nav_ledger}</h1>
        <p class="formula">{texts.formula}</p>
        {drawn(app, Request::Ledger)}
        <p class="quiet">{texts.suspects_free}</p>
    }
}
