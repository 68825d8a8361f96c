//! What the whole-system tests share.

pub mod case;
pub mod generate;
