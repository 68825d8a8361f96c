//! Small marks: severity, outcome, grade, confidence. Every one says in words what its colour says.

use crate::components::icon::{Icon, icon};
use leptos::prelude::*;
use shared::finding::Certainty;
use shared::locale::Lang;
use shared::report::points_text;
use shared::rule::OutcomeKind;
use shared::standard::{Confidence, Points, Severity};

/// A severity.
pub(crate) fn severity(severity: Severity, lang: Lang) -> AnyView {
    let class = match severity {
        Severity::Veto => "tag tag-veto",
        Severity::Serious => "tag tag-serious",
        Severity::Ordinary => "tag tag-ordinary",
        Severity::Slight => "tag tag-slight",
    };
    view! { <span class=class>{severity.name().get(lang)}</span> }.into_any()
}

/// Certain or suspected.
pub(crate) fn certainty(certainty: Certainty, lang: Lang) -> AnyView {
    let (class, mark) = match certainty {
        Certainty::Fail => ("mark mark-fail", Icon::Cross),
        Certainty::Suspect => ("mark mark-suspect", Icon::Question),
    };
    view! { <span class=class>{icon(mark)}{certainty.name().get(lang)}</span> }.into_any()
}

/// The outcome of a clause.
pub(crate) fn outcome(kind: OutcomeKind, lang: Lang) -> AnyView {
    let (class, mark) = match kind {
        OutcomeKind::Pass => ("mark mark-pass", Icon::Tick),
        OutcomeKind::Fail => ("mark mark-fail", Icon::Cross),
        OutcomeKind::Suspect => ("mark mark-suspect", Icon::Question),
        _ => ("mark mark-none", Icon::Dash),
    };
    view! { <span class=class>{icon(mark)}{kind.name().get(lang)}</span> }.into_any()
}

/// A grade by identifier and name.
pub(crate) fn grade(id: &str, name: &str) -> AnyView {
    view! { <span class=format!("grade grade-{id}")>{name.to_owned()}</span> }.into_any()
}

/// How far a basis can be relied on.
pub(crate) fn confidence(confidence: Confidence, lang: Lang) -> AnyView {
    let class = match confidence {
        Confidence::Original | Confidence::Agreed => "tag tag-sure",
        Confidence::Inferred | Confidence::Memory => "tag tag-unsure",
        Confidence::Proposal => "tag tag-plain",
    };
    view! { <span class=class>{format!("{} {}", confidence.id(), confidence.name().get(lang))}</span> }
        .into_any()
}

/// Points gained, `+8.00`; a dash where there are none.
pub(crate) fn gain(points: Points) -> String {
    if points > 0 {
        format!("+{}", points_text(points))
    } else {
        "—".to_owned()
    }
}
