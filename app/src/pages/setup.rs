//! What a check can be given besides its list: reference lists to compare with, and special inspections. The engine draws
//! it; here it is listened to.

use super::drop::list_files;
use crate::app::focus;
use crate::check;
use crate::references;
use crate::state::{Engine, app};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

/// The section.
#[component]
pub(crate) fn Setup() -> impl IntoView {
    let app = app();
    let html = RwSignal::new(String::new());
    Effect::new(move || {
        app.held.track();
        // Only when an engine is there: the page comes first.
        if matches!(app.engine.get(), Engine::Ready { .. }) {
            references::draw(app, move |drawn| {
                html.try_set(drawn);
                if references::is_coming_back() {
                    request_animation_frame(move || {
                        focus("setup");
                    });
                }
            });
        }
    });
    let changed = move |event: web_sys::Event| {
        if let Some(input) = target::<HtmlInputElement>(&event) {
            if input.name() == "campaign" {
                references::choose(input.value(), input.checked());
            } else {
                references::add(app, &list_files(input.files()));
            }
        } else if let Some(select) = target::<HtmlSelectElement>(&event) {
            let number = select.id().trim_start_matches("kind-").parse();
            references::come_back();
            references::set_kind(app, number.unwrap_or(usize::MAX), &select.value());
        }
    };
    let clicked = move |event: web_sys::MouseEvent| {
        let (name, value) = named(&event);
        match name.as_str() {
            "remove" => {
                references::come_back();
                references::remove(app, value.parse().unwrap_or(usize::MAX));
            }
            "recheck" => check::with_setup(app),
            _ => {}
        }
    };
    view! { <section class="setup" aria-labelledby="setup" on:change=changed on:click=clicked inner_html=move || html.get()></section> }
}

/// What an event happened to, where it is a `T`.
pub(super) fn target<T: wasm_bindgen::JsCast>(event: &web_sys::Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// Name and value of the button that was clicked; empty where none was.
pub(super) fn named(event: &web_sys::Event) -> (String, String) {
    let button = target::<Element>(event).and_then(|element| element.closest("button").ok().flatten());
    let get = |name| button.as_ref().and_then(|button| button.get_attribute(name));
    (get("name").unwrap_or_default(), get("value").unwrap_or_default())
}
