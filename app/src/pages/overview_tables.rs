//! Charts and tables of the overview; each chart has its figures beside it.

use crate::components::badge;
use crate::components::bar::{bar, percent};
use crate::components::table::{column, falling, head};
use crate::route::Route;
use crate::state::App;
use crate::worker;
use leptos::prelude::*;
use shared::locale::fill;
use shared::protocol::{Answer, Overview, Request, UnitRow, Window};
use shared::query::{Facet, Filter, UnitOrder};
use shared::report::points_text;

/// The eight dimensions as a radar of what is kept, with the losses in a table.
pub(super) fn dimensions(app: App, figures: &Overview) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let rows = figures.dimensions.iter().map(|row| {
        let key = row.dimension.id();
        let name = row.dimension.name().get(lang);
        let see = move |_| show(app, Filter::only(Facet::Dimension, key));
        let mean = if row.checked { points_text(row.mean) } else { texts.nav_unchecked.to_owned() };
        view! {
            <tr>
                <th scope="row">
                    {if row.fails + row.suspects > 0 {
                        view! { <button type="button" class="link" on:click=see>{name}</button> }.into_any()
                    } else {
                        name.into_any()
                    }}
                </th>
                <td class="num">{mean}</td>
                <td class="num">{points_text(row.cap)}</td>
                <td class="bar-cell">{row.checked.then(|| bar(row.mean.unsigned_abs().into(), row.cap.unsigned_abs().into(), "bar-loss"))}</td>
                <td class="num">{row.fails}</td>
                <td class="num">{row.suspects}</td>
                <td class="num">{row.items}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="dimensions">
            <h2 id="dimensions">{texts.by_dimension}</h2>
            <div class="chart-row">
                <figure>
                    <div inner_html=figures.radar.clone()></div>
                    <figcaption class="quiet">{texts.radar_note}</figcaption>
                </figure>
                <div class="wide">
                    <table class="data">
                        <thead><tr>
                            <th scope="col">{texts.dimension}</th><th scope="col" class="num">{texts.mean_loss}</th>
                            <th scope="col" class="num">{texts.cap}</th><th scope="col" class="bar-cell">{texts.loss_of_cap}</th>
                            <th scope="col" class="num">{texts.fails}</th><th scope="col" class="num">{texts.suspects}</th>
                            <th scope="col" class="num">{texts.items_affected}</th>
                        </tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Opens the findings with a filter.
pub(super) fn show(app: App, filter: Filter) {
    app.findings.start(filter);
    app.go(Route::Findings);
}

/// Clauses by what mending them gains.
pub(super) fn queue(app: App, figures: &Overview) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let items = i64::try_from(figures.items.max(1)).unwrap_or(i64::MAX);
    let rows = figures.queue.iter().map(|row| {
        let code = row.code.clone();
        let see = move |_| show(app, Filter::only(Facet::Clause, code.clone()));
        // Rounded half up, as the mean score is.
        let gain = (2 * row.gain + items) / (2 * items);
        view! {
            <tr>
                <td class="code">{row.code.clone()}</td>
                <td class="name"><button type="button" class="link" on:click=see>{row.title.clone()}</button></td>
                <td>{badge::severity(row.severity, lang)}</td>
                <td class="num">{row.items}</td>
                <td class="num">{row.fails}</td>
                <td class="num">{points_text(row.deducted)}</td>
                <td class="num gain">{format!("+{}", points_text(gain))}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    if figures.queue.is_empty() {
        return view! {
            <section aria-labelledby="queue"><h2 id="queue">{texts.queue}</h2><p>{texts.queue_empty}</p></section>
        }
        .into_any();
    }
    view! {
        <section aria-labelledby="queue">
            <h2 id="queue">{texts.queue}</h2>
            <p class="quiet">{texts.queue_note}</p>
            <div class="wide">
                <table class="data">
                    <thead><tr>
                        <th scope="col">{texts.clause}</th><th scope="col">{texts.problem}</th><th scope="col">{texts.severity}</th>
                        <th scope="col" class="num">{texts.items_affected}</th><th scope="col" class="num">{texts.fails}</th>
                        <th scope="col" class="num">{texts.points_lost}</th><th scope="col" class="num">{texts.mean_gain}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// How many items have which grade.
pub(super) fn grades(app: App, figures: &Overview) -> AnyView {
    let texts = app.texts_now();
    let rows = figures.grades.iter().map(|grade| {
        let key = grade.id.clone();
        let see = move |_| {
            app.items.start(Filter::only(Facet::Grade, key.clone()));
            app.go(Route::Items);
        };
        let class = match grade.id.as_str() {
            "excellent" => "bar-excellent",
            "good" => "bar-good",
            "qualified" => "bar-qualified",
            _ => "bar-unqualified",
        };
        view! {
            <tr>
                <th scope="row">{badge::grade(&grade.id, &grade.name)}</th>
                <td class="num">{fill(texts.from_points, &[points_text(grade.from)])}</td>
                <td class="bar-cell">{bar(grade.items, figures.items, class)}</td>
                <td class="num"><button type="button" class="link" on:click=see>{grade.items}</button></td>
                <td class="num">{percent(grade.items, figures.items)}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="grades">
            <h2 id="grades">{texts.by_grade}</h2>
            <table class="data">
                <thead><tr>
                    <th scope="col">{texts.grade}</th><th scope="col" class="num">{texts.band}</th>
                    <th scope="col" class="bar-cell">{texts.share}</th><th scope="col" class="num">{texts.items}</th>
                    <th scope="col" class="num">{texts.percent}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

const ORDERS: [UnitOrder; 5] = [
    UnitOrder::Score,
    UnitOrder::Items,
    UnitOrder::Fails,
    UnitOrder::Suspects,
    UnitOrder::List,
];

/// Authorities shown before “all”.
const UNITS: u32 = 10;

/// Authorities, sortable.
pub(super) fn units(app: App, total: u64) -> AnyView {
    let texts = app.texts_now();
    let rows = RwSignal::new(Vec::<UnitRow>::new());
    let sorting = RwSignal::new((0, false));
    let shown = RwSignal::new(UNITS);
    Effect::new(move || {
        let (order, descending) = sorting.get();
        let window = Window {
            order: ORDERS.get(order as usize).copied().unwrap_or_default(),
            descending,
            len: shown.get(),
            ..Window::default()
        };
        worker::ask(app, Request::Units(window), &[], move |answer, _| {
            if let Answer::Units(found) = answer {
                rows.try_set(found.rows);
            }
        });
    });
    let columns = [
        column(texts.unit, "", Some(4)),
        falling(texts.items, 1),
        column(texts.mean_score, "num", Some(0)),
        column(texts.grade, "", None),
        column(texts.problem_items, "num", None),
        falling(texts.fails, 2),
        falling(texts.suspects, 3),
    ];
    let heads = columns.iter().map(|column| head(column, sorting)).collect_view();
    let body = move || rows.get().into_iter().map(|row| unit(app, row)).collect_view();
    let more = move || {
        let all = u32::try_from(total)
            .unwrap_or(u32::MAX)
            .min(shared::protocol::MAX_ROWS);
        let label = fill(texts.show_first, &[all.to_string(), total.to_string()]);
        (shown.get() < all).then(|| {
            view! { <p><button type="button" class="link" on:click=move |_| shown.set(all)>{label}</button></p> }
        })
    };
    view! {
        <section aria-labelledby="units">
            <h2 id="units">{texts.by_unit}</h2>
            <div class="wide">
                <table class="data">
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
            {more}
        </section>
    }
    .into_any()
}

fn unit(app: App, row: UnitRow) -> AnyView {
    let key = row.key;
    let see = move |_| show(app, Filter::only(Facet::Unit, key.clone()));
    let veto = (row.vetoed > 0).then(|| {
        let text = fill(app.texts_now().vetoed_items, &[row.vetoed.to_string()]);
        view! { <span class="mark mark-fail">{text}</span> }
    });
    view! {
        <tr>
            <th scope="row" class="name"><button type="button" class="link" on:click=see>{row.name}</button></th>
            <td class="num">{row.items}</td>
            <td class="num strong">{points_text(row.score)}</td>
            <td>{badge::grade(&row.grade.0, &row.grade.1)}" "{veto}</td>
            <td class="num">{row.problem_items}</td>
            <td class="num">{row.fails}</td>
            <td class="num">{row.suspects}</td>
        </tr>
    }
    .into_any()
}
