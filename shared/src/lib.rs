//! The standard and the engine of 清查 (Qingcha).
//!
//! Everything here is pure: no input or output, no clock, no randomness, no threads. The browser's worker,
//! the server and the command line run this same code and get the same bytes.
//!
//! ```text
//! bytes ─import→ Table + Notices ─mapping→ List of Items ─engine(rules, standard)→ Outcomes + Findings
//!       ─score(standard)→ Ledger + Score → CheckResult
//! ```

pub mod answer;
pub mod basis;
#[cfg(feature = "authoring")]
pub mod case;
pub mod cells;
pub mod code;
mod compared;
pub mod condition;
pub mod dictionary;
pub mod division;
pub mod element;
pub mod engine;
pub mod finding;
pub mod fix;
pub mod gaps;
#[cfg(feature = "authoring")]
pub mod impact;
pub mod import;
pub mod intermediary;
pub mod item;
pub mod law;
pub mod locale;
pub mod mapping;
mod memory;
pub mod notice;
mod order;
pub mod place;
pub mod presence;
pub mod protocol;
pub mod query;
pub mod quotation;
pub mod reference;
pub mod report;
pub mod result;
pub mod rule;
pub mod rules;
pub mod score;
pub mod standard;
pub mod table;
pub mod telephones;
pub mod text;
pub mod time_limit;
pub mod unit;
mod value;
pub mod versions;
