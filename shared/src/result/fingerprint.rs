//! A digest over what a check found, cheap enough to be made after every check.

use super::CheckResult;
use crate::finding::Certainty;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// `sha256:` and 64 hexadecimal digits over the standard's digest, the day, the digests of the sources and of the
/// reference lists with their kinds, and of every item its score and findings. The same inputs checked again by the same standard on the same day give the same.
pub fn fingerprint(result: &CheckResult) -> String {
    let mut hash = Sha256::new();
    let mut text = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    text(&result.standard.digest);
    text(&result.context.date.to_string());
    for source in &result.list.sources {
        text(&source.digest);
    }
    let references = &result.context.references;
    for list in references.lists() {
        text(list.kind.id());
        text(references.source_of(list).map_or("", |source| &source.digest));
    }
    for item in &result.items {
        hash.update(item.score.points.to_le_bytes());
        hash.update([u8::from(item.score.veto), 0xff]);
        let findings = &result.findings[item.findings.start as usize..item.findings.end as usize];
        for stored in findings {
            let finding = &stored.finding;
            hash.update(stored.clause.to_le_bytes());
            hash.update((finding.element.index() as u16).to_le_bytes());
            hash.update(finding.entry.unwrap_or(u16::MAX).to_le_bytes());
            hash.update([u8::from(finding.certainty == Certainty::Fail), finding.message]);
        }
    }
    let mut out = String::from("sha256:");
    for byte in hash.finalize() {
        let _ = write!(out, "{byte:02x}");
    }
    out
}
