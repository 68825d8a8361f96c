//! Where items are put together before they enter the list: an item is known whole only when its rows are read, and where
//! sheets of sub-lists follow only when all sheets are.

use super::Limits;
use crate::element::Part;
use crate::item::{List, Provided, Value};
use crate::locale::{Label, Wording};
use crate::notice::{Notice, NoticeCode};
use crate::order::Arrange as _;
use crate::place::{Place, SourceId};
use std::collections::BTreeMap;
use std::ops::Range;

/// Notices of one code that are listed one by one for one file; the rest is counted.
const LISTED: usize = 500;

/// An item in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Where its main record stands.
    pub(crate) place: Place,
    /// Its main values in [`Assembly::main`].
    pub(crate) main: Range<u32>,
    /// Number of the sheet it came from, for what it provides.
    pub(crate) plan: u16,
    /// Sub-list sheets with rows of it, one bit each.
    pub(crate) joined: u64,
}

/// A record of a sub-list; of [`Part::Main`] for values that stand on another sheet than the item.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Number of the draft.
    pub(crate) draft: u32,
    /// Sub-list.
    pub(crate) part: Part,
    /// Its values in [`Assembly::cells`].
    pub(crate) values: Range<u32>,
}

/// Items of one file in the making.
pub(crate) struct Assembly {
    pub(crate) source: SourceId,
    pub(crate) main: Vec<Value>,
    pub(crate) cells: Vec<Value>,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) entries: Vec<Entry>,
    notices: Vec<Notice>,
    counts: BTreeMap<NoticeCode, usize>,
    /// Items that entered the list.
    done: usize,
    /// Whether the list takes no more.
    full: bool,
}

impl Assembly {
    pub(crate) fn new(source: SourceId) -> Self {
        Self {
            source,
            main: Vec::new(),
            cells: Vec::new(),
            drafts: Vec::new(),
            entries: Vec::new(),
            notices: Vec::new(),
            counts: BTreeMap::new(),
            done: 0,
            full: false,
        }
    }

    /// Says something; beyond [`LISTED`] it is only counted.
    pub(crate) fn say(
        &mut self,
        code: NoticeCode,
        place: Option<Place>,
        args: impl IntoIterator<Item = impl Into<Wording>>,
    ) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count <= LISTED {
            self.notices.push(Notice {
                code,
                source: self.source,
                place,
                args: args.into_iter().map(Into::into).collect(),
            });
        }
    }

    /// Begins an item; its main values are those pushed since `from`.
    pub(crate) fn begin(&mut self, place: Place, plan: u16, values: &[Value]) -> usize {
        let from = self.main.len() as u32;
        self.main.extend_from_slice(values);
        self.drafts.push(Draft {
            place,
            main: from..self.main.len() as u32,
            plan,
            joined: 0,
        });
        self.drafts.len() - 1
    }

    /// Adds a main value to the item begun last.
    pub(crate) fn add_main(&mut self, value: Value) {
        if let Some(draft) = self.drafts.last_mut() {
            self.main.push(value);
            draft.main.end = self.main.len() as u32;
        }
    }

    /// Stores values of a sub-list's record.
    pub(crate) fn store(&mut self, values: &[Value]) -> Range<u32> {
        let from = self.cells.len() as u32;
        self.cells.extend_from_slice(values);
        from..self.cells.len() as u32
    }

    /// Values of a stored record.
    pub(crate) fn stored(&self, range: &Range<u32>) -> &[Value] {
        &self.cells[range.start as usize..range.end as usize]
    }

    /// Gives an item a record of a sub-list.
    pub(crate) fn attach(&mut self, draft: usize, part: Part, values: Range<u32>) {
        self.entries.push(Entry {
            draft: draft as u32,
            part,
            values,
        });
    }

    /// Main values of an item.
    pub(crate) fn main_of(&self, draft: usize) -> &[Value] {
        let range = &self.drafts[draft].main;
        &self.main[range.start as usize..range.end as usize]
    }

    /// Puts the items begun so far into `list`, all of which must be whole; `provided` tells what the file carries for an
    /// item.
    pub(crate) fn hand_over(
        &mut self,
        list: &mut List,
        limits: &Limits,
        provided: impl Fn(&Draft) -> Provided,
    ) {
        self.entries.arrange_by_key(|entry| entry.draft);
        let mut rest = self.entries.as_slice();
        let mut main = Vec::new();
        let mut records: Vec<(Part, &[Value])> = Vec::new();
        let (mut done, mut full) = (self.done, self.full);
        for (number, draft) in self.drafts.iter().enumerate() {
            let own = rest
                .iter()
                .take_while(|entry| entry.draft as usize == number)
                .count();
            let (mine, others) = rest.split_at(own);
            rest = others;
            main.clear();
            main.extend_from_slice(self.main_of(number));
            records.clear();
            for entry in mine {
                let values = self.stored(&entry.values);
                if entry.part == Part::Main {
                    main.extend_from_slice(values);
                } else {
                    records.push((entry.part, values));
                }
            }
            full |= list.len() >= limits.items
                || list
                    .push_item(self.source, draft.place, &provided(draft), &main, &records)
                    .is_err();
            if full {
                break;
            }
            done += 1;
        }
        (self.done, self.full) = (done, full);
        self.drafts.clear();
        self.entries.clear();
        self.main.clear();
        self.cells.clear();
    }

    /// Puts the rest of the items into `list`, and what there is to say. Returns how many items entered it.
    pub(crate) fn finish(
        mut self,
        list: &mut List,
        limits: &Limits,
        provided: impl Fn(&Draft) -> Provided,
    ) -> usize {
        list.reserve(
            self.drafts.len().min(limits.items),
            self.drafts.len() + self.entries.len(),
            self.main.len() + self.cells.len(),
        );
        self.hand_over(list, limits, provided);
        if self.full {
            let args: [Wording; 2] = [
                Label::new("事项", "items").into(),
                limits.items.to_string().into(),
            ];
            self.say(NoticeCode::LimitReached, None, args);
        }
        let done = self.done;
        self.finish_notices(list);
        done
    }

    /// Hands over what there is to say.
    fn finish_notices(self, list: &mut List) {
        list.notices.extend(self.notices);
        for count in self.counts.into_values().filter(|count| *count > LISTED) {
            list.notices.push(Notice {
                code: NoticeCode::MoreAlike,
                source: self.source,
                place: None,
                args: [LISTED, count - LISTED]
                    .map(|count| count.to_string().into())
                    .into(),
            });
        }
    }
}
