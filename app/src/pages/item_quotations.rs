//! The articles an item quotes, beside the articles in force, with what differs marked.

use crate::components::icon::{Icon, icon};
use crate::state::App;
use leptos::prelude::*;
use shared::locale::fill;
use shared::protocol::{ItemDetail, QuotationRow};
use shared::quotation::Agreement;
use shared::text::difference::{Piece, Side};

/// The section; nothing where the index of laws has no text of what is quoted.
pub(super) fn quotations(app: App, item: &ItemDetail) -> Option<AnyView> {
    if item.quotations.is_empty() {
        return None;
    }
    let texts = app.texts_now();
    let rows = item.quotations.iter().map(|row| quotation(app, row));
    let section = view! {
        <section aria-labelledby="quotations">
            <h2 id="quotations">{texts.quotations}</h2>
            <p class="quiet">{texts.quotations_note}</p>
            {rows.collect_view()}
        </section>
    };
    Some(section.into_any())
}

fn quotation(app: App, row: &QuotationRow) -> AnyView {
    let texts = app.texts_now();
    let args = [
        row.entry.to_string(),
        row.law.clone(),
        row.version.clone(),
        row.provisions.clone(),
    ];
    let verdict = match row.agreement {
        Agreement::Same => {
            view! { <p class="mark mark-pass">{icon(Icon::Tick)}{texts.quotation_same}</p> }.into_any()
        }
        Agreement::Differs => view! { <p class="mark mark-suspect">{texts.quotation_differs}</p> }.into_any(),
        Agreement::Another => view! { <p class="mark mark-suspect">{texts.quotation_another}</p> }.into_any(),
    };
    view! {
        <h3>{fill(texts.quotation_row, &args)}</h3>
        {verdict}
        <div class="quotation">
            <div><h4>{texts.quoted_text}</h4><p>{side(&row.pieces, Side::First)}</p></div>
            <div><h4>{texts.text_in_force}</h4><p>{side(&row.pieces, Side::Second)}</p></div>
        </div>
    }
    .into_any()
}

/// The text of one side, what stands there only in `del` or `ins`.
pub(super) fn side(pieces: &[Piece], own: Side) -> AnyView {
    let shown = pieces
        .iter()
        .filter(|piece| piece.side == own || piece.side == Side::Both);
    let shown = shown.map(|piece| {
        let text = piece.text.clone();
        match piece.side {
            Side::Both => text.into_any(),
            Side::First => view! { <del>{text}</del> }.into_any(),
            Side::Second => view! { <ins>{text}</ins> }.into_any(),
        }
    });
    shown.collect_view().into_any()
}
