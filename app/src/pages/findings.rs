//! The table of findings with filters and search.

use super::exports::exports;
use crate::components::badge;
use crate::components::facets::{Chips, Facets, Search, groups};
use crate::components::table::{Fill, Look, Source, column, falling, table};
use crate::route::Route;
use crate::state::app;
use crate::worker;
use leptos::prelude::*;
use shared::protocol::{Answer, FindingRow, Request, Window};
use shared::query::{Filter, FindingOrder, Subject};
use std::sync::Arc;

const ORDERS: [FindingOrder; 6] = [
    FindingOrder::List,
    FindingOrder::Severity,
    FindingOrder::Points,
    FindingOrder::Clause,
    FindingOrder::Element,
    FindingOrder::Unit,
];

/// The page.
#[component]
pub(crate) fn Findings() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let spot = app.findings;
    let filter = spot.filter;
    let groups = groups(filter, Subject::Findings);
    let total = RwSignal::new(None);
    let fetch = move |offset, len, fill: Fill<FindingRow>| {
        let (order, descending) = spot.sorting.get_untracked();
        let window = Window {
            filter: filter.get_untracked(),
            order: ORDERS.get(order as usize).copied().unwrap_or_default(),
            descending,
            offset,
            len,
        };
        worker::ask(app, Request::Findings(window), &[], move |answer, _| {
            if let Answer::Findings(rows) = answer {
                total.try_set(Some(rows.total));
                fill(rows);
            }
        });
    };
    let columns = vec![
        column(texts.severity, "col-severity", Some(1)),
        column(texts.problem, "col-wide", Some(3)),
        column(texts.item, "col-item", Some(0)),
        column(texts.element, "col-element", Some(4)),
        column(texts.place, "col-place", None),
        falling(texts.gain, 2),
    ];
    let none = app.overview.with_untracked(|figures| {
        figures
            .as_ref()
            .is_some_and(|figures| figures.fails + figures.suspects == 0)
    });
    let look = Look {
        id: "findings",
        label: texts.nav_findings,
        empty: if none {
            texts.no_findings
        } else {
            texts.nothing_found
        },
        height: 64,
        columns,
    };
    let source = Source {
        fetch: Arc::new(fetch),
        cells,
        open: Arc::new(move |row: &FindingRow| app.go(Route::Item(row.item))),
    };
    let count = move |total: u32| {
        let mut text = crate::text::count(texts.n_findings, total);
        if filter.get() != Filter::default() {
            text.push_str(texts.export_whole);
        }
        text
    };
    view! {
        <div class="title-row"><h1>{texts.nav_findings}</h1>{exports(app)}</div>
        <div class="split">
            <Facets filter groups/>
            <div class="split-main">
                <Search filter label=texts.search_findings/>
                <Chips filter groups/>
                <p class="quiet" role="status">{move || total.get().map(count)}</p>
                {table(look, spot, source)}
                <p class="quiet hint no-print">{texts.keys}</p>
            </div>
        </div>
    }
}

fn cells(row: &FindingRow) -> AnyView {
    let lang = crate::state::app().lang.get_untracked();
    let href = Route::Item(row.item).path();
    view! {
        <td role="gridcell" class="col-severity">{badge::severity(row.severity, lang)}{badge::certainty(row.certainty, lang)}</td>
        <td role="gridcell" class="col-wide"><span class="row-title"><span class="code">{row.code.clone()}</span>" "{row.message.clone()}</span><span class="row-sub">{row.title.clone()}</span></td>
        <td role="gridcell" class="col-item"><a href=href tabindex="-1" class="row-title">{row.name.clone()}</a><span class="row-sub">{row.unit.clone()}</span></td>
        <td role="gridcell" class="col-element">{row.element_name.clone()}</td>
        <td role="gridcell" class="col-place">{row.place.clone()}</td>
        <td role="gridcell" class="num gain">{badge::gain(row.points)}</td>
    }
    .into_any()
}
