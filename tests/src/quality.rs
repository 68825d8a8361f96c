//! Proof that the clauses work: defects are planted one at a time in good and real items, and parameters are taken away.

pub mod canary;
mod place;
pub mod plant;
pub mod planter;
pub mod reviewed;
pub mod sample;
pub mod table;
mod trial;
pub mod unneeded;
pub mod ways;
