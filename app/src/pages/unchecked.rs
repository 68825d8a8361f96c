//! What was not checked, and why: the machine claims nothing of it.

use crate::state::app;
use crate::worker;
use leptos::prelude::*;
use shared::locale::fill;
use shared::protocol::{Answer, Request, UncheckedRow};
use shared::rule::OutcomeKind;

/// The page.
#[component]
pub(crate) fn Unchecked() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let lang = app.lang.get_untracked();
    let rows = RwSignal::new(None::<Vec<UncheckedRow>>);
    worker::ask(app, Request::Unchecked, &[], move |answer, _| {
        if let Answer::Unchecked(found) = answer {
            rows.try_set(Some(found));
        }
    });
    let line = move |row: UncheckedRow| {
        let detail = match row.reason {
            OutcomeKind::NotProvided if !row.detail.is_empty() => fill(texts.wanted, &[row.detail]),
            _ => row.detail,
        };
        let evidence = (!row.evidence.is_empty())
            .then(|| view! { <br/><span class="quiet">{fill(texts.evidence_is, &[row.evidence])}</span> });
        view! {
            <tr>
                <td class="code">{row.code}</td>
                <td>{row.title}</td>
                <td class="nowrap">{row.dimension.name().get(lang)}</td>
                <td>{row.reason.name().get(lang)}</td>
                <td class="num">{row.items}</td>
                <td>{detail}{evidence}</td>
            </tr>
        }
    };
    let body = move || {
        match rows.get() {
        None => ().into_any(),
        Some(rows) if rows.is_empty() => view! { <p>{texts.all_checked}</p> }.into_any(),
        Some(rows) => view! {
            <div class="wide" tabindex="0">
                <table class="data">
                    <thead><tr>
                        <th scope="col">{texts.clause}</th><th scope="col">{texts.problem}</th><th scope="col">{texts.dimension}</th>
                        <th scope="col">{texts.reason}</th><th scope="col" class="num">{texts.items}</th><th scope="col">{texts.remark}</th>
                    </tr></thead>
                    <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <h1>{texts.nav_unchecked}</h1>
        <p class="lead">{texts.unchecked_text}</p>
        {body}
    }
}
