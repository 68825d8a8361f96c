//! Where files are dropped, chosen or pasted.

use crate::check;
use crate::components::icon::{Icon, icon};
use crate::state::{App, app};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// Whatever page is open, files dropped or pasted on it are checked: the browser would leave the page to show them. So is
/// text pasted outside an input.
pub(crate) fn listen(app: App) {
    let over = |on| {
        if let Some(root) = document().document_element() {
            let _ = root.class_list().toggle_with_force("over", on);
        }
    };
    let _ = window_event_listener(leptos::ev::dragover, move |event| {
        if has_files(&event) {
            event.prevent_default();
            over(true);
        }
    });
    let _ = window_event_listener(leptos::ev::dragleave, move |event| {
        if event.related_target().is_none() {
            over(false);
        }
    });
    let _ = window_event_listener(leptos::ev::drop, move |event| {
        over(false);
        if has_files(&event) {
            event.prevent_default();
            check::files(
                app,
                &list_files(event.data_transfer().and_then(|data| data.files())),
            );
        }
    });
    let _ = window_event_listener(leptos::ev::paste, move |event| {
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
}

/// Whether files are dragged; text that is dragged into an input is the browser's business.
fn has_files(event: &web_sys::DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}

/// The zone.
#[component]
pub(crate) fn DropZone() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let input: NodeRef<html::Input> = NodeRef::new();
    let paste: NodeRef<html::Textarea> = NodeRef::new();
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
            // Where there is nothing to check, this is where it goes.
            let _ = paste.focus();
        }
    };
    view! {
        <section class="drop" aria-labelledby="drop-title">
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
