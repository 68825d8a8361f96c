//! Reference lists and special inspections of a result: coverage, what lacks what, the clauses of each inspection.

use super::overview_tables::show;
use crate::components::chart::bar;
use crate::components::facets::Search;
use crate::components::icon::{Icon, icon};
use crate::components::table::{Column, Fill, Look, Source, table};
use crate::route::Route;
use crate::state::{App, app};
use crate::worker;
use leptos::prelude::*;
use shared::locale::{Lang, fill};
use shared::protocol::{
    Answer, CampaignClause, CampaignRow, Comparison as Found, CoverageRow, DifferenceRow, DifferenceWindow,
    MAX_ROWS, Overview, ReferenceRow, Request, Side,
};
use shared::query::{Facet, Filter};
use std::sync::Arc;

/// Whether a result has anything to show here.
pub(crate) fn is_of(figures: &Overview) -> bool {
    !(figures.references.is_empty() && figures.campaigns.is_empty())
}

/// The page.
#[component]
pub(crate) fn Comparison() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let found = ask(app);
    let filter = RwSignal::new(Filter::default());
    let which = RwSignal::new(String::new());
    let body = move || {
        let found = found.get()?;
        let any = found.totals.iter().any(|line| line.missing + line.outside > 0);
        Some(view! {
            {lists(app)}
            {coverage(app, &found)}
            {any.then(|| differences(app, &found, filter, which))}
            {campaigns(app, &found)}
        })
    };
    view! {
        <h1>{texts.nav_comparison}</h1>
        <p>{texts.comparison_text}</p>
        {body}
    }
}

/// The same on paper.
pub(super) fn printed(app: App) -> AnyView {
    let texts = app.texts_now();
    let found = ask(app);
    let rows = RwSignal::new(None);
    let window = DifferenceWindow {
        len: MAX_ROWS,
        ..DifferenceWindow::default()
    };
    worker::ask(app, Request::Differences(window), &[], move |answer, _| {
        if let Answer::Differences(found) = answer {
            rows.try_set(Some(found));
        }
    });
    let differences = move || {
        let found = rows.get().filter(|found| found.total > 0)?;
        let cut = (found.total > MAX_ROWS).then(|| {
            let counts = [found.total.to_string(), MAX_ROWS.to_string()];
            view! { <p class="note warn">{fill(texts.print_cut, &counts)}</p> }
        });
        let lines = found.rows.iter().map(|row| view! { <tr>{cells(row)}</tr> });
        let heads = columns(app)
            .into_iter()
            .map(|column| view! { <th scope="col">{column.title}</th> });
        Some(view! {
            <h2>{texts.differences}</h2>
            {cut}
            <div class="wide" tabindex="0"><table class="data paper">
                <thead><tr>{heads.collect_view()}</tr></thead>
                <tbody>{lines.collect_view()}</tbody>
            </table></div>
        })
    };
    let body = move || {
        let found = found.get()?;
        Some(view! { {lists(app)}{coverage(app, &found)}{differences}{campaigns(app, &found)} })
    };
    body.into_any()
}

fn ask(app: App) -> RwSignal<Option<Arc<Found>>> {
    let found = RwSignal::new(None);
    worker::ask(app, Request::Comparison, &[], move |answer, _| {
        if let Answer::Comparison(answer) = answer {
            found.try_set(Some(Arc::from(answer)));
        }
    });
    found
}

/// On the overview: what was compared with, and how far it is covered.
pub(super) fn summary(app: App, figures: &Overview) -> Option<AnyView> {
    if !is_of(figures) {
        return None;
    }
    let texts = app.texts_now();
    let between = match app.lang.get_untracked() {
        Lang::ZhCn => "、",
        Lang::En => ", ",
    };
    let line = |name: &'static str, of: Vec<String>| {
        (!of.is_empty()).then(|| view! { <dt>{name}</dt><dd>{of.join(between)}</dd> })
    };
    let files = figures.references.iter().map(|list| list.file.clone());
    let section = view! {
        <section aria-labelledby="comparison">
            <h2 id="comparison">{texts.nav_comparison}</h2>
            <dl class="pairs">{line(texts.references, files.collect())}{line(texts.campaigns, figures.campaigns.clone())}</dl>
            {totals(app, &figures.coverage)}
            <p><a href=Route::Comparison.path()>{texts.comparison_see}</a></p>
        </section>
    };
    Some(section.into_any())
}

/// The lists that were compared with.
fn lists(app: App) -> Option<AnyView> {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let setup = app.setup.get_untracked();
    let references = app.overview.get_untracked()?.references.clone();
    if references.is_empty() {
        return Some(
            view! { <p class="note">{icon(Icon::Info)}<span>{texts.no_references}</span></p> }.into_any(),
        );
    }
    let line = |list: ReferenceRow| {
        let kinds = setup.as_ref().map(|setup| &setup.kinds);
        let kind = kinds.and_then(|kinds| kinds.iter().find(|kind| kind.id == list.kind));
        view! {
            <tr>
                <th scope="row">{kind.map(|kind| kind.name.get(lang).to_owned())}</th>
                <td class="name">{list.file}</td>
                <td>{list.scope.get(lang).to_owned()}</td>
                <td class="num">{list.entries}</td>
                <td class="num">{list.coded}</td>
            </tr>
        }
    };
    let section = view! {
        <section aria-labelledby="references">
            <h2 id="references">{texts.references}</h2>
            <div class="wide" tabindex="0"><table class="data">
                <thead><tr>
                    <th scope="col">{texts.list_kind}</th><th scope="col">{texts.file}</th><th scope="col">{texts.scope}</th>
                    <th scope="col" class="num">{texts.entries}</th><th scope="col" class="num">{texts.coded}</th>
                </tr></thead>
                <tbody>{references.into_iter().map(line).collect_view()}</tbody>
            </table></div>
        </section>
    };
    Some(section.into_any())
}

fn coverage(app: App, found: &Found) -> Option<AnyView> {
    if found.totals.is_empty() {
        return None;
    }
    let texts = app.texts_now();
    let left = (found.places_left > 0).then(|| {
        view! { <p class="quiet">{fill(texts.left_off, &[found.places_left.to_string()])}</p> }
    });
    let places = (found.places.len() > found.totals.len()).then(|| {
        view! { <details><summary>{texts.by_place}</summary>{totals(app, &found.places)}{left}</details> }
    });
    let unplaced: u32 = found.totals.iter().map(|line| line.unplaced).sum();
    let skipped = [(texts.elsewhere, found.elsewhere), (texts.unplaced, unplaced)];
    let skipped = skipped.map(|(text, count)| {
        (count > 0).then(|| view! { <p class="quiet">{fill(text, &[count.to_string()])}</p> })
    });
    let notices = found.notices.iter();
    let notices = notices.map(|(place, sentence)| view! { <li>{place.clone()}" · "{sentence.clone()}</li> });
    let notices = (!found.notices.is_empty()).then(|| {
        view! {
            <details class="note warn"><summary>{fill(texts.list_notices, &[found.notices.len().to_string()])}</summary>
                <ul>{notices.collect_view()}</ul>
            </details>
        }
    });
    let section = view! {
        <section aria-labelledby="coverage">
            <h2 id="coverage">{texts.coverage}</h2>
            <p class="quiet">{texts.coverage_text}</p>
            {totals(app, &found.totals)}{skipped}{places}{notices}
        </section>
    };
    Some(section.into_any())
}

/// Coverage in figures, with a bar each for entries with an item and items on the list.
fn totals(app: App, lines: &[CoverageRow]) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let texts = app.texts_now();
    let share = |part: u32, whole: u32| {
        (whole > 0).then(|| {
            let share = f64::from(part) / f64::from(whole);
            view! { <span class="share"><span class="number">{format!("{:.1}%", share * 100.0)}</span>{bar(share, "bar-good")}</span> }
        })
    };
    let line = |line: &CoverageRow| {
        let place =
            (!line.place.is_empty()).then(|| view! { <span class="row-sub">{line.place.clone()}</span> });
        view! {
            <tr>
                <th scope="row">{line.name.clone()}{place}</th>
                <td class="num">{line.expected}</td>
                <td class="num">{line.found}</td>
                <td class="num strong">{line.missing}</td>
                <td class="bar-cell">{share(line.found, line.expected)}</td>
                <td class="num">{line.items}</td>
                <td class="num">{line.listed}</td>
                <td class="num strong">{line.outside}</td>
                <td class="bar-cell">{share(line.listed, line.items)}</td>
            </tr>
        }
    };
    let table = view! {
        <div class="wide" tabindex="0"><table class="data">
            <thead><tr>
                <th scope="col">{texts.list_kind}</th><th scope="col" class="num">{texts.expected}</th>
                <th scope="col" class="num">{texts.found}</th><th scope="col" class="num">{texts.missing}</th>
                <th scope="col">{texts.found_share}</th><th scope="col" class="num">{texts.items_checked}</th>
                <th scope="col" class="num">{texts.listed}</th><th scope="col" class="num">{texts.outside}</th>
                <th scope="col">{texts.listed_share}</th>
            </tr></thead>
            <tbody>{lines.iter().map(line).collect_view()}</tbody>
        </table></div>
    };
    Some(table.into_any())
}

fn columns(app: App) -> Vec<Column> {
    let texts = app.texts_now();
    let column = |title, class| Column {
        title,
        class,
        order: None,
    };
    vec![
        column(texts.outcome, "col-grade"),
        column(texts.name_and_code, "col-wide"),
        column(texts.list_kind, "col-unit"),
        column(texts.department, "col-unit"),
    ]
}

/// Entries without an item and items outside the lists, with search.
fn differences(app: App, found: &Found, filter: RwSignal<Filter>, which: RwSignal<String>) -> AnyView {
    let texts = app.texts_now();
    let total = RwSignal::new(None);
    let fetch = move |offset, len, fill: Fill<DifferenceRow>| {
        let which = which.get_untracked();
        let (side, kind) = which.split_once('/').unwrap_or_default();
        let window = DifferenceWindow {
            kind: (!kind.is_empty()).then(|| kind.to_owned()),
            side: match side {
                MISSING => Some(Side::Missing),
                OUTSIDE => Some(Side::Outside),
                _ => None,
            },
            text: filter.with_untracked(|filter| filter.text.clone()),
            offset,
            len,
        };
        worker::ask(app, Request::Differences(window), &[], move |answer, _| {
            if let Answer::Differences(rows) = answer {
                total.try_set(Some(rows.total));
                fill(rows);
            }
        });
    };
    let options = found.totals.iter().flat_map(|line| {
        let sides = [
            (MISSING, texts.missing, line.missing),
            (OUTSIDE, texts.outside, line.outside),
        ];
        let of_kind = sides.into_iter().filter(|(.., count)| *count > 0);
        of_kind.map(|(side, name, count)| {
            let text = format!("{} · {name} · {count}", line.name);
            view! { <option value=format!("{side}/{}", line.kind)>{text}</option> }
        })
    });
    let look = Look {
        id: "differences",
        label: texts.differences,
        empty: texts.nothing_found,
        height: 48,
        columns: columns(app),
    };
    let open = move |row: &DifferenceRow| {
        if let Some(item) = row.item {
            app.go(Route::Item(item));
        }
    };
    let source = Source {
        fetch: Arc::new(fetch),
        cells,
        open: Arc::new(open),
    };
    let version = move || {
        filter.track();
        which.track();
    };
    view! {
        <section aria-labelledby="differences-title">
            <h2 id="differences-title">{texts.differences}</h2>
            <div class="correct">
                <Search filter label=texts.search/>
                <select aria-label=texts.list_kind on:change=move |event| which.set(event_target_value(&event))>
                    <option value="">{texts.all}</option>{options.collect_view()}
                </select>
            </div>
            <p class="quiet" role="status">{move || total.get().map(|total: u32| crate::text::count(texts.n_rows, total))}</p>
            {table(look, RwSignal::new((0, false)), version, source)}
        </section>
    }
    .into_any()
}

/// Sides in the values of the choice above the table.
const MISSING: &str = "missing";
const OUTSIDE: &str = "outside";

fn cells(row: &DifferenceRow) -> AnyView {
    let texts = app().texts_now();
    let (class, name) = match row.side {
        Side::Missing => ("tag tag-unsure", texts.missing),
        Side::Outside => ("tag tag-serious", texts.outside),
    };
    let title = match row.item {
        Some(item) => {
            let href = Route::Item(item).path();
            view! { <a href=href tabindex="-1" class="row-title">{row.name.clone()}</a> }.into_any()
        }
        None => view! { <span class="row-title">{row.name.clone()}</span> }.into_any(),
    };
    view! {
        <td role="gridcell" class="col-grade"><span class=class>{name}</span></td>
        <td role="gridcell" class="col-wide">{title}<span class="row-sub code">{row.code.clone()}</span></td>
        <td role="gridcell" class="col-unit">{row.kind.clone()}<span class="row-sub">{row.place.clone()}</span></td>
        <td role="gridcell" class="col-unit">{row.unit.clone()}<span class="row-sub">{row.at.clone()}</span></td>
    }
    .into_any()
}

/// A section for each special inspection: its clauses in figures.
fn campaigns(app: App, found: &Found) -> AnyView {
    found
        .campaigns
        .iter()
        .map(|campaign| section(app, campaign))
        .collect_view()
        .into_any()
}

fn section(app: App, campaign: &CampaignRow) -> AnyView {
    let texts = app.texts_now();
    let between = match app.lang.get_untracked() {
        Lang::ZhCn => "、",
        Lang::En => ", ",
    };
    let lacking = (!campaign.lacking.is_empty()).then(|| {
        let text = fill(texts.lacking, &[campaign.lacking.join(between)]);
        view! { <p class="note">{icon(Icon::Info)}<span>{text}</span></p> }
    });
    let clause = |row: &CampaignClause| {
        let code = row.code.clone();
        let see = move |_| show(app, Filter::only(Facet::Clause, code.clone()));
        let title = if row.fail + row.suspect > 0 {
            view! { <button type="button" class="link" on:click=see>{row.title.clone()}</button> }.into_any()
        } else {
            row.title.clone().into_any()
        };
        view! {
            <tr>
                <td class="code">{row.code.clone()}</td>
                <td class="name">{title}</td>
                <td class="num strong">{row.fail}</td>
                <td class="num">{row.suspect}</td>
                <td class="num">{row.pass}</td>
                <td class="num">{row.not_applicable}</td>
                <td class="num">{row.not_checked}</td>
            </tr>
        }
    };
    view! {
        <section>
            <h2>{campaign.name.clone()}</h2>
            {lacking}
            <div class="wide" tabindex="0"><table class="data">
                <caption class="visually-hidden">{campaign.name.clone()}</caption>
                <thead><tr>
                    <th scope="col">{texts.clause}</th><th scope="col">{texts.problem}</th>
                    <th scope="col" class="num">{texts.fails}</th><th scope="col" class="num">{texts.suspects}</th>
                    <th scope="col" class="num">{texts.in_order}</th><th scope="col" class="num">{texts.not_concerned}</th>
                    <th scope="col" class="num">{texts.nav_unchecked}</th>
                </tr></thead>
                <tbody>{campaign.clauses.iter().map(clause).collect_view()}</tbody>
            </table></div>
        </section>
    }
    .into_any()
}
