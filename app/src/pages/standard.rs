//! The standard: all clauses with points, basis and advice, searchable.

use crate::state::app;
use crate::worker;
use leptos::html::Div;
use leptos::prelude::*;
use shared::protocol::{Answer, Request};
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// The page. The engine draws the clauses; what is searched for is picked out of what it drew.
#[component]
pub(crate) fn Standard() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let drawn = RwSignal::new(None::<Result<String, String>>);
    worker::ask(app, Request::Standard, &[], move |answer, _| {
        let answer = match answer {
            Answer::Fragment(html) => Ok(html),
            Answer::Failed(error) => Err(error),
            _ => return,
        };
        drawn.try_set(Some(answer));
    });
    let part = NodeRef::<Div>::new();
    let search = move |event| {
        if let Some(part) = part.get_untracked() {
            narrow(&part, &event_target_value(&event));
        }
    };
    let body = move || match drawn.get() {
        None => view! { <p class="quiet">{texts.loading}</p> }.into_any(),
        Some(Err(error)) => view! { <p role="alert">{error}</p> }.into_any(),
        Some(Ok(html)) => view! { <div node_ref=part inner_html=html></div> }.into_any(),
    };
    view! {
        <h1>{texts.nav_standard}</h1>
        <p class="formula">{texts.formula}</p>
        <div class="search" role="search">
            <label for="search">{texts.search_standard}</label>
            <input id="search" type="search" autocomplete="off" on:input=search/>
        </div>
        <p id="none" hidden role="status">{texts.nothing_found}</p>
        {body}
    }
}

/// Hides the clauses that lack a word, and dimensions without any left; and says so where none is left at all.
fn narrow(part: &Element, search: &str) {
    let mut any = false;
    let search = search.to_lowercase();
    let words: Vec<&str> = search.split_whitespace().collect();
    for section in children(part) {
        // Only the sections of dimensions end in clauses.
        let Some(clauses) = section
            .last_element_child()
            .filter(|last| last.class_name() == "clauses")
        else {
            continue;
        };
        let mut left = 0;
        for clause in children(&clauses) {
            let text = searched(&clause);
            let fits = words.iter().all(|word| text.contains(word));
            left += usize::from(fits);
            show(&clause, fits);
        }
        show(&section, left > 0);
        any |= left > 0;
        let count = section
            .first_element_child()
            .and_then(|heading| heading.last_element_child());
        if let Some(count) = count {
            count.set_text_content(Some(&left.to_string()));
        }
    }
    if let Some(none) = document().get_element_by_id("none") {
        show(&none, !any);
    }
}

/// Code, title and texts of a clause, without the labels that all clauses have.
fn searched(clause: &Element) -> String {
    let summary = clause.first_element_child();
    let named = summary.iter().flat_map(children).take(2);
    let pairs = clause.last_element_child();
    let texts = pairs
        .iter()
        .flat_map(children)
        .filter(|child| child.tag_name() == "DD");
    let texts: Vec<String> = named
        .chain(texts)
        .filter_map(|part| part.text_content())
        .collect();
    texts.join("\n").to_lowercase()
}

fn show(element: &Element, shown: bool) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        element.set_hidden(!shown);
    }
}

fn children(element: &Element) -> impl Iterator<Item = Element> + use<> {
    std::iter::successors(element.first_element_child(), Element::next_element_sibling)
}
