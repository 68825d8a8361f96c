//! The standard: all clauses with points, basis and advice, searchable.

use crate::components::badge;
use crate::state::{App, app};
use crate::worker;
use leptos::prelude::*;
use shared::locale::fill;
use shared::protocol::{Answer, ClauseText, Request, StandardText};
use shared::report::points_text;
use shared::standard::Dimension;
use std::sync::Arc;

/// The page.
#[component]
pub(crate) fn Standard() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let standard = RwSignal::new(None::<Result<Arc<StandardText>, String>>);
    worker::ask(app, Request::Standard, &[], move |answer, _| {
        let answer = match answer {
            Answer::Standard(text) => Ok(Arc::from(text)),
            Answer::Failed(error) => Err(error),
            _ => return,
        };
        standard.try_set(Some(answer));
    });
    let search = RwSignal::new(String::new());
    let body = move || match standard.get() {
        None => view! { <p class="quiet">{texts.loading}</p> }.into_any(),
        Some(Err(error)) => view! { <p role="alert">{error}</p> }.into_any(),
        Some(Ok(standard)) => body(app, &standard, search),
    };
    view! {
        <h1>{texts.nav_standard}</h1>
        {body}
    }
}

fn body(app: App, standard: &Arc<StandardText>, search: RwSignal<String>) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let grades = standard.grades.iter().map(|grade| {
        view! { <li>{badge::grade(&grade.id, &grade.name)}" "{fill(texts.from_points, &[points_text(grade.from)])}</li> }
    });
    let caps = standard.caps.iter().map(|(dimension, cap)| {
        view! { <li>{dimension.name().get(lang)}" "<span class="number">{points_text(*cap)}</span></li> }
    });
    let clauses = Arc::clone(standard);
    let shown = move || {
        let words = search.get().to_lowercase();
        let words: Vec<&str> = words.split_whitespace().collect();
        let groups = Dimension::ALL.iter().map(|dimension| {
            let rows: Vec<AnyView> = clauses
                .clauses
                .iter()
                .filter(|clause| clause.dimension == *dimension && fits(clause, &words))
                .map(|clause| line(app, clause))
                .collect();
            (!rows.is_empty()).then(|| {
                let id = format!("d-{}", dimension.id());
                let own = id.clone();
                view! {
                    <section aria-labelledby=id>
                        <h2 id=own>{dimension.name().get(lang)}" "<span class="quiet">{rows.len()}</span></h2>
                        <div class="clauses">{rows}</div>
                    </section>
                }
            })
        });
        groups.collect::<Vec<_>>()
    };
    view! {
        <p class="lead">{standard.title.clone()}" "{standard.version.clone()}</p>
        <p class="quiet">{fill(texts.effective, std::slice::from_ref(&standard.effective))}" "<code>{standard.digest.clone()}</code></p>
        <p class="formula">{texts.formula}</p>
        <div class="columns">
            <section><h2>{texts.grade}</h2><ul class="inline">{grades.collect_view()}</ul></section>
            <section><h2>{texts.caps}</h2><ul class="inline">{caps.collect_view()}</ul></section>
        </div>
        <p class="quiet">{texts.proposal_note}</p>
        <div class="search" role="search">
            <label for="search">{texts.search_standard}</label>
            <input id="search" type="search" autocomplete="off" placeholder=texts.search_hint
                on:input=move |event| search.set(event_target_value(&event))/>
        </div>
        {shown}
    }
    .into_any()
}

fn fits(clause: &ClauseText, words: &[&str]) -> bool {
    let basis = clause.basis.iter().map(|basis| basis.text.as_str());
    let texts: Vec<String> = [
        clause.code.as_str(),
        &clause.title,
        &clause.advice,
        &clause.what,
        &clause.why,
    ]
    .into_iter()
    .chain(basis)
    .map(str::to_lowercase)
    .collect();
    words
        .iter()
        .all(|word| texts.iter().any(|text| text.contains(word)))
}

fn line(app: App, clause: &ClauseText) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let per = if clause.per_occurrence {
        texts.per_occurrence
    } else {
        texts.per_item
    };
    let cap = clause.cap.map(|cap| fill(texts.at_most, &[points_text(cap)]));
    let points = format!("{} {per}{}", points_text(clause.points), cap.unwrap_or_default());
    let proposed = clause
        .proposed
        .then(|| view! { <span class="tag tag-plain">{texts.proposed}</span> });
    let manual = (!clause.evidence.is_empty())
        .then(|| view! { <span class="tag tag-plain">{texts.manual_only}</span> });
    let basis = clause
        .basis
        .iter()
        .map(|basis| view! { <li>{basis.text.clone()}" "{badge::confidence(basis.confidence, lang)}</li> });
    let pair = |label: &'static str, text: &str| {
        (!text.is_empty()).then(|| view! { <dt>{label}</dt><dd>{text.to_owned()}</dd> })
    };
    view! {
        <details class="clause">
            <summary>
                <span class="code">{clause.code.clone()}</span>
                <span class="clause-title">{clause.title.clone()}</span>
                {badge::severity(clause.severity, lang)}{manual}{proposed}
                <span class="number">{points}</span>
            </summary>
            <dl class="pairs">
                {pair(texts.what, &clause.what)}
                {pair(texts.why, &clause.why)}
                <dt>{texts.basis}</dt><dd><ul class="plain">{basis.collect_view()}</ul></dd>
                {pair(texts.advice, &clause.advice)}
                {pair(texts.evidence, &clause.evidence)}
            </dl>
        </details>
    }
    .into_any()
}
