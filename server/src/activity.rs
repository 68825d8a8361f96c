//! Whether anything happens on an HTTP/2 connection.
//!
//! hyper closes an HTTP/1 connection that brings no request in time. On HTTP/2 a client that only answers pings, takes
//! nothing of what it asked for, or never says anything after the handshake would hold its place for ever.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::time::sleep;

use crate::pace::LEAST;

/// What has happened on one connection so far.
#[derive(Debug, Default)]
pub struct Activity {
    /// Requests that came.
    begun: AtomicUsize,
    /// Requests whose answer is not made yet.
    running: AtomicUsize,
    /// Bytes the client's side took.
    written: AtomicUsize,
}

/// A request that is being answered.
#[derive(Debug)]
pub struct Running(Arc<Activity>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Activity {
    /// A request came; it is answered when what is returned is dropped.
    pub fn begin(self: &Arc<Self>) -> Running {
        self.begun.fetch_add(1, Ordering::Relaxed);
        self.running.fetch_add(1, Ordering::Relaxed);
        Running(Arc::clone(self))
    }

    /// The client's side took some bytes.
    pub(crate) fn took(&self, bytes: usize) {
        self.written.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Resolves after `limit` (at the latest after twice that) without a new or running request and without [`LEAST`]
    /// bytes of an answer taken.
    pub async fn ceases(&self, limit: Duration) {
        let now = || {
            (
                self.begun.load(Ordering::Relaxed),
                self.written.load(Ordering::Relaxed),
            )
        };
        let mut before = now();
        loop {
            sleep(limit).await;
            let after = now();
            let taken = after.1.wrapping_sub(before.1);
            if after.0 == before.0 && taken < LEAST && self.running.load(Ordering::Relaxed) == 0 {
                return;
            }
            before = after;
        }
    }
}
