//! Applies safe fixes to copies of files, and believes no writer: every copy is read and checked again, and a fix that
//! alters anything else, leaves its finding or brings a new one is taken back.

mod harm;

use super::{Fix, Kind, fixes};
use crate::element::Element;
use crate::engine::{self, Cancelled};
use crate::import::rewrite::{Edit, Obstacle, Rewritten, rewrite};
use crate::import::{self, Flow, Limits, Progress};
use crate::item::List;
use crate::locale::{Label, Wording};
use crate::mapping::Choices;
use crate::place::{Place, SourceId};
use crate::result::CheckResult;
use crate::rule::Context;
use crate::standard::Standard;
use harm::harmful;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rounds of fixes: a text may need several, one after the other.
const ROUNDS: usize = 100;
/// Attempts of one round that take back what did harm; after them it gives up all that it would still change.
const ATTEMPTS: usize = 12;

/// A file by name and content.
pub struct File<'a> {
    /// Name, which helps to recognise the format.
    pub name: &'a str,
    /// Content.
    pub bytes: &'a [u8],
}

/// What became of a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The copy holds the new text.
    Applied,
    /// It needs a person.
    Suggested,
    /// It is safe, but was not applied.
    Kept(Obstacle),
}

/// One fix, with all that is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Number of the file given.
    pub file: usize,
    /// Its name, and that of the file in an archive.
    pub source: String,
    /// File, sheet and cell as people name them.
    pub place: Wording,
    /// Sheet, where there is one.
    pub sheet: Option<String>,
    /// Row from 0.
    pub row: u32,
    /// Column letters, or key.
    pub column: String,
    /// The fix; its indices are those of the check before its round.
    pub fix: Fix,
    /// Key of the item.
    pub key: String,
    /// Code of the clause.
    pub clause: String,
    /// What became of it.
    pub state: State,
}

/// The result of a repair.
pub struct Repair {
    /// One per file given: its corrected copy, `None` where nothing changed.
    pub copies: Copies,
    /// Applied ones in order of rounds, then the others.
    pub changes: Vec<Change>,
    /// The check of the files as they were.
    pub before: CheckResult,
    /// The check of the corrected copies; `None` where nothing changed.
    pub after: Option<CheckResult>,
}

/// A check with the file that each source came from.
struct Checked {
    result: CheckResult,
    /// By source: number of the file, and whether it is all of the file.
    files: Vec<(usize, bool)>,
}

/// Corrected copies by file, `None` where nothing changed.
pub type Copies = Vec<Option<Vec<u8>>>;

/// What a fix is told by over several rounds.
type Mark = (Place, u16, String, String);

fn mark(result: &CheckResult, fix: &Fix) -> Mark {
    let place = result.list.value(fix.value).place();
    (place, fix.clause, fix.from.clone(), fix.to.clone())
}

/// Applies the safe fixes of `files` to copies. Files that cannot be read are left out, as in a check.
pub fn repair(
    files: &[File<'_>],
    standard: &Arc<Standard>,
    context: &Context,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<Repair, Cancelled> {
    let mut run = Run {
        files,
        standard,
        context,
        limits,
        progress,
        kept: BTreeMap::new(),
        changes: Vec::new(),
    };
    let mut copies: Copies = files.iter().map(|_| None).collect();
    let first = run.check(&copies)?;
    let mut last: Option<Checked> = None;
    for _ in 0..ROUNDS {
        let now = last.as_ref().unwrap_or(&first);
        let Some((next_copies, next)) = run.round(now, &copies)? else {
            break;
        };
        copies = next_copies;
        last = Some(next);
        // What did harm beside an uncorrected text may do none beside the corrected one.
        run.kept.retain(|_, obstacle| *obstacle != Obstacle::SideEffect);
    }
    run.say_rest(last.as_ref().unwrap_or(&first));
    Ok(Repair {
        copies,
        changes: run.changes,
        before: first.result,
        after: last.map(|checked| checked.result),
    })
}

struct Run<'a> {
    files: &'a [File<'a>],
    standard: &'a Arc<Standard>,
    context: &'a Context,
    limits: &'a Limits,
    progress: &'a mut dyn FnMut(Progress) -> Flow,
    /// Safe fixes that are not applied.
    kept: BTreeMap<Mark, Obstacle>,
    changes: Vec<Change>,
}

impl Run<'_> {
    /// Reads and checks the files, or their copies where there are any.
    fn check(&mut self, copies: &[Option<Vec<u8>>]) -> Result<Checked, Cancelled> {
        let (mut list, mut files) = (List::default(), Vec::new());
        for (number, file) in self.files.iter().enumerate() {
            let bytes = copies
                .get(number)
                .and_then(Option::as_deref)
                .unwrap_or(file.bytes);
            let choices = Choices::default();
            // A refusal is the caller's to tell: it has read the same bytes before.
            drop(import::read(
                &mut list,
                file.name,
                bytes,
                &choices,
                self.limits,
                self.progress,
            ));
            let added = list.sources.len() - files.len();
            let whole = added == 1 && list.sources.last().is_some_and(|source| source.name == file.name);
            files.extend(std::iter::repeat_n((number, whole), added));
        }
        let result = engine::check(
            list,
            Arc::clone(self.standard),
            self.context.clone(),
            self.progress,
        )?;
        Ok(Checked { result, files })
    }

    /// One round: applies what can be, and takes back what does harm until nothing does. `None` where nothing is left.
    fn round(
        &mut self,
        now: &Checked,
        copies: &[Option<Vec<u8>>],
    ) -> Result<Option<(Copies, Checked)>, Cancelled> {
        let all = fixes(&now.result);
        // Where all of them together do harm, those of one element are tried by themselves.
        let mut only: Option<Element> = None;
        let mut attempts = 0;
        loop {
            let mut safe = all.clone();
            safe.retain(|fix| {
                fix.kind == Kind::Safe
                    && only.is_none_or(|only| fix.element == only)
                    && !self.kept.contains_key(&mark(&now.result, fix))
            });
            let (next, applied) = self.write(now, copies, safe);
            let Some(first) = applied.first() else {
                if only.take().is_some() {
                    continue;
                }
                return Ok(None);
            };
            let checked = self.check(&next)?;
            let harmful = harmful(now, &checked, &applied);
            if harmful.is_empty() {
                for fix in applied {
                    let change = change(now, fix, State::Applied);
                    self.changes.push(change);
                }
                return Ok(Some((next, checked)));
            }
            if harmful.len() == applied.len() && applied.iter().any(|fix| fix.element != first.element) {
                only = Some(first.element);
                continue;
            }
            attempts += 1;
            for (number, fix) in applied.iter().enumerate() {
                if harmful.contains(&number) || attempts >= ATTEMPTS {
                    self.kept.insert(mark(&now.result, fix), Obstacle::SideEffect);
                }
            }
        }
    }

    /// Writes the fixes into new copies; gives the ones that were written.
    fn write(&mut self, now: &Checked, copies: &[Option<Vec<u8>>], safe: Vec<Fix>) -> (Copies, Vec<Fix>) {
        let list = &now.result.list;
        let mut by_source: BTreeMap<SourceId, Vec<Fix>> = BTreeMap::new();
        for fix in safe {
            let sheet = usize::from(list.value(fix.value).sheet);
            let source = list.sheets.get(sheet).map_or(0, |sheet| sheet.source);
            by_source.entry(source).or_default().push(fix);
        }
        let (mut next, mut applied) = (copies.to_vec(), Vec::new());
        for (source, fixes) in by_source {
            let Some((number, whole)) = now.files.get(usize::from(source)).copied() else {
                continue;
            };
            let Some(file) = self.files.get(number) else {
                continue;
            };
            let edits: Vec<Edit> = fixes.iter().map(|fix| edit(list, fix)).collect();
            let bytes = copies[number].as_deref().unwrap_or(file.bytes);
            let written = if whole {
                rewrite(list, source, file.name, bytes, &edits, self.limits)
            } else {
                Rewritten {
                    bytes: Vec::new(),
                    outcomes: vec![Err(Obstacle::Format); edits.len()],
                }
            };
            let before = applied.len();
            for (fix, outcome) in fixes.into_iter().zip(written.outcomes) {
                match outcome {
                    Ok(()) => applied.push(fix),
                    // Comes up again in the next round, if it is still needed then.
                    Err(Obstacle::Later) => {}
                    Err(obstacle) => drop(self.kept.insert(mark(&now.result, &fix), obstacle)),
                }
            }
            if applied.len() > before {
                next[number] = Some(written.bytes);
            }
        }
        (next, applied)
    }

    /// Lists what was not applied.
    fn say_rest(&mut self, now: &Checked) {
        for fix in fixes(&now.result) {
            let state = match fix.kind {
                Kind::Suggested => State::Suggested,
                Kind::Safe => State::Kept(
                    self.kept
                        .get(&mark(&now.result, &fix))
                        .copied()
                        .unwrap_or(Obstacle::SideEffect),
                ),
            };
            self.changes.push(change(now, fix, state));
        }
    }
}

fn edit(list: &List, fix: &Fix) -> Edit {
    Edit {
        value: fix.value,
        place: list.value(fix.value).place(),
        from: fix.from.clone(),
        to: fix.to.clone(),
    }
}

fn change(now: &Checked, fix: Fix, state: State) -> Change {
    let list = &now.result.list;
    let value = list.value(fix.value);
    let sheet = list.sheets.get(usize::from(value.sheet));
    let source = sheet.map_or(0, |sheet| usize::from(sheet.source));
    Change {
        file: now.files.get(source).map_or(0, |(file, _)| *file),
        source: list
            .sources
            .get(source)
            .map_or_else(String::new, |source| source.name.clone()),
        place: Wording::each(|lang| crate::report::place_in(list, value.place(), fix.entry, lang)),
        sheet: sheet.and_then(|sheet| sheet.name.clone()),
        row: value.row,
        column: sheet.map_or_else(String::new, |sheet| sheet.column_name(value.column)),
        key: list.view(fix.item).key().to_owned(),
        clause: now.result.standard.clauses()[usize::from(fix.clause)]
            .code
            .clone(),
        fix,
        state,
    }
}

impl State {
    /// Name shown to people; why it was not applied is told apart.
    pub const fn name(self) -> Label {
        match self {
            Self::Applied => Label::new("已修正", "applied"),
            Self::Suggested => Label::new("建议", "suggested"),
            Self::Kept(_) => Label::new("未修正", "not applied"),
        }
    }
}
