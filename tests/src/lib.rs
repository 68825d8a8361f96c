//! What the whole-system tests share.

#[cfg(feature = "browser")]
pub mod browser;
pub use shared::case;
pub mod cases;
pub mod check;
pub mod coverage;
pub mod generate;
pub mod hostile;
pub mod quality;
pub mod workbook;
