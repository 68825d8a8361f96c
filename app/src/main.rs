//! The page, on the browser's main thread: shows, asks the engine, keeps the history. It never holds the list.

// Leptos makes the properties of every component `pub`, whatever the component is.
#![allow(unreachable_pub)]

mod app;
mod check;
mod columns;
mod components;
mod leaving;
mod local;
mod pages;
mod references;
mod route;
mod state;
mod storage;
mod text;
mod worker;

use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(app::Shell);
    // Last: where drawing fails, the notice is where `boot.js` says so.
    if let Some(notice) = document().get_element_by_id("boot") {
        notice.remove();
    }
}
