//! What every clause found, took and would give back, over all items.

use super::overview_tables::show;
use crate::components::badge;
use crate::state::app;
use crate::worker;
use leptos::prelude::*;
use shared::protocol::{Answer, ClauseRow, Request};
use shared::query::{Facet, Filter};
use shared::report::points_text;

/// The page.
#[component]
pub(crate) fn Ledger() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let rows = RwSignal::new(Vec::<ClauseRow>::new());
    worker::ask(app, Request::Ledger, &[], move |answer, _| {
        if let Answer::Ledger(found) = answer {
            rows.try_set(found);
        }
    });
    let line = move |row: ClauseRow| {
        let code = row.code.clone();
        let found = row.fails + row.suspects > 0;
        let title = row.title.clone();
        let name = if found {
            let see = move |_| show(app, Filter::only(Facet::Clause, code.clone()));
            view! { <button type="button" class="link" on:click=see>{title}</button> }.into_any()
        } else {
            title.into_any()
        };
        view! {
            <tr class:quiet=!found>
                <td class="code">{row.code}</td>
                <td class="name">{name}</td>
                <td class="nowrap">{row.dimension.name().get(lang)}</td>
                <td>{badge::severity(row.severity, lang)}</td>
                <td class="num">{points_text(row.points)}</td>
                <td class="num">{row.fails}</td>
                <td class="num">{row.suspects}</td>
                <td class="num">{row.items}</td>
                <td class="num">{points_text(row.deducted)}</td>
                <td class="num gain">{if row.gain > 0 { format!("+{}", points_text(row.gain)) } else { "—".to_owned() }}</td>
            </tr>
        }
    };
    view! {
        <h1>{texts.nav_ledger}</h1>
        <p class="lead">{texts.ledger_text}</p>
        <p class="formula">{texts.formula}</p>
        <div class="wide">
            <table class="data">
                <thead><tr>
                    <th scope="col">{texts.clause}</th><th scope="col">{texts.problem}</th><th scope="col">{texts.dimension}</th>
                    <th scope="col">{texts.severity}</th><th scope="col" class="num">{texts.points_each}</th>
                    <th scope="col" class="num">{texts.fails}</th><th scope="col" class="num">{texts.suspects}</th>
                    <th scope="col" class="num">{texts.items_affected}</th><th scope="col" class="num">{texts.points_lost}</th>
                    <th scope="col" class="num">{texts.points_back}</th>
                </tr></thead>
                <tbody>{move || rows.get().into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
        <p class="quiet">{texts.suspects_free}</p>
    }
}
