//! What a value should be instead: what changes, why, and a way to copy it.

use super::item_quotations::side;
use crate::state::App;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use shared::protocol::FixRow;
use shared::text::difference::Side;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// The line of a finding's card.
pub(super) fn change(app: App, fix: &FixRow) -> AnyView {
    let texts = app.texts_now();
    let to = fix.to.clone();
    let copy = move |event: MouseEvent| {
        let button: HtmlElement = event_target(&event);
        if copy(&to, &button) {
            app.say(|texts| texts.fix_copied, &[]);
            button.set_text_content(Some(texts.fix_copied));
        }
    };
    view! {
        <dt>{fix.title.clone()}</dt>
        <dd class="change">
            <p class="value">{side(&fix.pieces, Side::First)}</p>
            <p class="value">{side(&fix.pieces, Side::Second)}</p>
            <p class="quiet">{fix.why.clone()}" "<button type="button" class="link no-print" on:click=copy>{texts.fix_copy}</button></p>
        </dd>
    }
    .into_any()
}

/// Copies a text for `button`, which keeps the focus. The newer interface is missing where the page comes over plain
/// HTTP, as it may within an office.
fn copy(text: &str, button: &HtmlElement) -> bool {
    let page: HtmlDocument = document().unchecked_into();
    let (Ok(area), Some(line)) = (page.create_element("textarea"), button.parent_element()) else {
        return false;
    };
    let area: HtmlTextAreaElement = area.unchecked_into();
    area.set_value(text);
    area.set_class_name("visually-hidden");
    let copied = line.append_child(&area).is_ok() && {
        area.select();
        page.exec_command("copy").unwrap_or(false)
    };
    area.remove();
    // Selecting the text has taken it away.
    let _ = button.focus();
    copied
}
