//! Parts of pages.

pub(crate) mod badge;
pub(crate) mod bar;
pub(crate) mod facets;
pub(crate) mod icon;
pub(crate) mod progress;
pub(crate) mod status;
pub(crate) mod table;
