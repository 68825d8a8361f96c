//! Addresses of pages. The server answers every one of them with the same document.

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};

/// One page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// Choose files; history.
    Start,
    /// Summary of the result.
    Overview,
    /// Table of items.
    Items,
    /// One item by its number in the list, from 0.
    Item(u32),
    /// Table of findings.
    Findings,
    /// Reference lists and special inspections.
    Comparison,
    /// What the clauses took.
    Ledger,
    /// What the reader had to say.
    Notices,
    /// What was not checked.
    Unchecked,
    /// The whole problem list for printing.
    Print,
    /// The standard.
    Standard,
    /// About this application.
    About,
    /// No such page.
    Missing,
}

/// Pages about a result, in the order of its navigation.
pub(crate) const OF_RESULT: [Route; 7] = [
    Route::Overview,
    Route::Findings,
    Route::Items,
    Route::Comparison,
    Route::Ledger,
    Route::Notices,
    Route::Unchecked,
];

impl Route {
    /// The page at an address; items count from 1 in addresses.
    pub(crate) fn parse(path: &str) -> Self {
        match path.trim_end_matches('/') {
            "" => Self::Start,
            "/result" => Self::Overview,
            "/result/items" => Self::Items,
            "/result/findings" => Self::Findings,
            "/result/comparison" => Self::Comparison,
            "/result/ledger" => Self::Ledger,
            "/result/notices" => Self::Notices,
            "/result/unchecked" => Self::Unchecked,
            "/result/print" => Self::Print,
            "/standard" => Self::Standard,
            "/about" => Self::About,
            other => other
                .strip_prefix("/result/item/")
                .and_then(|number| number.parse::<u32>().ok()?.checked_sub(1))
                .map_or(Self::Missing, Self::Item),
        }
    }

    /// Its address.
    pub(crate) fn path(self) -> String {
        let fixed = match self {
            Self::Start | Self::Missing => "/",
            Self::Overview => "/result",
            Self::Items => "/result/items",
            Self::Item(index) => return format!("/result/item/{}", u64::from(index) + 1),
            Self::Findings => "/result/findings",
            Self::Comparison => "/result/comparison",
            Self::Ledger => "/result/ledger",
            Self::Notices => "/result/notices",
            Self::Unchecked => "/result/unchecked",
            Self::Print => "/result/print",
            Self::Standard => "/standard",
            Self::About => "/about",
        };
        fixed.to_owned()
    }

    /// Whether it shows a result.
    pub(crate) fn of_result(self) -> bool {
        OF_RESULT.contains(&self) || matches!(self, Self::Item(_) | Self::Print)
    }
}

/// The page of the browser's address.
pub(crate) fn current() -> Route {
    Route::parse(&location().pathname().unwrap_or_default())
}

/// Goes to a page and keeps the way back.
pub(crate) fn go(route: RwSignal<Route>, to: Route) {
    if route.get_untracked() != to {
        if let Ok(history) = window().history() {
            // Refused only where the browser limits the rate of entries; the page changes all the same.
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&to.path()));
        }
        route.set(to);
    }
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Follows the browser's back and forward buttons, and plain clicks on links of this application.
pub(crate) fn follow(route: RwSignal<Route>) {
    gloo_events::EventListener::new(&window(), "popstate", move |_| {
        // Links within a page come here too; drawing it anew would take away where they lead.
        let to = current();
        if route.get_untracked() != to {
            route.set(to);
        }
    })
    .forget();
    let options = gloo_events::EventListenerOptions::enable_prevent_default();
    gloo_events::EventListener::new_with_options(&document(), "click", options, move |event| {
        let Some(click) = event.dyn_ref::<web_sys::MouseEvent>() else {
            return;
        };
        let plain = click.button() == 0
            && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
            && !click.default_prevented();
        let target = click
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let href = link
            .filter(|link| !link.has_attribute("download"))
            .and_then(|link| link.get_attribute("href"));
        let Some(href) = href.filter(|href| plain && href.starts_with('/')) else {
            return;
        };
        let to = Route::parse(&href);
        if to != Route::Missing {
            click.prevent_default();
            go(route, to);
        }
    })
    .forget();
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn every_page_has_one_address() {
        for route in [
            Route::Start,
            Route::Overview,
            Route::Items,
            Route::Item(0),
            Route::Item(u32::MAX - 1),
            Route::Findings,
            Route::Comparison,
            Route::Ledger,
            Route::Notices,
            Route::Unchecked,
            Route::Print,
            Route::Standard,
            Route::About,
        ] {
            assert_eq!(Route::parse(&route.path()), route);
            assert_eq!(Route::parse(&format!("{}/", route.path())), route);
        }
        for path in [
            "/x",
            "/result/item/0",
            "/result/item/-1",
            "/result/item/",
            "/result/item/99999999999",
        ] {
            assert_eq!(Route::parse(path), Route::Missing, "{path}");
        }
    }
}
