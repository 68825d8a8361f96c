//! What was not checked, and why: the machine claims nothing of it.

use super::comparison::drawn;
use crate::state::app;
use leptos::prelude::*;
use shared::protocol::Request;

/// The page.
#[component]
pub(crate) fn Unchecked() -> impl IntoView {
    let app = app();
    view! {
        <h1>{app.texts_now().nav_unchecked}</h1>
        {drawn(app, Request::Unchecked)}
    }
}
