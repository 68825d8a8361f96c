//! What becomes of the check, above whatever page is open: how far it is, or why there is no new result.

use super::icon::{Icon, icon};
use super::progress::Progress;
use crate::app::focus;
use crate::check;
use crate::state::{App, Work, app};
use leptos::prelude::*;

/// The strip; nothing where there is nothing to say.
#[component]
pub(crate) fn Status() -> impl IntoView {
    let app = app();
    let restoring = move || {
        let shown = app.restoring.get() && !matches!(app.work.get(), Work::Running { .. });
        shown.then(|| view! { <p class="note" role="status">{icon(Icon::Info)}<span>{app.texts().restoring}</span></p> })
    };
    view! {
        <div class="status no-print">
            <Progress/>
            {move || message(app)}
            {restoring}
        </div>
    }
}

/// What came of the last check, where it was not a result.
fn message(app: App) -> AnyView {
    let texts = app.texts();
    match app.work.get() {
        Work::Refused(sentences) => {
            let lines = sentences
                .into_iter()
                .map(|sentence| view! { <li>{sentence}</li> })
                .collect_view();
            view! {
                <section class="alert" role="alert" aria-labelledby="refused">
                    <p class="alert-title" id="refused">{icon(Icon::Warning)}{texts.refused_title}</p>
                    <ul>{lines}</ul>
                    {ways(app, false)}
                </section>
            }
            .into_any()
        }
        Work::Crashed(error) => view! {
            <section class="alert" role="alert" aria-labelledby="crashed">
                <p class="alert-title" id="crashed">{icon(Icon::Warning)}{texts.crashed_title}</p>
                <p>{texts.crashed_text}</p>
                <details><summary>{texts.details}</summary><pre>{error}</pre></details>
                {ways(app, true)}
            </section>
        }
        .into_any(),
        work @ (Work::Cancelled | Work::Interrupted) => {
            let text = if work == Work::Cancelled {
                texts.cancelled
            } else {
                texts.interrupted
            };
            view! {
                <section class="panel" aria-labelledby="cancelled">
                    <p id="cancelled">{text}</p>
                    {ways(app, true)}
                </section>
            }
            .into_any()
        }
        Work::Idle | Work::Running { .. } => ().into_any(),
    }
}

/// What can be done next: look at the result shown before, check again, close the message.
fn ways(app: App, repeat: bool) -> AnyView {
    let former = move || {
        let texts = app.texts();
        let there = app.overview.with(Option::is_some) && !app.route.get().of_result();
        there.then(|| view! { <a class="button" href="/result">{texts.former}</a> })
    };
    let texts = app.texts();
    let again = (repeat && check::can_repeat()).then(|| {
        view! { <button type="button" class="button" on:click=move |_| check::repeat(app)>{texts.again}</button> }
    });
    view! {
        <p class="ways">
            {again}{former}
            <button type="button" class="button" on:click=move |_| { app.work.set(Work::Idle); focus("main"); }>{texts.close}</button>
        </p>
    }
    .into_any()
}
