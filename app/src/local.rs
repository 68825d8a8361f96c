//! What is remembered in the browser's storage, for good or as long as the tab is open. Where site data is blocked even asking for the storage throws: then
//! nothing is remembered, and all else works.

use leptos::prelude::window;

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Whether something was marked in this tab; marked or not from now on. A page that is loaded again finds the mark.
pub(crate) fn mark(key: &str, marked: bool) -> bool {
    let Some(storage) = window().session_storage().ok().flatten() else {
        return false;
    };
    let was = storage.get_item(key).ok().flatten().is_some();
    let _ = if marked {
        storage.set_item(key, "1")
    } else {
        storage.remove_item(key)
    };
    was
}

/// What is remembered under a key.
pub(crate) fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Remembers a text, or with `None` forgets it. Where storage is full or blocked, what was chosen holds until the page is
/// left.
pub(crate) fn set(key: &str, text: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = match text {
            Some(text) => storage.set_item(key, text),
            None => storage.remove_item(key),
        };
    }
}
