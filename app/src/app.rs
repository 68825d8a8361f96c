//! The frame of every page: header, navigation, main part, footer, and what is said to screen readers.

use crate::components::icon::{Icon, icon};
use crate::components::status::Status;
use crate::pages;
use crate::route::{self, OF_RESULT, Route};
use crate::state::{App, Engine, Work};
use crate::{check, leaving, local, storage, worker};
use leptos::prelude::*;
use shared::locale::{Lang, fill};
use shared::protocol::{Answer, Request};
use std::sync::Arc;
use wasm_bindgen::JsCast as _;

/// Where the language is remembered, as the JSON that former versions wrote.
const LANG_KEY: &str = "qingcha.lang";
const ENGLISH: &str = "\"en\"";

/// Everything.
#[component]
pub(crate) fn Shell() -> impl IntoView {
    let lang = match local::get(LANG_KEY).as_deref() {
        Some(ENGLISH) => Lang::En,
        _ => Lang::ZhCn,
    };
    let app = App::new(lang);
    provide_context(app);
    route::follow(app.route);
    listen_for_keys();
    pages::drop::listen(app);
    leaving::guard(app);
    follow_language(app);
    // The second frame: the first one has been painted by then.
    request_animation_frame(move || {
        request_animation_frame(move || {
            worker::start(app);
            storage::load(app);
        });
    });
    let skip = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        focus("main");
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{move || app.texts().skip}</a>
        <Header/>
        {move || app.route.get().of_result().then(|| result_nav(app))}
        {move || published_failed(app)}
        <main id="main" tabindex="-1"><Status/>{move || page(app)}</main>
        <Footer/>
        <div class="visually-hidden" role="status" aria-live="polite">{move || app.said.get().map(|said| said.get(app.lang.get()))}</div>
    }
}

/// The page of the address. It is made anew when the language changes, so pages read their texts once.
fn page(app: App) -> AnyView {
    let _ = app.lang.get();
    let route = app.route.get();
    set_title(app, route);
    if route.of_result() && app.overview.with(Option::is_none) {
        return pages::overview::no_result(app);
    }
    match route {
        Route::Start => view! { <pages::start::Start/> }.into_any(),
        Route::Overview => view! { <pages::overview::Overview/> }.into_any(),
        Route::Items => view! { <pages::items::Items/> }.into_any(),
        Route::Item(index) => view! { <pages::item::Item index/> }.into_any(),
        Route::Findings => view! { <pages::findings::Findings/> }.into_any(),
        Route::Comparison => view! { <pages::comparison::Comparison/> }.into_any(),
        Route::Ledger => view! { <pages::ledger::Ledger/> }.into_any(),
        Route::Notices => view! { <pages::notices::Notices/> }.into_any(),
        Route::Unchecked => view! { <pages::unchecked::Unchecked/> }.into_any(),
        Route::Print => view! { <pages::print::Print/> }.into_any(),
        Route::Standard => view! { <pages::standard::Standard/> }.into_any(),
        Route::About => view! { <pages::about::About/> }.into_any(),
        Route::Missing => {
            let texts = app.texts();
            view! {
                <h1>{texts.missing_title}</h1>
                <p>{texts.missing_text}</p>
                <p><a href="/">{texts.back_to_start}</a></p>
            }
            .into_any()
        }
    }
}

/// Name of a page.
fn name(app: App, route: Route) -> &'static str {
    let texts = app.texts();
    match route {
        Route::Start => texts.nav_start,
        Route::Overview => texts.nav_overview,
        Route::Items => texts.nav_items,
        Route::Item(_) => texts.item,
        Route::Findings => texts.nav_findings,
        Route::Comparison => texts.nav_comparison,
        Route::Ledger => texts.nav_ledger,
        Route::Notices => texts.nav_notices,
        Route::Unchecked => texts.nav_unchecked,
        Route::Print => texts.print,
        Route::Standard => texts.nav_standard,
        Route::About => texts.nav_about,
        Route::Missing => texts.missing_title,
    }
}

fn set_title(app: App, route: Route) {
    document().set_title(&format!("{} - {}", name(app, route), app.texts().brand_full));
}

/// Keeps the document's language, the remembered one and the labels of the result in step with the choice.
fn follow_language(app: App) {
    Effect::new(move |before: Option<Lang>| {
        let lang = app.lang.get();
        let tag = match lang {
            Lang::ZhCn => "zh-CN",
            Lang::En => "en",
        };
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", tag);
        }
        if before.is_some_and(|before| before != lang) {
            local::set(LANG_KEY, (lang == Lang::En).then_some(ENGLISH));
            // Refusals are sentences of the engine.
            if app.work.with_untracked(|work| matches!(work, Work::Refused(_))) {
                check::repeat(app);
            }
            if app.overview.with_untracked(Option::is_some) {
                worker::ask(app, Request::Overview, &[], move |answer, _| {
                    if let Answer::Done(overview) = answer {
                        app.overview.set(Some(Arc::new(*overview)));
                    }
                });
            }
        }
        lang
    });
}

/// `/` goes to the search box of the page; Escape leaves it.
fn listen_for_keys() {
    let options = gloo_events::EventListenerOptions::enable_prevent_default();
    gloo_events::EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>() else {
            return;
        };
        let target = key
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
        let typing = target
            .as_ref()
            .is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
        let plain = !(key.ctrl_key() || key.meta_key() || key.alt_key());
        match key.key().as_str() {
            "/" if plain && !typing && focus("search") => key.prevent_default(),
            // Afterwards: a search box that Escape empties tells of it only while the keyboard is in it.
            "Escape" if typing => request_animation_frame(move || {
                if let Some(target) = target {
                    let _ = target.blur();
                }
            }),
            _ => {}
        }
    })
    .forget();
}

/// Moves the keyboard to an element; whether there is one.
pub(crate) fn focus(id: &str) -> bool {
    let element = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

fn link(app: App, to: Route) -> AnyView {
    let here = move || (app.route.get() == to).then_some("page");
    view! { <li><a href=to.path() aria-current=here>{move || name(app, to)}</a></li> }.into_any()
}

#[component]
fn Header() -> impl IntoView {
    let app = crate::state::app();
    let has_result = move || app.overview.with(Option::is_some);
    let other = move || match app.lang.get() {
        Lang::ZhCn => Lang::En,
        Lang::En => Lang::ZhCn,
    };
    let label = move || match other() {
        Lang::En => "English",
        Lang::ZhCn => "中文",
    };
    let tag = move || match other() {
        Lang::En => "en",
        Lang::ZhCn => "zh-CN",
    };
    view! {
        <header class="top">
            <div class="inner">
                <a class="brand" href="/">
                    <span class="brand-name">{move || app.texts().brand}</span>
                    <span class="brand-sub">{move || app.texts().brand_sub}</span>
                </a>
                <nav aria-label=move || app.texts().nav_main>
                    <ul class="menu">
                        {link(app, Route::Start)}
                        {move || has_result().then(|| {
                            let current = move || app.route.get().of_result().then_some("true");
                            view! { <li><a href="/result" aria-current=current>{app.texts().nav_result}</a></li> }
                        })}
                        {link(app, Route::Standard)}
                        {link(app, Route::About)}
                    </ul>
                </nav>
                <button type="button" class="lang" lang=tag on:click=move |_| app.lang.set(other())>{label}</button>
            </div>
        </header>
    }
}

/// That the standard of this site could not be had: results then follow another one.
fn published_failed(app: App) -> Option<AnyView> {
    let Engine::Ready {
        standard,
        published_failed: true,
        ..
    } = app.engine.get()
    else {
        return None;
    };
    let text = fill(app.texts().published_failed, &[standard]);
    Some(
        view! { <p class="note warn inner" role="alert">{icon(Icon::Warning)}<span>{text}</span></p> }
            .into_any(),
    )
}

/// Navigation within a result.
fn result_nav(app: App) -> AnyView {
    if app.overview.with(Option::is_none) {
        return ().into_any();
    }
    let shown = OF_RESULT.into_iter();
    let shown = shown.filter(|route| *route != Route::Comparison || pages::comparison::is_shown(app));
    view! {
        <nav class="tabs" aria-label=app.texts().nav_result>
            <ul class="inner">{shown.map(|route| link(app, route)).collect_view()}</ul>
        </nav>
    }
    .into_any()
}

#[component]
fn Footer() -> impl IntoView {
    let app = crate::state::app();
    let engine = move || match app.engine.get() {
        Engine::Starting => app.texts().engine_starting.to_owned(),
        Engine::Ready {
            version, standard, ..
        } => {
            format!(
                "{} {version} · {} {standard}",
                app.texts().engine,
                app.texts().standard
            )
        }
    };
    view! {
        <footer>
            <div class="inner">
                <p>{icon(Icon::Shield)}{move || app.texts().promise}</p>
                <p><output id="engine">{engine}</output></p>
            </div>
        </footer>
    }
}
