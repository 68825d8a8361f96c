//! Draws charts of `shared::report::chart` as SVG elements; the numbers stand in a table beside them.

use leptos::prelude::*;
use shared::report::chart::{Chart, Shape};

/// The drawing; `label` says what it shows.
pub(crate) fn chart(chart: Chart, label: String) -> AnyView {
    let shapes = chart.shapes.into_iter().map(|shape| match shape {
        Shape::Polygon { points, class } => {
            view! { <polygon points=points class=class></polygon> }.into_any()
        }
        Shape::Line { from, to, class } => {
            view! { <line x1=from.0 y1=from.1 x2=to.0 y2=to.1 class=class></line> }.into_any()
        }
        Shape::Dot { at, class } => {
            view! { <circle cx=at.0 cy=at.1 r="3.5" class=class></circle> }.into_any()
        }
        Shape::Text {
            at,
            anchor,
            class,
            text,
        } => view! { <text x=at.0 y=at.1 text-anchor=anchor class=class>{text}</text> }.into_any(),
    });
    view! {
        <svg class="chart" role="img" aria-label=label viewBox=format!("0 0 {} {}", chart.width, chart.height)>
            {shapes.collect_view()}
        </svg>
    }
    .into_any()
}

/// A bar that fills part of its track.
pub(crate) fn bar(share: f64, class: &'static str) -> AnyView {
    let width = format!("{:.1}%", share.clamp(0.0, 1.0) * 100.0);
    view! { <span class="bar" aria-hidden="true"><span class=class style:width=width></span></span> }
        .into_any()
}
