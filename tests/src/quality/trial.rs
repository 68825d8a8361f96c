//! Checks of a few items, with the whole standard or with one clause alone.

use super::sample::{Sample, list};
use shared::engine;
use shared::import::Flow;
use shared::result::CheckResult;
use shared::rule::{Context, OutcomeKind};
use shared::standard::Standard;
use std::sync::Arc;

/// Checks a few items.
pub(super) fn check(samples: &[Sample], standard: &Arc<Standard>, context: &Context) -> CheckResult {
    engine::check(list(samples), Arc::clone(standard), context.clone(), &mut |_| {
        Flow::Continue
    })
    .expect("never cancelled")
}

/// One clause alone, which is quicker to run.
pub(super) struct Alone(pub(super) Arc<Standard>);

impl Alone {
    /// What it says of each item.
    pub(super) fn outcomes(&self, samples: &[Sample], context: &Context) -> Vec<OutcomeKind> {
        let result = check(samples, &self.0, context);
        (0..samples.len())
            .map(|item| result.outcomes_of(item)[0])
            .collect()
    }
}

/// The standard with nothing but clause number `index`.
///
/// # Panics
/// When one clause alone is refused, which nothing in a valid standard leads to.
pub(super) fn alone(standard: &Standard, index: usize) -> Arc<Standard> {
    let mut document = standard.document.clone();
    document.clause = vec![document.clause.swap_remove(index)];
    document.campaign.clear();
    Arc::new(Standard::new(document).unwrap_or_else(|errors| panic!("{errors:?}")))
}
