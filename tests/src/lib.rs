//! What the whole-system tests share.

pub mod hostile;
pub mod workbook;
