//! What a value should be instead: what changes, why, and a way to copy it.

use super::item_quotations::side;
use crate::state::App;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use shared::fix::Kind;
use shared::protocol::FixRow;
use shared::text::difference::Side;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// The line of a finding's card.
pub(super) fn change(app: App, fix: &FixRow) -> AnyView {
    let texts = app.texts_now();
    let title = match fix.kind {
        Kind::Safe => texts.fix_safe,
        Kind::Suggested => texts.fix_suggested,
    };
    let to = fix.to.clone();
    let copy = move |event: MouseEvent| {
        let button = event
            .current_target()
            .and_then(|target| target.dyn_into::<HtmlElement>().ok());
        if copy(&to) {
            app.said.set(texts.fix_copied.to_owned());
            if let Some(button) = &button {
                button.set_text_content(Some(texts.fix_copied));
            }
        }
        if let Some(button) = button {
            // Selecting the text to copy has taken it away.
            let _ = button.focus();
        }
    };
    view! {
        <dt>{title}</dt>
        <dd class="change">
            <p><span class="value">{side(&fix.pieces, Side::First)}</span></p>
            <p><span aria-hidden="true">"→ "</span><span class="value">{side(&fix.pieces, Side::Second)}</span></p>
            <p class="quiet">{fix.why.clone()}" "<button type="button" class="link no-print" on:click=copy>{texts.fix_copy}</button></p>
        </dd>
    }
    .into_any()
}

/// Copies a text. The newer interface is missing where the page comes over plain HTTP, as it may within an office.
fn copy(text: &str) -> bool {
    let page = document();
    let area = page
        .create_element("textarea")
        .ok()
        .and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(area), Some(body)) = (area, page.body()) else {
        return false;
    };
    area.set_value(text);
    area.set_class_name("visually-hidden");
    if body.append_child(&area).is_err() {
        return false;
    }
    area.select();
    let copied = page
        .dyn_into::<HtmlDocument>()
        .is_ok_and(|page| page.exec_command("copy").unwrap_or(false));
    area.remove();
    copied
}
