//! Parts of a whole: as a share and as a bar beside it. In whole numbers, for printing others would be a fiftieth of the page.

use leptos::prelude::*;

/// A share in percent with one decimal; nothing is a share of nothing.
pub(crate) fn percent(part: u64, whole: u64) -> String {
    let tenths = (part.min(whole) * 2000 / whole.max(1)).div_ceil(2);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// A bar that fills part of its track.
pub(crate) fn bar(part: u64, whole: u64, class: &'static str) -> AnyView {
    let width = percent(part, whole);
    view! { <span class="bar" aria-hidden="true"><span class=class style:width=width></span></span> }
        .into_any()
}
