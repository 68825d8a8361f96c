//! What this is, what happens to data, which versions run.

use crate::state::{Engine, app};
use leptos::prelude::*;

/// The page.
#[component]
pub(crate) fn About() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let version = move || match app.engine.get() {
        Engine::Starting => texts.engine_starting.to_owned(),
        Engine::Ready { version, .. } => version,
    };
    let paragraphs =
        |lines: &'static [&'static str]| lines.iter().map(|line| view! { <p>{*line}</p> }).collect_view();
    view! {
        <h1>{texts.nav_about}</h1>
        <div class="prose">
            <h2>{texts.about_what}</h2>
            {paragraphs(texts.about_what_text)}
            <h2>{texts.about_privacy}</h2>
            {paragraphs(texts.about_privacy_text)}
            <h2>{texts.about_score}</h2>
            {paragraphs(texts.about_score_text)}
            <h2>{texts.about_keys}</h2>
            <dl class="pairs">
                <dt><kbd>"/"</kbd></dt><dd>{texts.key_search}</dd>
                <dt><kbd>"↑"</kbd>" "<kbd>"↓"</kbd>" "<kbd>"PgUp"</kbd>" "<kbd>"PgDn"</kbd></dt><dd>{texts.key_rows}</dd>
                <dt><kbd>"Enter"</kbd></dt><dd>{texts.key_open}</dd>
                <dt><kbd>"←"</kbd>" "<kbd>"→"</kbd></dt><dd>{texts.key_items}</dd>
            </dl>
            <h2>{texts.versions}</h2>
            <dl class="pairs">
                <dt>{texts.page_version}</dt><dd>{env!("CARGO_PKG_VERSION")}</dd>
                <dt>{texts.engine}</dt><dd>{version}</dd>
            </dl>
        </div>
    }
}
