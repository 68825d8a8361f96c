//! What the reader had to say about the files, and how it understood every column.

use super::mapping;
use crate::components::icon::{Icon, icon};
use crate::state::{App, app};
use crate::worker;
use leptos::prelude::*;
use shared::locale::fill;
use shared::notice::NoticeSeverity;
use shared::protocol::{Answer, NoticeGroup, Notices as Said, Request};

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
            view! { {none}<ul class="notices">{groups}</ul>{mapping::columns(app, Said { groups: Vec::new(), ..said })} }
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
