//! The result at a glance: score and what it means, counts with their denominators, dimensions, what to mend first.

use super::exports::exports;
use super::history::in_short;
use super::mapping;
use super::overview_tables::{dimensions, grades, queue, units};
use crate::columns;
use crate::components::badge;
use crate::components::bar::percent;
use crate::components::icon::{Icon, icon};
use crate::route::Route;
use crate::state::{App, Saved, app};
use crate::worker;
use leptos::prelude::*;
use shared::locale::fill;
use shared::protocol::{Answer, Overview as Figures, Request};
use shared::query::{Facet, Filter};
use shared::report::points_text;
use std::sync::Arc;

/// What stands where a result would be.
pub(crate) fn no_result(app: App) -> AnyView {
    let texts = app.texts_now();
    view! {
        <h1>{texts.no_result_title}</h1>
        <p>{texts.no_result_text}</p>
        <p><a class="button primary" href="/">{texts.back_to_start}</a></p>
    }
    .into_any()
}

/// The page.
#[component]
pub(crate) fn Overview() -> impl IntoView {
    let app = app();
    move || app.overview.get().map(|figures| body(app, &figures))
}

fn body(app: App, figures: &Arc<Figures>) -> AnyView {
    let texts = app.texts_now();
    // All names stand with their digests at the foot of the page.
    let names: Vec<String> = figures.sources.iter().map(|source| source.name.clone()).collect();
    view! {
        <div class="title-row">
            <div>
                <h1>{texts.overview_title}</h1>
                <p class="quiet name">{in_short(app, &names)}</p>
            </div>
            {exports(app)}
        </div>
        {remarks(app, figures)}
        <div class="glance">
            {score(app, figures)}
            {counts(app, figures)}
        </div>
        {dimensions(app, figures)}
        {(!figures.comparison.is_empty()).then(|| {
            view! { <section aria-labelledby="comparison" inner_html=figures.comparison.clone()></section> }
        })}
        {queue(app, figures)}
        <div class="columns">
            {grades(app, figures)}
            {severities(app, figures)}
        </div>
        {units(app, figures.units)}
        {versions(app, figures)}
    }
    .into_any()
}

/// What must be known before the figures are read.
fn remarks(app: App, figures: &Figures) -> AnyView {
    let texts = app.texts_now();
    let refused = (!figures.refused.is_empty()).then(|| {
        let lines = figures.refused.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
        view! { <div class="note warn">{icon(Icon::Warning)}<div><strong>{texts.some_refused}</strong><ul>{lines}</ul></div></div> }
    });
    let damage = (figures.notices[0] > 0).then(|| {
        let text = fill(texts.damage_notices, &[figures.notices[0].to_string()]);
        view! { <p class="note warn">{icon(Icon::Warning)}<span>{text}" "<a href="/result/notices">{texts.see}</a></span></p> }
    });
    let sample = figures
        .sample
        .then(|| view! { <p class="note">{icon(Icon::Info)}<span>{texts.sample_note}</span></p> });
    let same = move || {
        app.same.get().map(|same| {
            let text = if same { texts.same } else { texts.not_same };
            let class = if same { "note" } else { "note warn" };
            view! { <p class=class>{icon(Icon::Info)}<span>{text}</span></p> }
        })
    };
    let chosen = (figures.chosen > 0).then(|| {
        let text = fill(texts.chosen_note, &[figures.chosen.to_string()]);
        view! { <p class="note" id="chosen">{icon(Icon::Info)}<span>{text}" "<a href="/result/notices">{texts.see}</a></span></p> }
    });
    let saved = move || {
        let text = match app.saved.get() {
            Saved::No => return None,
            Saved::Writing(_) => texts.saving,
            Saved::Yes(_) => texts.saved,
            Saved::Failed => texts.not_saved,
        };
        Some(view! { <p class="quiet no-print" id="saved">{text}</p> })
    };
    view! { {refused}{damage}{sample}{same}{chosen}{offers(app)}{saved} }.into_any()
}

/// Says that columns of this list were given to elements on this machine before, where that would change anything.
fn offers(app: App) -> AnyView {
    let texts = app.texts_now();
    let number = RwSignal::new(0_usize);
    if !columns::remembered().is_empty() {
        worker::ask(app, Request::Notices, &[], move |answer, _| {
            if let Answer::Notices(said) = answer {
                number.try_set(mapping::offers(&said).len());
            }
        });
    }
    let note = move || {
        let number = number.get();
        (number > 0).then(|| {
            let text = fill(texts.offers_n, &[number.to_string()]);
            view! { <p class="note" id="offers">{icon(Icon::Info)}<span>{text}" "<a href="/result/notices">{texts.see}</a></span></p> }
        })
    };
    note.into_any()
}

fn score(app: App, figures: &Figures) -> AnyView {
    let texts = app.texts_now();
    let grade = figures.grades.get(figures.grade as usize);
    let (id, name) = grade
        .map(|grade| (grade.id.clone(), grade.name.clone()))
        .unwrap_or_default();
    let meaning = match id.as_str() {
        _ if figures.unchecked >= figures.clauses => texts.means_unjudged,
        _ if figures.fails + figures.suspects == 0 => texts.means_clean,
        _ if figures.fails == 0 => texts.means_suspected,
        "excellent" => texts.means_excellent,
        "good" => texts.means_good,
        "qualified" => texts.means_qualified,
        _ => texts.means_unqualified,
    };
    // What the mean says of all is no word for those that are unqualified.
    let meaning = (figures.vetoed == 0 || id == "unqualified").then(|| view! { <p>{meaning}</p> });
    let veto = (figures.vetoed > 0).then(|| {
        let text = fill(texts.vetoed_items, &[figures.vetoed.to_string()]);
        mark("mark mark-fail", Icon::Cross, text)
    });
    let checked = figures.clauses - figures.unchecked.min(figures.clauses);
    let few = (1..figures.clauses / 4).contains(&checked).then(|| {
        let text = fill(
            texts.few_checked,
            &[figures.clauses.to_string(), checked.to_string()],
        );
        mark("mark mark-suspect", Icon::Warning, text)
    });
    view! {
        <section class=format!("score score-{id}") aria-labelledby="score">
            <h2 id="score">{texts.mean_score}</h2>
            <p class="score-value"><span class="score-number">{points_text(figures.score)}</span><span class="score-of">" / 100"</span></p>
            <p>{badge::grade(&id, &name)}</p>
            {meaning}
            {veto}{few}
            <p class="quiet">{fill(texts.score_explained, &[figures.items.to_string()])}</p>
        </section>
    }
    .into_any()
}

fn mark(class: &'static str, sign: Icon, text: String) -> AnyView {
    view! { <p class=class>{icon(sign)}{text}</p> }.into_any()
}

fn counts(app: App, figures: &Figures) -> AnyView {
    let texts = app.texts_now();
    let share = percent(figures.problem_items, figures.items);
    let tile = |number: u64, label: &'static str, note: String, to: Route, outcome: &'static str| {
        let see = move |_| figure_opened(app, to, outcome);
        view! {
            <div class="tile">
                <dt>{label}</dt>
                <dd><a href=to.path() class="tile-number" on:click=see>{number}</a><span class="quiet">{note}</span></dd>
            </div>
        }
    };
    let items = figures.items.to_string();
    let automatic = u64::from(figures.clauses - figures.unchecked.min(figures.clauses));
    view! {
        <section class="counts" aria-labelledby="counts">
            <h2 id="counts" class="visually-hidden">{texts.counts}</h2>
            <dl class="tiles">
                {tile(figures.items, texts.items_checked, fill(texts.of_units, &[figures.units.to_string()]), Route::Items, "")}
                {tile(figures.problem_items, texts.problem_items, fill(texts.of_items, &[share, items]), Route::Items, "fail")}
                {tile(figures.fails, texts.certain, texts.certain_note.to_owned(), Route::Findings, "fail")}
                {tile(figures.suspects, texts.suspected, texts.suspected_note.to_owned(), Route::Findings, "suspect")}
                {tile(automatic, texts.clauses_checked, fill(texts.of_clauses, &[figures.clauses.to_string(), figures.unchecked.to_string()]), Route::Unchecked, "")}
                {tile(figures.notices.iter().sum(), texts.notices_count, texts.notices_note.to_owned(), Route::Notices, "")}
            </dl>
        </section>
    }
    .into_any()
}

/// The table will show what the figure counts, and nothing that was searched for before.
fn figure_opened(app: App, to: Route, outcome: &str) {
    let spot = match to {
        Route::Items => app.items,
        Route::Findings => app.findings,
        _ => return,
    };
    spot.start(match outcome {
        "" => Filter::default(),
        outcome => Filter::only(Facet::Outcome, outcome),
    });
}

fn severities(app: App, figures: &Figures) -> AnyView {
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let rows = figures.severities.iter().map(|row| {
        view! {
            <tr>
                <th scope="row">{badge::severity(row.severity, lang)}</th>
                <td class="num">{row.fails}</td><td class="num">{row.suspects}</td><td class="num">{row.items}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="severities">
            <h2 id="severities">{texts.by_severity}</h2>
            <table class="data">
                <thead><tr>
                    <th scope="col">{texts.severity}</th><th scope="col" class="num">{texts.fails}</th>
                    <th scope="col" class="num">{texts.suspects}</th><th scope="col" class="num">{texts.items_affected}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn versions(app: App, figures: &Figures) -> AnyView {
    let texts = app.texts_now();
    let sources = figures.sources.iter().map(|source| {
        view! { <li class="name">{source.name.clone()}" · "{fill(texts.n_items, &[source.items.to_string()])}" · "<code>{source.digest.clone()}</code></li> }
    });
    view! {
        <details class="versions">
            <summary>{texts.versions}</summary>
            <dl class="pairs">
                <dt>{texts.standard}</dt><dd>{figures.standard_title.clone()}" "{figures.standard_version.clone()}<br/><code>{figures.standard_digest.clone()}</code></dd>
                <dt>{texts.engine}</dt><dd>{figures.engine.clone()}</dd>
                <dt>{texts.date}</dt><dd>{figures.date.clone()}</dd>
                <dt>{texts.fingerprint}</dt><dd><code>{figures.fingerprint.clone()}</code></dd>
                <dt>{texts.files}</dt><dd><ul class="plain">{sources.collect_view()}</ul></dd>
            </dl>
        </details>
    }
    .into_any()
}
