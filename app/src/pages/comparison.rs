//! Reference lists and special inspections of a result. The engine draws them; here they are put in place and listened to.

use super::overview_tables::show;
use super::setup::{named, target};
use crate::app::focus;
use crate::state::{App, app};
use crate::worker;
use leptos::prelude::*;
use shared::protocol::{Answer, DifferenceWindow, Request, Side};
use shared::query::{Facet, Filter};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::HtmlSelectElement;

/// Differences shown at a time.
const PAGE: u32 = 50;

/// The page.
#[component]
pub(crate) fn Comparison() -> impl IntoView {
    let app = app();
    let window = Rc::new(RefCell::new(DifferenceWindow {
        len: PAGE,
        ..DifferenceWindow::default()
    }));
    let look = Rc::new(move |turned: bool, change: &dyn Fn(&mut DifferenceWindow)| {
        change(&mut window.borrow_mut());
        let asked = window.borrow().clone();
        let window = Rc::clone(&window);
        let request = Request::Differences(asked.clone());
        worker::ask(app, request, &[], move |answer, _| {
            // Overtaken by a newer question, or the page was left.
            if let Answer::Fragment(html) = answer
                && *window.borrow() == asked
                && let Some(place) = document().get_element_by_id("differences")
            {
                place.set_inner_html(&html);
                let count = place.first_element_child().and_then(|count| count.text_content());
                app.say_made(count.unwrap_or_default());
                if turned {
                    // The button that was pressed is gone.
                    focus("differences");
                }
            }
        });
    });
    let html = part(app, Request::Comparison(false));
    let (first, turn) = (Rc::clone(&look), Rc::clone(&look));
    Effect::new(move || {
        if !html.with(String::is_empty) {
            first(false, &|_| {});
        }
    });
    let typed = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        if target::<HtmlSelectElement>(&event).is_some() {
            let (side, kind) = text.split_once('/').unwrap_or_default();
            look(false, &|window| {
                window.offset = 0;
                window.kind = (!kind.is_empty()).then(|| kind.to_owned());
                window.side = match side {
                    "missing" => Some(Side::Missing),
                    "outside" => Some(Side::Outside),
                    _ => None,
                };
            });
        } else {
            look(false, &|window| {
                window.offset = 0;
                window.text.clone_from(&text);
            });
        }
    };
    let clicked = move |event: web_sys::MouseEvent| {
        let (name, value) = named(&event);
        match name.as_str() {
            "clause" => show(app, Filter::only(Facet::Clause, value)),
            "page" => turn(true, &|window| window.offset = value.parse().unwrap_or_default()),
            _ => {}
        }
    };
    view! {
        <h1>{app.texts_now().nav_comparison}</h1>
        <div on:input=typed on:click=clicked inner_html=move || html.get()></div>
    }
}

/// The same on paper; nothing where there is nothing to compare.
pub(super) fn printed(app: App) -> Option<AnyView> {
    is_shown(app).then(|| drawn(app, Request::Comparison(true)))
}

/// Whether the result shown was compared with anything.
pub(crate) fn is_shown(app: App) -> bool {
    app.overview.with(|shown| {
        shown
            .as_ref()
            .is_some_and(|figures| !figures.comparison.is_empty())
    })
}

/// A part that the engine draws, in which clauses lead to their findings.
pub(super) fn drawn(app: App, request: Request) -> AnyView {
    let html = part(app, request);
    let clicked = move |event: web_sys::MouseEvent| {
        let (name, value) = named(&event);
        if name == "clause" {
            show(app, Filter::only(Facet::Clause, value));
        }
    };
    view! { <div on:click=clicked inner_html=move || html.get()></div> }.into_any()
}

fn part(app: App, request: Request) -> RwSignal<String> {
    let html = RwSignal::new(String::new());
    worker::ask(app, request, &[], move |answer, _| {
        if let Answer::Fragment(drawn) = answer {
            html.try_set(drawn);
        }
    });
    html
}
