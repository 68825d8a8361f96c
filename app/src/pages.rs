//! The pages.

pub(crate) mod about;
pub(crate) mod drop;
pub(crate) mod findings;
pub(crate) mod history;
pub(crate) mod item;
pub(crate) mod item_fixes;
mod item_parts;
pub(crate) mod item_quotations;
pub(crate) mod items;
pub(crate) mod ledger;
pub(crate) mod mapping;
pub(crate) mod notices;
pub(crate) mod overview;
pub(crate) mod overview_tables;
pub(crate) mod print;
pub(crate) mod standard;
pub(crate) mod start;
pub(crate) mod unchecked;
