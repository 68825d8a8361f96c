//! One item: its score added up, its findings with basis and advice, and every element beside its findings.

use super::item_fixes::change;
use super::item_parts::{elements, ledger, lists, outcomes};
use super::item_quotations::quotations;
use crate::components::badge;
use crate::components::icon::{Icon, icon};
use crate::route::Route;
use crate::state::{App, app};
use crate::worker;
use leptos::prelude::*;
use shared::finding::Certainty;
use shared::locale::fill;
use shared::protocol::{Answer, DetailFinding, ItemDetail, Request};
use shared::report::points_text;
use std::sync::Arc;
use wasm_bindgen::JsCast as _;

/// The page.
#[component]
pub(crate) fn Item(index: u32) -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let detail = RwSignal::new(None::<Result<Arc<ItemDetail>, String>>);
    worker::ask(app, Request::Item(index), &[], move |answer, _| {
        let answer = match answer {
            Answer::Item(item) => Ok(Arc::from(item)),
            Answer::Failed(error) => Err(error),
            _ => return,
        };
        detail.try_set(Some(answer));
    });
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let total = detail.with_untracked(|detail| match detail {
            Some(Ok(item)) => item.total,
            _ => 0,
        });
        // In a table that is wider than the page the arrows move the table.
        let wide = event.target().and_then(|target| {
            target
                .dyn_into::<web_sys::Element>()
                .ok()?
                .closest(".wide")
                .ok()?
        });
        let plain =
            wide.is_none() && !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
        match event.key().as_str() {
            "ArrowLeft" if plain && index > 0 => app.go(Route::Item(index - 1)),
            "ArrowRight" if plain && index + 1 < total => app.go(Route::Item(index + 1)),
            _ => {}
        }
    });
    on_cleanup(move || keys.remove());
    move || match detail.get() {
        None => view! { <p class="quiet">{texts.loading}</p> }.into_any(),
        Some(Err(error)) => view! { <h1>{texts.item}</h1><p>{error}</p> }.into_any(),
        Some(Ok(item)) => body(app, &item),
    }
}

fn body(app: App, item: &Arc<ItemDetail>) -> AnyView {
    let texts = app.texts_now();
    let row = &item.row;
    let veto = row
        .veto
        .then(|| view! { <span class="tag tag-veto">{texts.veto}</span> });
    view! {
        {steps(app, item)}
        <div class="title-row">
            <div>
                <h1>{row.name.clone()}</h1>
                <p class="quiet"><span class="code">{row.key.clone()}</span></p>
                <p class="facts">
                    <span>{row.unit.clone()}</span><span>{row.kind.clone()}</span><span>{item.level.clone()}</span><span>{item.place.clone()}</span>
                </p>
            </div>
            <p class="item-score">
                <span class="score-number">{points_text(row.score)}</span>
                {badge::grade(&row.grade.0, &row.grade.1)}{veto}
            </p>
        </div>
        {findings(app, item)}
        {quotations(app, item)}
        {ledger(app, item)}
        {elements(app, item)}
        {lists(app, item)}
        {outcomes(app, item)}
    }
    .into_any()
}

/// The way to the neighbours.
fn steps(app: App, item: &ItemDetail) -> AnyView {
    let texts = app.texts_now();
    let index = item.row.index;
    let before =
        (index > 0).then(|| view! { <a href=Route::Item(index - 1).path() rel="prev">{texts.previous}</a> });
    let after = (index + 1 < item.total)
        .then(|| view! { <a href=Route::Item(index + 1).path() rel="next">{texts.next}</a> });
    let place = fill(
        texts.item_of,
        &[(u64::from(index) + 1).to_string(), item.total.to_string()],
    );
    view! {
        <nav class="steps no-print" aria-label=texts.neighbours>
            <a href="/result/items">{texts.nav_items}</a><span class="quiet">{place}</span>{before}{after}
        </nav>
    }
    .into_any()
}

fn findings(app: App, item: &ItemDetail) -> AnyView {
    let texts = app.texts_now();
    if item.findings.is_empty() {
        return view! {
            <section aria-labelledby="found"><h2 id="found">{texts.nav_findings}</h2>
            <p class="mark mark-pass">{icon(Icon::Tick)}{texts.no_findings}</p></section>
        }
        .into_any();
    }
    let cards = item
        .findings
        .iter()
        .enumerate()
        .map(|(number, found)| card(app, number, found));
    view! {
        <section aria-labelledby="found">
            <h2 id="found">{crate::text::count(texts.findings_n, item.findings.len() as u32)}</h2>
            <ol class="findings">{cards.collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn card(app: App, number: usize, found: &DetailFinding) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let row = &found.row;
    let value = match &row.value {
        Some(value) => view! { <q class="value">{value.clone()}</q> }.into_any(),
        None => view! { <span class="quiet">{texts.blank}</span> }.into_any(),
    };
    let basis = found.basis.iter().map(|basis| {
        view! { <li>{basis.text.clone()}" "{badge::confidence(basis.confidence, lang)}</li> }
    });
    let why = (!found.why.is_empty()).then(|| view! { <dt>{texts.why}</dt><dd>{found.why.clone()}</dd> });
    view! {
        <li class="finding" id=format!("finding-{number}") tabindex="-1">
            <h3>
                <span class="code">{row.code.clone()}</span>" "{row.message.clone()}
            </h3>
            <p class="facts">
                {badge::severity(row.severity, lang)}{badge::certainty(row.certainty, lang)}
                <span>{row.dimension.name().get(lang)}</span>
                {if row.points > 0 {
                    view! { <span class="gain">{texts.gain}" "{badge::gain(row.points)}</span> }.into_any()
                } else {
                    let free = match row.certainty {
                        Certainty::Fail => texts.no_gain,
                        Certainty::Suspect => texts.free,
                    };
                    view! { <span>{free}</span> }.into_any()
                }}
            </p>
            <dl class="pairs">
                <dt>{texts.element}</dt><dd>{row.element_name.clone()}" "<span class="quiet">{row.place.clone()}</span></dd>
                <dt>{texts.value}</dt><dd>{value}</dd>
                {found.fix.as_ref().map(|fix| change(app, fix))}
                <dt>{texts.advice}</dt><dd class="advice">{found.advice.clone()}</dd>
                <dt>{texts.basis}</dt><dd><ul class="plain">{basis.collect_view()}</ul></dd>
                {why}
            </dl>
        </li>
    }
    .into_any()
}
