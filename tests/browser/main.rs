//! The built application in a real browser. Run by `cargo app test browser`, which builds the application first and
//! finds the browser; not part of plain `cargo test`.

mod engine;
mod laws;
mod pages;
mod parity;
mod policy;
