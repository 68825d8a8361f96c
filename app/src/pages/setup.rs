//! What a check can be given besides its list: reference lists to compare with, and special inspections.

use crate::check::{self, list_files};
use crate::components::icon::{Icon, icon};
use crate::references::{self, ITEMS, Reference};
use crate::state::{App, app};
use leptos::html;
use leptos::prelude::*;
use shared::locale::{Lang, fill};
use shared::protocol::{Choice, ReferenceName, Setup as Choices};
use std::sync::Arc;

/// The section; nothing until the engine has said what there is.
#[component]
pub(crate) fn Setup() -> impl IntoView {
    let app = app();
    move || app.setup.get().map(|setup| section(app, &setup))
}

fn section(app: App, setup: &Arc<Choices>) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let campaigns = setup.campaigns.iter().map(|choice| campaign(app, setup, choice));
    let inspections = (!setup.campaigns.is_empty()).then(|| {
        view! {
            <div class="card" role="group" aria-labelledby="campaigns">
                <h3 id="campaigns">{texts.campaigns}</h3>
                <ul class="choices">{campaigns.collect_view()}</ul>
            </div>
        }
    });
    let kinds = setup.kinds.iter().map(|kind| {
        let name = kind.name.get(lang);
        let file = fill(texts.template_of, &[name]);
        view! {
            <li class="list-kind">
                <span><strong>{name.to_owned()}</strong><span class="row-sub">{kind.text.get(lang).to_owned()}</span></span>
                <a href=format!("/reference-{}.xlsx", kind.id) download=file.clone() aria-label=file>{texts.template}</a>
            </li>
        }
    });
    let input: NodeRef<html::Input> = NodeRef::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            let named = |file: web_sys::File| {
                let (name, kind) = (file.name(), None);
                (ReferenceName { name, kind }, file.into())
            };
            let files = list_files(input.files());
            references::add(app, files.into_iter().map(named).collect());
            // The same file chosen again is a change again.
            input.set_value("");
        }
    };
    let kept = Arc::clone(setup);
    let again = move || {
        app.overview.with(Option::is_some).then(|| {
            view! { <p><button type="button" class="button" id="recheck" on:click=move |_| check::with_setup(app)>{texts.recheck}</button></p> }
        })
    };
    view! {
        <section class="setup" aria-labelledby="setup">
            <h2 id="setup" tabindex="-1">{texts.setup_title}</h2>
            <p class="quiet">{texts.setup_text}</p>
            {move || held(app, &kept)}
            <div class="columns">
                <div class="card">
                    <h3>{texts.references}</h3>
                    <ul class="choices">{kinds.collect_view()}</ul>
                    <div class="file">
                        <input id="references" type="file" multiple node_ref=input on:change=choose
                            accept=".xlsx,.xlsm,.xls,.xlsb,.ods,.et,.csv,.tsv,.txt,.json,.zip"/>
                        <label for="references" class="button">{icon(Icon::Upload)}{texts.choose_references}</label>
                    </div>
                </div>
                {inspections}
            </div>
            {again}
        </section>
    }
    .into_any()
}

/// One special inspection, and the lists it works with: those that are held have a tick.
fn campaign(app: App, setup: &Arc<Choices>, choice: &Choice) -> AnyView {
    let lang = app.lang.get_untracked();
    let id = choice.id.clone();
    let chosen = app.campaigns.with_untracked(|chosen| chosen.contains(&choice.id));
    let turn = move |_| {
        app.campaigns.update(|chosen| {
            let before = chosen.len();
            chosen.retain(|known| *known != id);
            if chosen.len() == before {
                chosen.push(id.clone());
            }
        });
    };
    let kinds = setup
        .kinds
        .iter()
        .filter(|kind| choice.references.contains(&kind.id));
    let kinds: Vec<(String, String)> = kinds
        .map(|kind| (kind.id.clone(), kind.name.get(lang).to_owned()))
        .collect();
    let lists = move || {
        let held = references::held(app);
        let has = |id: &str| {
            held.iter()
                .flat_map(|held| &held.lists)
                .any(|list| list.kind == id)
        };
        let name = |(id, name): &(String, String)| {
            let (class, mark) = if has(id) {
                ("mark mark-pass", Icon::Tick)
            } else {
                ("mark mark-none", Icon::Dash)
            };
            view! { <span class=class>{icon(mark)}{name.clone()}</span> }
        };
        kinds.iter().map(name).collect_view()
    };
    view! {
        <li>
            <label class="choice">
                <input type="checkbox" prop:checked=chosen on:change=turn/>
                <span>
                    <strong>{choice.name.get(lang).to_owned()}</strong>
                    <span class="row-sub">{choice.text.get(lang).to_owned()}</span>
                    <span class="facts">{lists}</span>
                </span>
            </label>
        </li>
    }
    .into_any()
}

/// The reference lists that are held.
fn held(app: App, setup: &Choices) -> Option<AnyView> {
    let held = references::held(app);
    if held.is_empty() {
        return None;
    }
    let texts = app.texts_now();
    let rows = held.into_iter().map(|reference| row(app, setup, reference));
    let table = view! {
        <div class="wide" tabindex="0">
            <table class="data" id="held">
                <caption class="visually-hidden">{texts.held}</caption>
                <thead><tr>
                    <th scope="col">{texts.held}</th><th scope="col">{texts.list_kind}</th><th scope="col" class="num">{texts.entries}</th>
                    <th scope="col">{texts.scope}</th><th scope="col">{texts.actions}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    };
    Some(table.into_any())
}

fn row(app: App, setup: &Choices, reference: Reference) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let name = reference.named.name.clone();
    let kind_name = |id: &str| {
        let known = setup.kinds.iter().find(|kind| kind.id == id);
        known.map_or_else(String::new, |kind| kind.name.get(lang).to_owned())
    };
    let mut kinds: Vec<&str> = reference.lists.iter().map(|list| list.kind.as_str()).collect();
    kinds.dedup();
    let kind = match kinds.as_slice() {
        [_, _, ..] => {
            let names: Vec<String> = kinds.iter().map(|kind| kind_name(kind)).collect();
            names.join(lists_between(lang)).into_any()
        }
        [] if !reference.ask => ().into_any(),
        _ => select(app, setup, &reference, kinds.first().copied().unwrap_or_default()),
    };
    let mut scopes: Vec<&str> = reference.lists.iter().map(|list| list.scope.get(lang)).collect();
    scopes.dedup();
    let entries: u32 = reference.lists.iter().map(|list| list.entries).sum();
    let removes = fill(texts.remove_named, &[name.as_str()]);
    let refused = (!reference.refused.is_empty())
        .then(|| view! { <span class="found" role="alert">{reference.refused.clone()}</span> });
    view! {
        <tr>
            <td class="name">{name.clone()}{refused}</td>
            <td>{kind}</td>
            <td class="num">{(entries > 0).then_some(entries)}</td>
            <td>{scopes.join(lists_between(lang))}</td>
            <td class="nowrap"><button type="button" class="link" aria-label=removes on:click=move |_| { references::remove(app, &name); }>{texts.remove}</button></td>
        </tr>
    }
    .into_any()
}

fn lists_between(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "；",
        Lang::En => "; ",
    }
}

/// The kind of a file, for a person to say or to correct.
fn select(app: App, setup: &Choices, reference: &Reference, now: &str) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let name = reference.named.name.clone();
    let label = fill(texts.kind_of, &[name.as_str()]);
    let own = (ITEMS.to_owned(), texts.a_list_of_items.to_owned());
    let kinds = setup.kinds.iter();
    let kinds = kinds.map(|kind| (kind.id.clone(), kind.name.get(lang).to_owned()));
    let options = kinds.chain([own]).map(|(id, name)| {
        let selected = id == now;
        view! { <option value=id selected=selected>{name}</option> }
    });
    let unsaid = now
        .is_empty()
        .then(|| view! { <option value="" selected=true>{texts.choose_kind}</option> });
    let set = move |event| references::set_kind(app, &name, &event_target_value(&event));
    view! { <span class="correct"><select aria-label=label on:change=set>{unsaid}{options.collect_view()}</select></span> }.into_any()
}
