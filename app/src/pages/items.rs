//! The table of items.

use crate::components::badge;
use crate::components::facets::{Chips, Facets, Search, groups};
use crate::components::table::{Fill, Look, Source, column, falling, table};
use crate::route::Route;
use crate::state::app;
use crate::worker;
use leptos::prelude::*;
use shared::protocol::{Answer, ItemRow, Request, Window};
use shared::query::{ItemOrder, Subject};
use shared::report::points_text;
use std::sync::Arc;

const ORDERS: [ItemOrder; 5] = [
    ItemOrder::List,
    ItemOrder::Score,
    ItemOrder::Fails,
    ItemOrder::Suspects,
    ItemOrder::Unit,
];

/// The page.
#[component]
pub(crate) fn Items() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let spot = app.items;
    let filter = spot.filter;
    let groups = groups(filter, Subject::Items);
    let total = RwSignal::new(None);
    let fetch = move |offset, len, fill: Fill<ItemRow>| {
        let (order, descending) = spot.sorting.get_untracked();
        let window = Window {
            filter: filter.get_untracked(),
            order: ORDERS.get(order as usize).copied().unwrap_or_default(),
            descending,
            offset,
            len,
        };
        worker::ask(app, Request::Items(window), &[], move |answer, _| {
            if let Answer::Items(rows) = answer {
                total.try_set(Some(rows.total));
                fill(rows);
            }
        });
    };
    let columns = vec![
        column(texts.number, "num col-no", Some(0)),
        column(texts.item, "col-wide", None),
        column(texts.unit, "col-unit", Some(4)),
        column(texts.kind, "col-kind", None),
        column(texts.score, "num", Some(1)),
        column(texts.grade, "col-grade", None),
        falling(texts.fails, 2),
        falling(texts.suspects, 3),
    ];
    let look = Look {
        id: "items",
        label: texts.nav_items,
        empty: texts.nothing_found,
        height: 48,
        columns,
    };
    let source = Source {
        fetch: Arc::new(fetch),
        cells,
        open: Arc::new(move |row: &ItemRow| app.go(Route::Item(row.index))),
    };
    view! {
        <h1>{texts.nav_items}</h1>
        <div class="split">
            <Facets filter groups/>
            <div class="split-main">
                <Search filter label=texts.search_items/>
                <Chips filter groups/>
                <p class="quiet" role="status">{move || total.get().map(|total: u32| crate::text::count(texts.n_items, total))}</p>
                {table(look, spot, source)}
                <p class="quiet hint no-print">{texts.keys}</p>
            </div>
        </div>
    }
}

fn cells(row: &ItemRow) -> AnyView {
    let veto = row
        .veto
        .then(|| view! { <span class="tag tag-veto">{crate::state::app().texts_now().veto}</span> });
    let href = Route::Item(row.index).path();
    view! {
        <td role="gridcell" class="num col-no">{u64::from(row.index) + 1}</td>
        <td role="gridcell" class="col-wide"><a href=href tabindex="-1" class="row-title">{row.name.clone()}</a><span class="row-sub code">{row.key.clone()}</span></td>
        <td role="gridcell" class="col-unit">{row.unit.clone()}</td>
        <td role="gridcell" class="col-kind">{row.kind.clone()}</td>
        <td role="gridcell" class="num strong">{points_text(row.score)}</td>
        <td role="gridcell" class="col-grade">{badge::grade(&row.grade.0, &row.grade.1)}{veto}</td>
        <td role="gridcell" class="num">{row.fails}</td>
        <td role="gridcell" class="num">{row.suspects}</td>
    }
    .into_any()
}
