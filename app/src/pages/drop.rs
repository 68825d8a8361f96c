//! Where files are dropped, chosen or pasted.

use crate::check;
use crate::components::icon::{Icon, icon};
use crate::state::app;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// The zone. The whole page takes drops, so that a file dropped beside it does not replace the page.
#[component]
pub(crate) fn DropZone() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let over = RwSignal::new(false);
    let input: NodeRef<html::Input> = NodeRef::new();
    let paste: NodeRef<html::Textarea> = NodeRef::new();
    let drag = window_event_listener(leptos::ev::dragover, move |event| {
        event.prevent_default();
        over.set(true);
    });
    let leave = window_event_listener(leptos::ev::dragleave, move |event| {
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        event.prevent_default();
        over.set(false);
        check::files(
            app,
            &list_files(event.data_transfer().and_then(|data| data.files())),
        );
    });
    // Text or files pasted anywhere outside an input are taken too.
    let pasted = window_event_listener(leptos::ev::paste, move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA")) {
            return;
        }
        let Some(data) = event.clipboard_data() else {
            return;
        };
        let files = list_files(data.files());
        if files.is_empty() {
            check::pasted(app, &data.get_data("text/plain").unwrap_or_default());
        } else {
            check::files(app, &files);
        }
    });
    on_cleanup(move || {
        drag.remove();
        leave.remove();
        drop.remove();
        pasted.remove();
    });
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            check::files(app, &list_files(input.files()));
            // The same file chosen again is a change again.
            input.set_value("");
        }
    };
    let take = move |_| {
        if let Some(paste) = paste.get_untracked() {
            check::pasted(app, &paste.value());
        }
    };
    view! {
        <section class="drop" class:over=move || over.get() aria-labelledby="drop-title">
            <h2 id="drop-title">{texts.drop_title}</h2>
            <p class="quiet">{texts.drop_text}</p>
            <div class="file">
                <input id="files" type="file" multiple node_ref=input on:change=choose
                    accept=".xlsx,.xlsm,.xls,.xlsb,.ods,.et,.csv,.tsv,.txt,.json,.zip"/>
                <label for="files" class="button primary">{icon(Icon::Upload)}{texts.choose}</label>
            </div>
            <details class="paste">
                <summary>{texts.paste_title}</summary>
                <label for="paste">{texts.paste_label}</label>
                <textarea id="paste" rows="5" spellcheck="false" node_ref=paste></textarea>
                <button type="button" class="button" on:click=take>{texts.paste_button}</button>
            </details>
        </section>
    }
}

/// The files of a drop or of a file input.
pub(super) fn list_files(list: Option<web_sys::FileList>) -> Vec<web_sys::File> {
    list.map_or_else(Vec::new, |list| {
        (0..list.length())
            .filter_map(|index| list.item(index)?.dyn_into().ok())
            .collect()
    })
}
