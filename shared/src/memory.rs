//! What one check remembers of texts. A list of 100,000 items holds few distinct addresses, hours, legal bases and codes,
//! so a judgement that depends on nothing but a text is made once for each text and looked up afterwards.

use crate::compared::Compared;
use crate::dictionary::{Dictionary, Entry};
use crate::item::split_codes;
use crate::place::SourceId;
use crate::table::{TextId, Texts};
use hashbrown::HashMap;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, OnceLock};

/// Answers by text, 0 where the question was not asked yet: in a dictionary a byte each, of rules two bits each.
type Row = Box<[AtomicU8]>;

/// Questions that one rule may ask of a text.
const QUESTIONS: u8 = 4;

/// Texts whose answers to one question of a rule share a byte.
const TEXTS_A_BYTE: usize = 4;

/// Answers to a question.
const FAILS: u8 = 0b01;
const PASSES: u8 = 0b10;

/// What a text is in a dictionary.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Decoded {
    /// It names one entry.
    Entry(&'static Entry),
    /// It names several entries and nothing else.
    Several,
    /// It is empty, or names something else as well.
    Neither,
}

impl Decoded {
    fn of(dictionary: Dictionary, text: &str) -> Self {
        if let Some(entry) = dictionary.decode(text) {
            return Self::Entry(entry);
        }
        let mut parts = split_codes(dictionary, text).peekable();
        if parts.peek().is_some() && parts.all(|part| part.is_ok()) {
            Self::Several
        } else {
            Self::Neither
        }
    }

    /// The one entry.
    pub(crate) fn entry(self) -> Option<&'static Entry> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Several | Self::Neither => None,
        }
    }
}

const _: () = {
    let mut number = 0;
    while number < Dictionary::ALL.len() {
        let entries = Dictionary::ALL[number].entries().len();
        assert!(entries <= u64::BITS as usize, "every entry needs a bit");
        number += 1;
    }
};

/// The entries of a dictionary that a text names among other things, a bit each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    dictionary: Dictionary,
    entries: u64,
}

impl Named {
    fn of(dictionary: Dictionary, text: &str) -> Self {
        let mut entries = 0;
        for named in split_codes(dictionary, text).flatten() {
            let own = |entry: &Entry| entry.code == named.code;
            if let Some(number) = dictionary.entries().iter().position(own) {
                entries |= 1 << number;
            }
        }
        Self { dictionary, entries }
    }

    /// Whether it names none.
    pub(crate) fn is_empty(self) -> bool {
        self.entries == 0
    }

    /// Whether it names the entry of this code.
    pub(crate) fn has(self, code: &str) -> bool {
        let entries = self.dictionary.entries().iter().enumerate();
        entries
            .filter(|(number, _)| self.entries >> number & 1 == 1)
            .any(|(_, entry)| entry.code == code)
    }
}

/// Answers by question and text. One check uses it, in one thread; what it holds is atomic only so that a list may be
/// looked at from several threads once it is checked. Without room (outside a check) every question is simply asked again.
#[derive(Default)]
pub(crate) struct Memory {
    texts: usize,
    dictionaries: Box<[OnceLock<Row>]>,
    /// Of texts that name no single entry, or several; there are few such texts.
    named: Mutex<HashMap<(Dictionary, TextId), Named>>,
    /// Per clause and question.
    questions: Box<[OnceLock<Row>]>,
    clause: AtomicUsize,
    /// Files whose blanks may hold something, see [`crate::presence::doubt_unseen`].
    pub(crate) unseen: OnceLock<BTreeSet<SourceId>>,
    /// What rules across items share.
    pub(crate) compared: Compared,
}

impl Memory {
    /// A memory for a check of `clauses` over `texts` distinct texts.
    pub(crate) fn new(clauses: usize, texts: usize) -> Self {
        let rows = |count: usize| (0..count).map(|_| OnceLock::new()).collect();
        Self {
            texts,
            dictionaries: rows(Dictionary::ALL.len()),
            named: Mutex::default(),
            questions: rows(clauses * usize::from(QUESTIONS)),
            clause: AtomicUsize::new(0),
            unseen: OnceLock::new(),
            compared: Compared::default(),
        }
    }

    /// From now on the rule of clause number `clause` asks.
    pub(crate) fn enter(&self, clause: usize) {
        self.clause.store(clause, Relaxed);
    }

    /// The place in a row of `length` bytes, where there is room for it.
    fn place(rows: &[OnceLock<Row>], row: usize, length: usize, at: usize) -> Option<&AtomicU8> {
        let row = rows.get(row)?;
        row.get_or_init(|| (0..length).map(|_| AtomicU8::new(0)).collect())
            .get(at)
    }

    /// The row of a question of the rule that asks.
    fn row_of(&self, question: u8) -> usize {
        debug_assert!(question < QUESTIONS, "rules have room for {QUESTIONS} questions");
        self.clause.load(Relaxed) * usize::from(QUESTIONS) + usize::from(question % QUESTIONS)
    }

    /// What the text is in `dictionary`.
    pub(crate) fn decode(&self, dictionary: Dictionary, id: TextId, texts: &Texts) -> Decoded {
        /// Answers that are no entry; an entry is its number counted from [`FIRST`].
        const NEITHER: u8 = 1;
        const SEVERAL: u8 = 2;
        const FIRST: u8 = 3;
        let place = Self::place(&self.dictionaries, dictionary as usize, self.texts, id.index());
        let entries = dictionary.entries();
        match place.map_or(0, |place| place.load(Relaxed)) {
            0 => {}
            NEITHER => return Decoded::Neither,
            SEVERAL => return Decoded::Several,
            known => {
                if let Some(entry) = entries.get(usize::from(known - FIRST)) {
                    return Decoded::Entry(entry);
                }
            }
        }
        let found = Decoded::of(dictionary, texts.get(id));
        if let Some(place) = place {
            let answer = match found {
                Decoded::Neither => NEITHER,
                Decoded::Several => SEVERAL,
                // No dictionary has so many entries; what has no number would be decoded again.
                Decoded::Entry(found) => entries
                    .iter()
                    .position(|entry| entry.code == found.code)
                    .and_then(|number| u8::try_from(number + usize::from(FIRST)).ok())
                    .unwrap_or(0),
            };
            place.store(answer, Relaxed);
        }
        found
    }

    /// The entries of `dictionary` that the text names.
    pub(crate) fn named(&self, dictionary: Dictionary, id: TextId, texts: &Texts) -> Named {
        let of_text = || Named::of(dictionary, texts.trimmed(id));
        // Nobody panics with the lock in hand; and if so, the text is read once more.
        self.named.lock().map_or_else(
            |_| of_text(),
            |mut known| *known.entry((dictionary, id)).or_insert_with(of_text),
        )
    }

    /// What is known by now of question number `question` of the rule that asks.
    pub(crate) fn known(&self, question: u8) -> Known<'_> {
        let row = self.questions.get(self.row_of(question));
        Known(row.and_then(OnceLock::get).map_or(&[], |row| row))
    }

    /// Whether the text passes question number `question` of the rule that asks; `judge` is called for its first answer.
    pub(crate) fn passes(&self, question: u8, id: TextId, judge: impl FnOnce() -> bool) -> bool {
        let (at, shift) = answer_of(id);
        let length = self.texts.div_ceil(TEXTS_A_BYTE);
        let Some(place) = Self::place(&self.questions, self.row_of(question), length, at) else {
            return judge();
        };
        match place.load(Relaxed) >> shift & 0b11 {
            FAILS => false,
            PASSES => true,
            _ => {
                let passes = judge();
                let answer = if passes { PASSES } else { FAILS };
                place.fetch_or(answer << shift, Relaxed);
                passes
            }
        }
    }
}

/// The place of a text in a question's row, and its answer's first bit there.
fn answer_of(id: TextId) -> (usize, u8) {
    let (at, part) = (id.index() / TEXTS_A_BYTE, id.index() % TEXTS_A_BYTE);
    (at, part as u8 * 2)
}

/// What is known of one question.
#[derive(Clone, Copy)]
pub(crate) struct Known<'m>(&'m [AtomicU8]);

impl Known<'_> {
    /// Whether the text is known to pass.
    pub(crate) fn passes(self, id: TextId) -> bool {
        let (at, shift) = answer_of(id);
        let answer = self.0.get(at).map_or(0, |place| place.load(Relaxed));
        answer >> shift & 0b11 == PASSES
    }
}

#[cfg(test)]
mod tests {
    use super::{Decoded, Memory};
    use crate::dictionary::Dictionary;
    use crate::item::split_codes;
    use crate::table::Texts;
    use std::sync::atomic::Ordering::Relaxed;

    #[test]
    fn every_text_is_judged_once_per_clause_and_question() {
        let mut texts = Texts::default();
        let ids = ["甲", "乙", "丙", "丁", "戊"].map(|text| texts.intern(text).expect("room"));
        let memory = Memory::new(2, texts.len());
        let mut asked = 0;
        for clause in [0, 1, 0] {
            memory.enter(clause);
            for question in 0..2 {
                for (id, good) in [(ids[0], true), (ids[1], false), (ids[0], true), (ids[4], true)] {
                    let passes = memory.passes(question, id, || {
                        asked += 1;
                        good
                    });
                    assert_eq!(passes, good);
                }
            }
        }
        assert_eq!(asked, 12, "two clauses, two questions, three texts");
    }

    #[test]
    fn without_room_every_question_is_asked() {
        let mut texts = Texts::default();
        let id = texts.intern("是").expect("room");
        let memory = Memory::default();
        assert!(memory.passes(0, id, || true));
        assert!(!memory.passes(0, id, || false));
        let found = memory.decode(Dictionary::Flag, id, &texts).entry();
        assert_eq!(found.map(|entry| entry.code), Some("1"));
    }

    #[test]
    fn remembered_codes_are_the_decoded_ones() {
        let mut texts = Texts::default();
        let written = ["01", "行政许可(01)", "1", "其他", "99", "01,行政确认"];
        let ids = written.map(|text| texts.intern(text).expect("room"));
        let memory = Memory::new(0, texts.len());
        for _ in 0..2 {
            for (id, text) in ids.iter().zip(written) {
                for dictionary in Dictionary::ALL {
                    let known = memory.decode(*dictionary, *id, &texts);
                    assert_eq!(
                        known.entry().map(|entry| entry.code),
                        dictionary.decode(text).map(|entry| entry.code),
                        "{text}"
                    );
                    let row = memory.dictionaries[*dictionary as usize].get().expect("a row");
                    assert_ne!(row[id.index()].load(Relaxed), 0, "{text} was not remembered");
                    for entry in dictionary.entries() {
                        let named = split_codes(*dictionary, text)
                            .flatten()
                            .any(|part| part.code == entry.code);
                        assert_eq!(
                            memory.named(*dictionary, *id, &texts).has(entry.code),
                            named,
                            "{text}"
                        );
                    }
                    let several = *dictionary == Dictionary::TaskType && text == "01,行政确认";
                    assert!(!several || matches!(known, Decoded::Several));
                }
            }
        }
    }
}
