//! The first page: what this is, where files go, what was checked before.

use super::drop::DropZone;
use super::history::History;
use crate::check::{self, Input};
use crate::components::icon::{Icon, icon};
use crate::components::progress::Progress;
use crate::state::{App, Work, app};
use crate::worker;
use leptos::prelude::*;
use shared::protocol::{Answer, Request};

/// The page.
#[component]
pub(crate) fn Start() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    view! {
        <h1>{texts.start_title}</h1>
        <p class="lead">{texts.start_lead}</p>
        <p class="promise">{icon(Icon::Shield)}<span>{texts.promise_long}</span></p>
        <Progress/>
        {move || message(app)}
        <DropZone/>
        <section class="cards" aria-label=texts.other_ways>
            <div class="card">
                <h2>{texts.sample_title}</h2>
                <p>{texts.sample_text}</p>
                <button type="button" class="button" id="try" on:click=move |_| check::run(app, Input::Sample)>{texts.sample_button}</button>
            </div>
            <div class="card">
                <h2>{texts.template_title}</h2>
                <p>{texts.template_text}</p>
                <button type="button" class="button" on:click=move |_| template(app)>{icon(Icon::Download)}{texts.template_button}</button>
            </div>
            <div class="card">
                <h2>{texts.formats_title}</h2>
                <ul class="plain">
                    <li>{texts.formats_excel}</li>
                    <li>{texts.formats_csv}</li>
                    <li>{texts.formats_json}</li>
                </ul>
            </div>
        </section>
        <History/>
    }
}

fn template(app: App) {
    worker::ask(app, Request::Template, &[], move |answer, bytes| {
        if let (Answer::File { name, mime }, Some(bytes)) = (answer, bytes)
            && worker::save(&bytes, &name, &mime).is_err()
        {
            app.said.set(app.texts_now().save_failed.to_owned());
        }
    });
}

/// What came of the last check, where it was not a result.
fn message(app: App) -> AnyView {
    let texts = app.texts_now();
    let again = move || {
        check::can_repeat().then(|| {
            view! { <button type="button" class="button" on:click=move |_| check::again(app)>{texts.again}</button> }
        })
    };
    match app.work.get() {
        Work::Refused(sentences) => {
            let lines = sentences
                .into_iter()
                .map(|sentence| view! { <li>{sentence}</li> })
                .collect_view();
            view! {
                <section class="alert" role="alert" aria-labelledby="refused">
                    <h2 id="refused">{icon(Icon::Warning)}{texts.refused_title}</h2>
                    <ul>{lines}</ul>
                </section>
            }
            .into_any()
        }
        Work::Crashed(error) => view! {
            <section class="alert" role="alert" aria-labelledby="crashed">
                <h2 id="crashed">{icon(Icon::Warning)}{texts.crashed_title}</h2>
                <p>{texts.crashed_text}</p>
                <details><summary>{texts.details}</summary><pre>{error}</pre></details>
                {again()}
            </section>
        }
        .into_any(),
        Work::Cancelled => view! {
            <section class="panel">
                <p>{texts.cancelled}</p>
                {again()}
            </section>
        }
        .into_any(),
        Work::Idle | Work::Running { .. } => ().into_any(),
    }
}
