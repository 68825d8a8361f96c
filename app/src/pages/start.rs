//! The first page: what this is, where files go, what was checked before.

use super::drop::DropZone;
use super::history::History;
use super::setup::Setup;
use crate::check::{self, Input};
use crate::components::icon::{Icon, icon};
use crate::state::app;
use leptos::prelude::*;

/// Made by the build from the registry of elements; the same file for everybody, so asking for it tells nothing.
const TEMPLATE: &str = "/import-template.xlsx";

/// The page.
#[component]
pub(crate) fn Start() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    view! {
        <h1>{texts.start_title}</h1>
        <p class="lead">{texts.start_lead}</p>
        <p class="promise">{icon(Icon::Shield)}<span>{texts.promise_long}</span></p>
        <DropZone/>
        <section class="cards" aria-label=texts.other_ways>
            <div class="card">
                <h2>{texts.sample_title}</h2>
                <p>{texts.sample_text}</p>
                <button type="button" class="button" id="try" on:click=move |_| check::run(app, Input::sample())>{texts.sample_button}</button>
            </div>
            <div class="card">
                <h2>{texts.template_title}</h2>
                <p>{texts.template_text}</p>
                <a class="button" id="template" href=TEMPLATE download=texts.template_name>{icon(Icon::Download)}{texts.template_button}</a>
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
        <Setup/>
        <History/>
    }
}
