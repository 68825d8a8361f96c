//! Bytes → entries. Files are opened and guarded as implementation lists are; every sheet is a list of its own.

mod rows;
#[cfg(test)]
mod tests;

use super::entry::{Entry, ReferenceList, References};
use super::recognise::{Recognised, TITLES, field, missing, recognise};
use super::tell::is_of_items;
use super::{Field, Kind};
use crate::import::header::{self, Found};
use crate::import::refusal::{Refusal, RefusalKind};
use crate::import::{Flow, Grid, Limits, Mark, Progress, grids};
use crate::item::List;
use crate::locale::{Label, Wording};
use crate::mapping::title::Title;
use crate::notice::{Notice, NoticeCode};
use crate::place::{Place, SourceId, column_letters};
use std::collections::BTreeMap;

pub use rows::reform_way;

/// Notices of one kind that are listed one by one for a list.
const LISTED: usize = 50;

/// Reads one file (or archive) of reference lists into `references`. `kind` is what the user says it is; without it
/// every sheet must tell by title, name or columns, and one whose columns are those of items is no reference list.
///
/// A file that tells no kind or several, is a list of items, lacks a column or holds no entry is refused, and `references` is as before:
/// a list that was misunderstood would accuse.
pub fn read(
    references: &mut References,
    kind: Option<Kind>,
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<(), Refusal> {
    let mark = Mark::of(&references.store);
    let mut reader = Reader {
        file: name,
        store: &mut references.store,
        lists: Vec::new(),
        entries: Vec::new(),
        first_list: references.lists.len(),
        counts: BTreeMap::new(),
    };
    match reader.file(kind, bytes, limits, progress) {
        Ok(()) => {
            let Reader { lists, entries, .. } = reader;
            for entry in entries {
                let id = references.entries.len() as u32;
                let kind = lists[usize::from(entry.list) - references.lists.len()].kind;
                references.index.add(id, kind, &entry, &references.store.texts);
                references.entries.push(entry);
            }
            references.lists.extend(lists);
            Ok(())
        }
        Err(refusal) => {
            mark.restore(&mut references.store);
            Err(refusal)
        }
    }
}

struct Reader<'a> {
    file: &'a str,
    store: &'a mut List,
    lists: Vec<ReferenceList>,
    entries: Vec<Entry>,
    first_list: usize,
    /// Notices of each kind in the list being read.
    counts: BTreeMap<NoticeCode, usize>,
}

/// A sheet that is going to be read.
struct Plan<'a> {
    grid: &'a Grid,
    kind: Kind,
    first_data_row: u32,
    /// By column: what it says, and its title.
    fields: BTreeMap<u16, (Field, String)>,
}

impl Reader<'_> {
    fn file(
        &mut self,
        kind: Option<Kind>,
        bytes: &[u8],
        limits: &Limits,
        progress: &mut dyn FnMut(Progress) -> Flow,
    ) -> Result<(), Refusal> {
        let first_notice = self.store.notices.len();
        let mut found = grids(self.store, self.file, bytes, limits, progress)?;
        let cut = |notice: &Notice| notice.code == NoticeCode::LimitReached;
        if let Some(notice) = self.store.notices[first_notice..]
            .iter()
            .find(|notice| cut(notice))
        {
            let limit = Wording::each(|lang| {
                let args: Vec<&str> = notice.args.iter().map(|arg| arg.get(lang)).collect();
                args.join(Label::new("：", ": ").get(lang))
            });
            return Err(self.too_long(limit));
        }
        let mut refused = None;
        let mut any = false;
        for grid in &mut found {
            match self.sheet(grid, kind)? {
                Sheet::Read => any = true,
                Sheet::Refused(refusal) => refused = refused.or(Some(refusal)),
                Sheet::Other => {}
            }
        }
        if self.entries.len() > limits.items {
            let limit = Label::new("{0}条", "{0} entries").with(&[limits.items.to_string().into()]);
            return Err(self.too_long(limit));
        }
        if !self.entries.is_empty() {
            return Ok(());
        }
        Err(refused.unwrap_or_else(|| {
            if any {
                Refusal::new(RefusalKind::ReferenceEmpty, [self.file])
            } else {
                let args: [Wording; 2] = [self.file.into(), Wording::each(Kind::list)];
                Refusal::new(RefusalKind::ReferenceUnknown, args)
            }
        }))
    }

    fn too_long(&self, limit: Wording) -> Refusal {
        Refusal::new(RefusalKind::ReferenceTooLong, [self.file.into(), limit])
    }

    /// Reads one sheet, if it is a list.
    fn sheet(&mut self, grid: &mut Grid, kind: Option<Kind>) -> Result<Sheet, Refusal> {
        let name = self.sheet_name(grid);
        let header = grid.header.take();
        let Some(header) = header.or_else(|| header::find(&grid.table, &self.store.texts, &TITLES)) else {
            if !grid.table.cells.is_empty() {
                self.say(grid.source, NoticeCode::ReferenceSheetUnknown, None, vec![name]);
            }
            return Ok(Sheet::Other);
        };
        let title = self.title(grid, &header);
        let titles = format!("{name} {title}");
        if kind.is_none() && is_of_items(&titles, self.file, &header.headers) {
            self.say(
                grid.source,
                NoticeCode::ReferenceSheetUnknown,
                None,
                vec![name.clone()],
            );
            let args = [self.file, &name];
            return Ok(Sheet::Refused(Refusal::new(RefusalKind::ReferenceOfItems, args)));
        }
        let kind = match kind {
            Some(kind) => kind,
            None => match recognise(&titles, self.file, &header.headers) {
                Recognised::Kind(kind) => kind,
                Recognised::Unknown => {
                    self.say(grid.source, NoticeCode::ReferenceSheetUnknown, None, vec![name]);
                    return Ok(Sheet::Other);
                }
                Recognised::Ambiguous(kinds) => {
                    let names = Wording::each(|lang| {
                        let names: Vec<_> = kinds.iter().map(|kind| kind.name().get(lang)).collect();
                        names.join(Label::new("、", ", ").get(lang))
                    });
                    let first = kinds.first().map_or("", |kind| kind.id());
                    let args = [self.file.into(), name.into(), names, first.into()];
                    return Err(Refusal::new(RefusalKind::ReferenceAmbiguous, args));
                }
            },
        };
        if let Some(column) = missing(kind, &header.headers) {
            let args: [Wording; 5] = [
                self.file.into(),
                name.into(),
                kind.name().into(),
                column.into(),
                kind.id().into(),
            ];
            return Ok(Sheet::Refused(Refusal::new(
                RefusalKind::ReferenceColumnMissing,
                args,
            )));
        }
        let plan = self.plan(grid, kind, &header);
        self.rows(&plan, title, &name);
        Ok(Sheet::Read)
    }

    fn sheet_name(&self, grid: &Grid) -> String {
        let sheet = self.store.sheets.get(usize::from(grid.table.sheet));
        sheet
            .and_then(|sheet| sheet.name.clone())
            .unwrap_or_else(|| "1".to_owned())
    }

    /// The rows above the header and what stands beside the list, in one line.
    fn title(&self, grid: &Grid, header: &Found) -> String {
        let above = grid
            .table
            .rows()
            .take(header.skipped)
            .flat_map(|(_, cells)| cells);
        let above = above.map(|cell| self.store.texts.trimmed(cell.text).to_owned());
        let parts: Vec<String> = above.chain(grid.titles.iter().cloned()).collect();
        parts.join(" ").replace('\n', " ")
    }

    fn plan<'g>(&mut self, grid: &'g Grid, kind: Kind, header: &Found) -> Plan<'g> {
        let mut fields = BTreeMap::new();
        for column in &header.headers {
            if let Some(field) = field(kind, column) {
                fields.insert(column.column, (field, column.title.clone()));
            } else if !Title::of(&column.title).is_row_number() {
                let place = Place {
                    sheet: grid.table.sheet,
                    row: header.row,
                    column: column.column,
                };
                let args: Vec<Wording> = vec![
                    column_letters(column.column).into(),
                    column.full().into(),
                    kind.name().into(),
                ];
                self.say(grid.source, NoticeCode::ReferenceColumnUnused, Some(place), args);
            }
        }
        Plan {
            grid,
            kind,
            first_data_row: header.first_data_row,
            fields,
        }
    }

    fn say(
        &mut self,
        source: SourceId,
        code: NoticeCode,
        place: Option<Place>,
        args: Vec<impl Into<Wording>>,
    ) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count <= LISTED {
            self.store.notices.push(Notice {
                code,
                source,
                place,
                args: args.into_iter().map(Into::into).collect(),
            });
        }
    }

    /// Says how many more notices there were than are listed.
    fn say_counts(&mut self, source: SourceId) {
        for count in std::mem::take(&mut self.counts).into_values() {
            if count > LISTED {
                let args = vec![LISTED.to_string(), (count - LISTED).to_string()];
                self.say(source, NoticeCode::MoreAlike, None, args);
            }
        }
    }
}

/// What became of a sheet.
enum Sheet {
    Read,
    Refused(Refusal),
    Other,
}
