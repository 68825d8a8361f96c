//! What the reader had to say about the files, and how it understood every column.

use crate::components::icon::{Icon, icon};
use crate::state::{App, app};
use crate::worker;
use leptos::prelude::*;
use shared::locale::fill;
use shared::mapping::How;
use shared::notice::NoticeSeverity;
use shared::protocol::{Answer, ColumnRow, NoticeGroup, Notices as Said, Request};

/// The page.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let app = app();
    let texts = app.texts_now();
    let said = RwSignal::new(None::<Said>);
    worker::ask(app, Request::Notices, &[], move |answer, _| {
        if let Answer::Notices(found) = answer {
            said.try_set(Some(found));
        }
    });
    let body = move || {
        said.get().map(|said| {
            let none = said
                .groups
                .is_empty()
                .then(|| view! { <p class="mark mark-pass">{icon(Icon::Tick)}{texts.no_notices}</p> });
            let groups = said
                .groups
                .into_iter()
                .map(|found| group(app, found))
                .collect_view();
            view! { {none}<ul class="notices">{groups}</ul>{columns(app, said.columns)} }
        })
    };
    view! {
        <h1>{texts.nav_notices}</h1>
        <p class="lead">{texts.notices_text}</p>
        {body}
    }
}

fn group(app: App, group: NoticeGroup) -> AnyView {
    let texts = app.texts_now();
    let (class, mark, name) = match group.severity {
        NoticeSeverity::Damage => ("note bad", Icon::Cross, texts.damage),
        NoticeSeverity::Warning => ("note warn", Icon::Warning, texts.warning),
        NoticeSeverity::Info => ("note", Icon::Info, texts.info),
    };
    let shown = group.shown.len() as u32;
    let first = group.shown.first().cloned().unwrap_or_default();
    let line = |(place, message): (String, String)| view! { <li><span class="quiet">{place}</span>" "{message}</li> };
    let more = (group.count > 1).then(|| {
        let lines = group.shown.into_iter().map(line).collect_view();
        let left = (group.count > shown)
            .then(|| view! { <p class="quiet">{fill(texts.left_off, &[(group.count - shown).to_string()])}</p> });
        view! {
            <details><summary>{fill(texts.show_all, &[group.count.to_string()])}</summary><ul>{lines}</ul>{left}</details>
        }
    });
    view! {
        <li class=class>
            {icon(mark)}
            <div><strong>{name}</strong>" "<span class="quiet">{first.0}</span><br/>{first.1}{more}</div>
        </li>
    }
    .into_any()
}

fn columns(app: App, columns: Vec<ColumnRow>) -> AnyView {
    let texts = app.texts_now();
    if columns.is_empty() {
        return ().into_any();
    }
    let rows = columns.into_iter().map(|row| {
        let how = match row.how {
            How::Chosen => texts.how_chosen,
            How::Exact => texts.how_exact,
            How::Synonym => texts.how_synonym,
            How::Similar => texts.how_similar,
            How::None => texts.how_none,
        };
        // A column without an element that was recognised all the same holds a whole sub-list.
        let sub_list = row.element.is_none() && matches!(row.how, How::Exact | How::Synonym | How::Similar);
        let unused = row.element.is_none() && !sub_list;
        let otherwise = if sub_list { texts.sub_list } else { texts.not_used };
        let (id, name) = row
            .element
            .unwrap_or_else(|| (String::new(), otherwise.to_owned()));
        let sure = if unused {
            "—".to_owned()
        } else {
            format!("{}%", row.confidence)
        };
        view! {
            <tr class:bad=unused>
                <td>{row.sheet}</td><td>{row.column}</td><td>{row.title}</td>
                <td>{name}" "<span class="code quiet">{id}</span></td>
                <td>{how}</td><td class="num">{sure}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="columns">
            <h2 id="columns">{texts.columns_title}</h2>
            <p class="quiet">{texts.columns_text}</p>
            <div class="wide" tabindex="0">
                <table class="data">
                    <thead><tr>
                        <th scope="col">{texts.sheet}</th><th scope="col">{texts.column}</th><th scope="col">{texts.column_title}</th>
                        <th scope="col">{texts.element}</th><th scope="col">{texts.how}</th><th scope="col" class="num">{texts.sureness}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
