//! Checks kept on this machine: open again, delete.

use crate::check::{self, Input};
use crate::state::{App, Kept, app};
use crate::storage::{self, Record};
use leptos::prelude::*;
use shared::locale::{Lang, fill};
use shared::report::points_text;

/// The list.
#[component]
pub(crate) fn History() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let missing = RwSignal::new(false);
    let sure = RwSignal::new(false);
    let body = move || match app.kept.get() {
        Kept::Loading => ().into_any(),
        Kept::Unavailable => view! { <p>{texts.history_unavailable}</p> }.into_any(),
        Kept::Records(records) if records.is_empty() => {
            view! { <p class="quiet">{texts.history_empty}</p> }.into_any()
        }
        Kept::Records(records) => {
            let rows = records
                .into_iter()
                .map(|record| row(app, record, missing))
                .collect_view();
            view! {
                <div class="wide">
                    <table class="data">
                        <caption class="visually-hidden">{texts.history_title}</caption>
                        <thead><tr>
                            <th scope="col">{texts.time}</th><th scope="col">{texts.file}</th>
                            <th scope="col" class="num">{texts.items}</th><th scope="col" class="num">{texts.score}</th>
                            <th scope="col" class="num">{texts.fails}</th><th scope="col" class="num">{texts.suspects}</th>
                            <th scope="col">{texts.standard}</th><th scope="col">{texts.actions}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {move || if sure.get() {
                    view! {
                        <p>
                            {texts.delete_sure}" "
                            <button type="button" class="button danger" on:click=move |_| { sure.set(false); storage::delete(app, None) }>{texts.delete_all}</button>" "
                            <button type="button" class="button" on:click=move |_| sure.set(false)>{texts.keep}</button>
                        </p>
                    }.into_any()
                } else {
                    view! { <p><button type="button" class="link" on:click=move |_| sure.set(true)>{texts.delete_all}</button></p> }.into_any()
                }}
            }
            .into_any()
        }
    };
    view! {
        <section aria-labelledby="history">
            <h2 id="history">{texts.history_title}</h2>
            <p class="quiet">{texts.history_text}</p>
            {move || missing.get().then(|| view! { <p role="alert">{texts.history_missing}</p> })}
            {body}
        </section>
    }
}

fn row(app: App, record: Record, missing: RwSignal<bool>) -> AnyView {
    let texts = app.texts_now();
    let id = record.id;
    let shown = record.clone();
    let name = in_short(app, &record.names);
    let open = move |_| {
        let record = record.clone();
        storage::files(id, move |files| {
            if files.lists.is_empty() || files.references.len() != record.references.len() {
                missing.set(true);
            } else {
                check::run(app, Input::kept(record, files));
            }
        });
    };
    let corrected = match shown.choices.len() {
        0 => None,
        some => {
            Some(view! { " "<span class="quiet">{fill(texts.columns_chosen, &[some.to_string()])}</span> })
        }
    };
    let added = shown.references.len() + shown.campaigns.len();
    let added = (added > 0).then(|| {
        let counts = [
            shown.references.len().to_string(),
            shown.campaigns.len().to_string(),
        ];
        view! { " "<span class="quiet">{fill(texts.setup_n, &counts)}</span> }
    });
    let opens = fill(texts.open_named, &[name.as_str()]);
    let deletes = fill(texts.delete_named, &[name.as_str()]);
    view! {
        <tr>
            <td class="nowrap">{time(app, id)}</td>
            <td class="name">{name}{corrected}{added}</td>
            <td class="num">{shown.items}</td>
            <td class="num">{points_text(shown.score)}</td>
            <td class="num">{shown.fails}</td>
            <td class="num">{shown.suspects}</td>
            <td>{shown.standard}</td>
            <td class="nowrap">
              <div class="row-actions">
                <button type="button" class="link" aria-label=opens on:click=open>{texts.open}</button>
                <button type="button" class="link" aria-label=deletes on:click=move |_| storage::delete(app, Some(id))>{texts.delete}</button>
              </div>
            </td>
        </tr>
    }
    .into_any()
}

/// The names of files in few words.
pub(super) fn in_short(app: App, names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        [first, ..] => fill(
            app.texts_now().and_more,
            &[first.as_str(), &names.len().to_string()],
        ),
        [] => String::new(),
    }
}

/// Date and time as people of the language write them.
fn time(app: App, id: u64) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(id as f64));
    let lang = match app.lang.get_untracked() {
        Lang::ZhCn => "zh-CN",
        Lang::En => "en-GB",
    };
    date.to_locale_string(lang, &wasm_bindgen::JsValue::UNDEFINED)
        .into()
}
