//! A stream that gives up on clients who do not take what they asked for.
//!
//! hyper bounds the time to *send* a request; nothing bounds the time to *take* the answer, so a client that stops
//! reading would hold its connection and the answer in memory for ever.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

use crate::activity::Activity;

/// Bytes that must be taken within the limit once the stream is full: 16 KiB in 10 s is slower than a telephone line.
pub(crate) const LEAST: usize = 16 * 1024;

/// See the module.
#[derive(Debug)]
pub struct Paced<S> {
    inner: S,
    limit: Duration,
    /// Runs while the client keeps us waiting.
    waiting: Option<Pin<Box<Sleep>>>,
    /// Bytes taken since `waiting` began.
    taken: usize,
    /// Who else wants to know what is taken.
    activity: Arc<Activity>,
}

impl<S> Paced<S> {
    /// Wraps a stream; writing fails with `TimedOut` after `limit` without enough progress.
    pub fn new(inner: S, limit: Duration, activity: Arc<Activity>) -> Self {
        Self {
            inner,
            limit,
            waiting: None,
            taken: 0,
            activity,
        }
    }

    /// Watches the outcome of one attempt to write.
    fn watch<T>(
        &mut self,
        context: &mut Context<'_>,
        attempt: Poll<io::Result<T>>,
        bytes: impl FnOnce(&T) -> usize,
    ) -> Poll<io::Result<T>> {
        match attempt {
            Poll::Ready(Ok(done)) => {
                let bytes = bytes(&done);
                self.activity.took(bytes);
                self.taken = self.taken.saturating_add(bytes);
                if self.taken >= LEAST {
                    self.waiting = None;
                }
                Poll::Ready(Ok(done))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                let limit = self.limit;
                let taken = &mut self.taken;
                let waiting = self.waiting.get_or_insert_with(|| {
                    *taken = 0;
                    Box::pin(sleep(limit))
                });
                match waiting.as_mut().poll(context) {
                    Poll::Pending => Poll::Pending,
                    Poll::Ready(()) => {
                        // Left elapsed, not removed: a second attempt must fail as well.
                        waiting.as_mut().reset(Instant::now());
                        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
                    }
                }
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let attempt = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.watch(context, attempt, |written| *written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let attempt = Pin::new(&mut self.inner).poll_write_vectored(context, parts);
        self.watch(context, attempt, |written| *written)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let attempt = Pin::new(&mut self.inner).poll_flush(context);
        self.watch(context, attempt, |()| 0)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let attempt = Pin::new(&mut self.inner).poll_shutdown(context);
        self.watch(context, attempt, |()| 0)
    }
}
