//! The problem list for paper: all findings up to a limit, by authority and item, then the browser's print dialog.

use super::comparison;
use crate::components::badge;
use crate::state::{App, app};
use crate::worker;
use leptos::prelude::*;
use shared::locale::fill;
use shared::protocol::{Answer, FindingRow, MAX_ROWS, Request, Window};
use shared::query::FindingOrder;
use shared::report::points_text;

/// Most findings on paper; beyond them the workbook is the right form.
const MOST: u32 = 2_000;

/// The page.
#[component]
pub(crate) fn Print() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let rows = RwSignal::new(Vec::<FindingRow>::new());
    let total = RwSignal::new(None::<u32>);
    load(app, 0, rows, total);
    let ready = move || {
        total
            .get()
            .is_some_and(|total| rows.with(Vec::len) as u32 >= total.min(MOST))
    };
    let head = move || {
        app.overview.get().map(|figures| {
            let names: Vec<&str> = figures.sources.iter().map(|source| source.name.as_str()).collect();
            let grade = figures.grades.get(figures.grade as usize).map(|grade| grade.name.clone());
            let chosen = (figures.chosen > 0)
                .then(|| view! { <p class="note">{fill(texts.chosen_note, &[figures.chosen.to_string()])}</p> });
            view! {
                <p>{names.join("、")}</p>
                {chosen}
                <dl class="pairs">
                    <dt>{texts.mean_score}</dt><dd>{points_text(figures.score)}" "{grade}</dd>
                    <dt>{texts.items}</dt><dd>{figures.items}</dd>
                    <dt>{texts.certain}</dt><dd>{figures.fails}</dd>
                    <dt>{texts.suspected}</dt><dd>{figures.suspects}</dd>
                    <dt>{texts.standard}</dt><dd>{figures.standard_title.clone()}" "{figures.standard_version.clone()}</dd>
                    <dt>{texts.date}</dt><dd>{figures.date.clone()}</dd>
                    <dt>{texts.fingerprint}</dt><dd><code>{figures.fingerprint.clone()}</code></dd>
                </dl>
            }
        })
    };
    let cut = move || {
        total.get().filter(|total| *total > MOST).map(|total| {
            view! { <p class="note warn">{fill(texts.print_cut, &[total.to_string(), MOST.to_string()])}</p> }
        })
    };
    let comparison = comparison::printed(app);
    let none = move || (total.get() == Some(0)).then(|| view! { <p>{texts.no_findings}</p> });
    view! {
        <h1>{texts.print_title}</h1>
        <p class="no-print">
            <button type="button" class="button primary" disabled=move || !ready() on:click=move |_| { let _ = window().print(); }>{texts.print}</button>
        </p>
        {head}
        {comparison}
        {cut}{none}
        <div class="wide" tabindex="0"><table class="data paper">
            <thead><tr>
                <th scope="col" class="num">{texts.number}</th><th scope="col">{texts.item}</th><th scope="col">{texts.clause}</th>
                <th scope="col">{texts.message}</th><th scope="col">{texts.element}</th><th scope="col">{texts.outcome}</th>
                <th scope="col" class="num">{texts.gain}</th>
            </tr></thead>
            <tbody>
                <For each=move || rows.get().into_iter().enumerate() key=|(number, _)| *number children=move |(number, row)| line(app, number, &row)/>
            </tbody>
        </table></div>
    }
}

/// Asks for the findings window by window, so that no step is long.
fn load(app: App, offset: u32, rows: RwSignal<Vec<FindingRow>>, total: RwSignal<Option<u32>>) {
    let window = Window {
        order: FindingOrder::Unit,
        offset,
        len: MAX_ROWS,
        ..Window::default()
    };
    worker::ask(app, Request::Findings(window), &[], move |answer, _| {
        let Answer::Findings(found) = answer else { return };
        let next = offset + found.rows.len() as u32;
        if rows.try_update(|rows| rows.extend(found.rows)).is_none() {
            return; // The page was left.
        }
        total.set(Some(found.total));
        if next < found.total.min(MOST) && next > offset {
            load(app, next, rows, total);
        }
    });
}

fn line(app: App, number: usize, row: &FindingRow) -> AnyView {
    let lang = app.lang.get_untracked();
    view! {
        <tr>
            <td class="num">{number + 1}</td>
            <td><strong>{row.name.clone()}</strong><br/>{row.unit.clone()}<br/><span class="code">{row.key.clone()}</span></td>
            <td class="code">{row.code.clone()}<br/>{row.severity.name().get(lang)}</td>
            <td>{row.message.clone()}</td>
            <td>{row.element_name.clone()}<br/><span class="quiet">{row.place.clone()}</span></td>
            <td>{badge::certainty(row.certainty, lang)}</td>
            <td class="num">{badge::gain(row.points)}</td>
        </tr>
    }
    .into_any()
}
