//! The hosting server behind `qingcha serve`: hands out the application, compiled into the binary, and the standards its
//! operator publishes, and nothing else; with it the commands `check` and `standard`.
//!
//! Self-check happens in the browser; this server never sees a list. It promises that
//! * every answer carries the security headers ([`headers`]),
//! * a slow or hostile client costs one bounded connection ([`accept`]),
//! * a fault in a handler costs one request ([`serve`]),
//! * the log holds no bodies, no queries and, unless asked for, no addresses.

// They panic where nobody takes what is printed: `terminal::say` and `check::output` do not.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod accept;
pub mod activity;
pub mod assets;
pub mod check;
pub mod cli;
pub mod headers;
pub mod health;
pub mod laws;
pub mod log;
pub mod pace;
pub mod problem;
pub mod serve;
pub mod standard;
pub mod template;
pub mod terminal;
#[cfg(feature = "tls")]
pub mod tls;

pub use serve::{Settings, serve};
