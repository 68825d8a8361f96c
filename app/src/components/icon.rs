//! The icons: one path each on a 16 × 16 grid. They only repeat what a text beside them says.

use leptos::prelude::*;

/// One icon.
#[derive(Clone, Copy)]
pub(crate) enum Icon {
    /// In order.
    Tick,
    /// Not in order.
    Cross,
    /// To be looked at.
    Question,
    /// Nothing.
    Dash,
    /// A shield: stays here.
    Shield,
    /// Attention.
    Warning,
    /// For information.
    Info,
    /// Choose files.
    Upload,
    /// Save a file.
    Download,
    /// Print.
    Print,
}

/// Draws it.
pub(crate) fn icon(icon: Icon) -> AnyView {
    let path = match icon {
        Icon::Tick => "M3 8.5l3.2 3.2L13 4.8",
        Icon::Cross => "M4 4l8 8M12 4l-8 8",
        Icon::Question => "M5.4 5.6C5.4 4.1 6.5 3 8 3s2.6 1 2.6 2.4c0 1.9-2.6 2-2.6 4.2M8 12.8v.2",
        Icon::Dash => "M4 8h8",
        Icon::Shield => "M8 1.8l5 1.8v4c0 3.2-2.1 5.5-5 6.6-2.9-1.1-5-3.4-5-6.6v-4zM5.6 8l1.8 1.8 3.2-3.4",
        Icon::Warning => "M8 2.5L14.2 13H1.8zM8 6.5v3M8 11.2v.4",
        Icon::Info => "M8 2a6 6 0 1 1 0 12A6 6 0 1 1 8 2zM8 7.2v4M8 4.8v.4",
        Icon::Upload => "M8 10.5V3M4.8 6L8 2.8 11.2 6M2.5 10.5v3h11v-3",
        Icon::Download => "M8 2.5v7.8M4.8 7.2L8 10.4l3.2-3.2M2.5 10.5v3h11v-3",
        Icon::Print => "M4.5 6V2.5h7V6M4.5 11H2.5V6h11v5h-2M4.5 9.5h7v4h-7z",
    };
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=path></path></svg>
    }
    .into_any()
}
