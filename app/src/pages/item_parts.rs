//! Parts of an item's page: its ledger, its elements, its sub-lists, the outcome of every clause.

use crate::components::badge;
use crate::components::icon::{Icon, icon};
use crate::state::App;
use leptos::prelude::*;
use shared::locale::fill;
use shared::protocol::{ItemDetail, ValueRow};
use shared::report::points_text;

/// The score added up line by line: 100.00 − … = score.
pub(super) fn ledger(app: App, item: &ItemDetail) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let groups = item.dimensions.iter().map(|dimension| {
        let lines = item.ledger.iter().filter(|line| line.dimension == dimension.dimension).map(|line| {
            let capped = (line.gross != line.deducted).then(|| fill(texts.capped, &[points_text(line.gross)]));
            let times = if line.occurrences > 1 { format!(" × {}", line.occurrences) } else { String::new() };
            view! {
                <tr>
                    <td class="code">{line.code.clone()}</td>
                    <td>{line.title.clone()}" "{badge::severity(line.severity, lang)}</td>
                    <td class="num">{points_text(line.points)}{times}</td>
                    <td class="num">{points_text(line.deducted)}{capped.map(|text| view! { <br/><span class="quiet">{text}</span> })}</td>
                    <td></td>
                </tr>
            }
        });
        let capped = (dimension.gross != dimension.deducted)
            .then(|| fill(texts.capped, &[points_text(dimension.gross)]));
        view! {
            {lines.collect_view()}
            <tr class="sum">
                <td></td>
                <th scope="row">{fill(texts.dimension_sum, &[dimension.dimension.name().get(lang).to_owned(), points_text(dimension.cap)])}</th>
                <td></td>
                <td class="num quiet">{capped}</td>
                <td class="num">{format!("−{}", points_text(dimension.deducted))}</td>
            </tr>
        }
    });
    let groups = groups.collect_view();
    let lost: i64 = item.dimensions.iter().map(|line| i64::from(line.deducted)).sum();
    let floor = (lost > 10_000).then(|| view! { <p class="quiet">{texts.floor}</p> });
    let veto = item.row.veto.then(|| view! { <p>{texts.veto_explained}</p> });
    view! {
        <section aria-labelledby="ledger">
            <h2 id="ledger">{texts.ledger}</h2>
            <div class="wide" tabindex="0">
                <table class="data ledger">
                    <thead><tr>
                        <th scope="col">{texts.clause}</th><th scope="col">{texts.problem}</th>
                        <th scope="col" class="num">{texts.points_each}</th><th scope="col" class="num">{texts.deducted}</th>
                        <th scope="col" class="num">{texts.score}</th>
                    </tr></thead>
                    <tbody>
                        <tr class="sum"><td></td><th scope="row">{texts.full_score}</th><td></td><td></td><td class="num">"100.00"</td></tr>
                        {groups}
                        <tr class="sum total"><td></td><th scope="row">{texts.equals}</th><td></td><td></td><td class="num">{points_text(item.row.score)}</td></tr>
                    </tbody>
                </table>
            </div>
            {floor}{veto}
            <p class="quiet">{texts.suspects_free}</p>
        </section>
    }
    .into_any()
}

/// The findings of a value, as links to their cards.
fn marks(item: &ItemDetail, value: &ValueRow, lang: shared::locale::Lang) -> AnyView {
    let marks = value.findings.iter().filter_map(|number| {
        let found = item.findings.get(*number as usize)?;
        let message = found.row.message.clone();
        let target = format!("#finding-{number}");
        Some(view! {
            <a class="found" href=target>{badge::certainty(found.row.certainty, lang)}<span class="code">{found.row.code.clone()}</span>" "{message}</a>
        })
    });
    marks.collect_view().into_any()
}

fn value(value: &ValueRow, blank: &'static str) -> AnyView {
    let meaning = value
        .meaning
        .clone()
        .map(|meaning| view! { <span class="quiet">{format!("（{meaning}）")}</span> });
    match &value.value {
        Some(text) => view! { <span class="value">{text.clone()}</span>{meaning} }.into_any(),
        None => view! { <span class="quiet">{blank}</span> }.into_any(),
    }
}

/// Every element of the item with its value, its place and its findings.
pub(super) fn elements(app: App, item: &ItemDetail) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let rows = item.values.iter().map(|row| {
        view! {
            <tr class:bad=!row.findings.is_empty()>
                <th scope="row" title=row.element.clone()>{row.name.clone()}</th>
                <td>{value(row, texts.blank)}</td>
                <td class="quiet">{row.place.clone()}</td>
                <td>{marks(item, row, lang)}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="elements">
            <h2 id="elements">{texts.elements}</h2>
            <p class="quiet">{texts.elements_note}</p>
            <div class="wide" tabindex="0">
                <table class="data elements">
                    <thead><tr>
                        <th scope="col">{texts.element}</th><th scope="col">{texts.value}</th>
                        <th scope="col">{texts.place}</th><th scope="col">{texts.nav_findings}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// The sub-lists, each as a table.
pub(super) fn lists(app: App, item: &ItemDetail) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let sections = item.lists.iter().enumerate().map(|(number, list)| {
        let id = format!("list-{number}");
        let own = id.clone();
        let heads = list.columns.iter().map(|name| view! { <th scope="col">{name.clone()}</th> });
        let rows = list.rows.iter().enumerate().map(|(row, cells)| {
            let cells = cells.iter().map(|cell| {
                view! { <td class:bad=!cell.findings.is_empty()>{value(cell, texts.blank)}{marks(item, cell, lang)}</td> }
            });
            view! { <tr><td class="num">{row + 1}</td>{cells.collect_view()}</tr> }
        });
        let title = format!("{} · {}", list.name, crate::text::count(texts.n_rows, list.rows.len() as u32));
        let table = view! {
            <div class="wide" tabindex="0">
                <table class="data">
                    <thead><tr><th scope="col" class="num">{texts.number}</th>{heads.collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        };
        view! {
            <section aria-labelledby=id>
                <h2 id=own>{title}</h2>
                {if list.rows.is_empty() { view! { <p class="quiet">{texts.blank}</p> }.into_any() } else { table.into_any() }}
            </section>
        }
    });
    sections.collect_view().into_any()
}

/// The outcome of every clause.
pub(super) fn outcomes(app: App, item: &ItemDetail) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let rows = item.outcomes.iter().map(|row| {
        view! { <tr><td class="code">{row.code.clone()}</td><td>{row.title.clone()}</td><td>{badge::outcome(row.outcome, lang)}</td></tr> }
    });
    view! {
        <details class="versions">
            <summary>{icon(Icon::Info)}{texts.outcomes}</summary>
            <div class="wide" tabindex="0">
                <table class="data">
                    <thead><tr><th scope="col">{texts.clause}</th><th scope="col">{texts.problem}</th><th scope="col">{texts.outcome}</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
