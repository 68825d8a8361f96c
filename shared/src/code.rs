//! Item codes and unified social credit codes: parsing, the exact reason of a failure, and making valid codes.
//!
//! Structure after domain/elements.md §1.7 and §2.1 (GB 32100-2015, GB 11714).

mod basic;
mod credit;
mod damage;
mod item;
mod old;

pub use basic::BasicCode;
pub use credit::{CreditCode, CreditCodeError, Registrar};
pub use damage::is_number_damage;
pub use item::{CodeError, CodeKind, CodePart, ItemCode};
pub use old::OldForm;

/// Whether there are only ASCII digits, one at least.
fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
