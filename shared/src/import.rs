//! Bytes and a name → items and notices; limits and guards first.
//!
//! Import never fails on content: it reads what it can and says the rest in notices. Only a container that cannot be
//! read at all is a [`Refusal`].

mod assemble;
mod damage;
mod header;
mod json;
pub mod limits;
mod lines;
mod read;
pub mod refusal;
mod stand_in;
mod tables;
pub mod template;

pub use limits::Limits;
pub use read::read;
pub use refusal::Refusal;
pub use stand_in::{Content, Member, open};

/// What import tells its host while it works, and what the host answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Amount done, in rows or items.
    pub done: u64,
    /// Amount expected, 0 where unknown.
    pub total: u64,
}

/// The host's wish: go on, or stop as soon as may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// The user cancelled.
    Stop,
}
