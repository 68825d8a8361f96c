//! The built application in a real browser. Run by `cargo app test browser`, which builds the application first and
//! finds the browser; not part of plain `cargo test`.

mod accessibility;
mod columns;
mod comparison;
mod engine;
mod export;
mod fixes;
mod former;
mod history;
mod laws;
mod moves;
mod page;
mod pages;
mod parity;
mod policy;
mod published;
