//! The filter panel, the search box and the chips of what is chosen.

use crate::app::focus;
use crate::state::{App, app};
use crate::worker;
use leptos::html;
use leptos::prelude::*;
use shared::locale::fill;
use shared::protocol::{Answer, Group, Request};
use shared::query::{Facet, Filter, Subject};
use wasm_bindgen::JsCast as _;

/// Choices shown before “more”.
const SHORT: usize = 8;

/// Name of a filter.
pub(crate) fn facet_name(app: App, facet: Facet) -> &'static str {
    let texts = app.texts();
    match facet {
        Facet::Outcome => texts.outcome,
        Facet::Severity => texts.severity,
        Facet::Dimension => texts.dimension,
        Facet::Clause => texts.clause,
        Facet::Element => texts.element,
        Facet::Fix => texts.fix,
        Facet::Unit => texts.unit,
        Facet::Grade => texts.grade,
    }
}

/// Counts for the panel, asked for again whenever the filter or the language changes.
pub(crate) fn groups(filter: RwSignal<Filter>, of: Subject) -> RwSignal<Vec<Group>> {
    let app = app();
    let groups = RwSignal::new(Vec::new());
    Effect::new(move || {
        app.lang.track();
        let asked = filter.get();
        worker::ask(app, Request::Groups(asked.clone(), of), &[], move |answer, _| {
            if let Answer::Groups(found) = answer
                && filter.try_get_untracked() == Some(asked)
            {
                groups.try_set(found);
            }
        });
    });
    groups
}

/// The panel.
#[component]
pub(crate) fn Facets(filter: RwSignal<Filter>, groups: RwSignal<Vec<Group>>) -> impl IntoView {
    let app = app();
    let open = RwSignal::new(Vec::<Facet>::new());
    let sections = move || {
        let shown = groups.get().into_iter().filter(|group| !group.rows.is_empty());
        shown
            .map(|group| section(app, filter, open, group))
            .collect_view()
    };
    view! {
        <details class="facets" open=wide()>
            <summary>{move || app.texts().filters}</summary>
            <div role="group" aria-label=move || app.texts().filters>{sections}</div>
        </details>
    }
}

/// Whether there is room for the panel beside the table.
fn wide() -> bool {
    window()
        .inner_width()
        .ok()
        .and_then(|width| width.as_f64())
        .is_none_or(|width| width >= 1216.0)
}

fn section(app: App, filter: RwSignal<Filter>, open: RwSignal<Vec<Facet>>, group: Group) -> AnyView {
    let facet = group.facet;
    let all = open.with(|open| open.contains(&facet));
    let count = group.rows.len();
    let texts = app.texts();
    let rows = group.rows.into_iter().enumerate().filter_map(|(number, row)| {
        let chosen = filter.with_untracked(|filter| filter.has(facet, &row.key));
        if number >= SHORT && !all && !chosen {
            return None;
        }
        let key = row.key;
        Some(view! {
            <li>
                <label class="choice">
                    <input type="checkbox" prop:checked=chosen
                        on:change=move |_| filter.update(|filter| filter.toggle(facet, &key))/>
                    <span class="choice-name">{row.label}</span>
                    <span class="number quiet">{row.count}</span>
                </label>
            </li>
        })
    });
    let rows = rows.collect_view();
    let more = (count > SHORT && !all).then(|| {
        let label = match group.left_off {
            0 => texts.show_all,
            _ => texts.show_first,
        };
        let total = count + group.left_off as usize;
        let expand = move |event: web_sys::MouseEvent| {
            let choices = event_target::<web_sys::Element>(&event).parent_element();
            open.update(|open| open.push(facet));
            // The button goes; the keyboard stays with its choices, once they are drawn.
            request_animation_frame(move || {
                if let Some(choices) = choices {
                    let _ = choices.unchecked_into::<web_sys::HtmlElement>().focus();
                }
            });
        };
        view! {
            <button type="button" class="link" on:click=expand>
                {fill(label, &[count.to_string(), total.to_string()])}
            </button>
        }
    });
    let left_off = (group.left_off > 0 && all)
        .then(|| view! { <p class="quiet">{fill(texts.left_off, &[group.left_off.to_string()])}</p> });
    view! {
        <fieldset tabindex="-1">
            <legend>{facet_name(app, facet)}</legend>
            <ul class="choices">{rows}</ul>
            {more}{left_off}
        </fieldset>
    }
    .into_any()
}

/// The search box.
#[component]
pub(crate) fn Search(filter: RwSignal<Filter>, label: &'static str) -> impl IntoView {
    let app = app();
    let input: NodeRef<html::Input> = NodeRef::new();
    let type_in = move |_| {
        if let Some(input) = input.get_untracked() {
            filter.update(|filter| filter.text = input.value());
        }
    };
    view! {
        <div class="search" role="search">
            <label for="search">{label}</label>
            <input id="search" type="search" autocomplete="off" node_ref=input
                placeholder=move || app.texts().search_hint
                prop:value=move || filter.with(|filter| filter.text.clone())
                on:input=type_in/>
        </div>
    }
}

/// What is chosen, each with its way back.
#[component]
pub(crate) fn Chips(filter: RwSignal<Filter>, groups: RwSignal<Vec<Group>>) -> impl IntoView {
    let app = app();
    move || {
        let now = filter.get();
        if now.is_empty() {
            return ().into_any();
        }
        let texts = app.texts();
        let chips = now.chosen.into_iter().map(|(facet, key)| {
            let label = groups.with(|groups| {
                let group = groups.iter().find(|group| group.facet == facet)?;
                Some(group.rows.iter().find(|row| row.key == key)?.label.clone())
            });
            let label = format!(
                "{}：{}",
                facet_name(app, facet),
                label.unwrap_or_else(|| key.clone())
            );
            let name = fill(texts.remove_filter, &[label.as_str()]);
            view! {
                <li>
                    <button type="button" class="chip" aria-label=name
                        on:click=move |_| { filter.update(|filter| filter.toggle(facet, &key)); focus("search"); }>
                        {label}<span aria-hidden="true">" ×"</span>
                    </button>
                </li>
            }
        });
        view! {
            <ul class="chips" aria-label=texts.active_filters>
                {chips.collect_view()}
                <li><button type="button" class="link" on:click=move |_| { filter.set(Filter::default()); focus("search"); }>{texts.clear}</button></li>
            </ul>
        }
        .into_any()
    }
}
