//! What the whole-system tests share.

pub mod browser;
pub mod case;
pub mod generate;
