//! Finding many words in long texts: 100,000 items with texts of thousands of characters stay fast, because a text
//! is walked once and most characters are dismissed by one bit.

use crate::order::Arrange as _;
use regex_lite::Regex;
use std::ops::Range;

/// One bit for each character of the basic plane; characters beyond it are always looked at.
struct CharSet {
    bits: Box<[u64]>,
}

impl CharSet {
    fn new() -> Self {
        Self {
            bits: vec![0; 1024].into_boxed_slice(),
        }
    }

    fn insert(&mut self, c: char) {
        if let Some(word) = self.bits.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    }

    fn may_contain(&self, c: char) -> bool {
        self.bits
            .get(c as usize / 64)
            .is_none_or(|word| word >> (c as usize % 64) & 1 == 1)
    }
}

/// A set of plain words, each known by its index. Finds the leftmost, then the longest one.
pub struct Words {
    first_chars: CharSet,
    /// Whether every word begins with an ASCII character.
    begins_ascii: bool,
    /// Sorted by first character, then longest first.
    entries: Vec<(char, String, usize)>,
}

impl Words {
    /// Prepares the words; empty ones are left out, and of equal ones the first keeps its index.
    pub fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Self {
        let mut first_chars = CharSet::new();
        let mut entries = Vec::new();
        for (index, word) in words.into_iter().enumerate() {
            let word = word.as_ref();
            if let Some(first) = word.chars().next() {
                first_chars.insert(first);
                entries.push((first, word.to_owned(), index));
            }
        }
        entries.arrange_by(|a, b| {
            a.0.cmp(&b.0)
                .then(b.1.len().cmp(&a.1.len()))
                .then(a.1.cmp(&b.1))
                .then(a.2.cmp(&b.2))
        });
        Self {
            begins_ascii: entries.iter().all(|entry| entry.0.is_ascii()),
            first_chars,
            entries,
        }
    }

    /// The longest word that `text` begins with: its length in bytes and its index.
    pub fn prefix_of(&self, text: &str) -> Option<(usize, usize)> {
        let first = text.chars().next()?;
        if !self.first_chars.may_contain(first) {
            return None;
        }
        let start = self.entries.partition_point(|entry| entry.0 < first);
        self.entries
            .get(start..)?
            .iter()
            .take_while(|entry| entry.0 == first)
            .find(|entry| text.starts_with(entry.1.as_str()))
            .map(|entry| (entry.1.len(), entry.2))
    }

    /// All words in `text` from left to right, not overlapping: byte range and index.
    pub fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, usize)> + 'a {
        let mut end = 0;
        text.char_indices().filter_map(move |(start, c)| {
            if start < end || !self.first_chars.may_contain(c) {
                return None;
            }
            let (length, index) = self.prefix_of(text.get(start..)?)?;
            end = start + length;
            Some((start..end, index))
        })
    }

    /// The first word in `text`.
    pub fn find(&self, text: &str) -> Option<(Range<usize>, usize)> {
        // Words of ASCII (web code) are rare in Chinese texts: most are dismissed by their bytes.
        if self.begins_ascii
            && !text
                .bytes()
                .any(|b| b.is_ascii() && self.first_chars.may_contain(char::from(b)))
        {
            return None;
        }
        self.find_iter(text).next()
    }
}

/// The word list of a standard: plain words, and patterns written `re:…`.
#[derive(serde::Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct WordList {
    words: Words,
    patterns: Vec<(Regex, usize)>,
    source: Vec<String>,
}

impl TryFrom<Vec<String>> for WordList {
    type Error = WordListError;

    fn try_from(entries: Vec<String>) -> Result<Self, WordListError> {
        Self::compile(&entries)
    }
}

/// An entry of a word list that is no valid pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{entry}”不是正确的正则表达式：{reason}")]
pub struct WordListError {
    /// Index of the entry.
    pub index: usize,
    /// The entry as written.
    pub entry: String,
    /// What is wrong with the pattern.
    pub reason: String,
}

impl WordList {
    /// Prepares a list. Entries beginning with `re:` are regular expressions, all others plain words.
    pub fn compile(entries: &[String]) -> Result<Self, WordListError> {
        let mut patterns = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            if let Some(pattern) = entry.strip_prefix("re:") {
                let regex = Regex::new(pattern).map_err(|error| WordListError {
                    index,
                    entry: entry.clone(),
                    reason: error.to_string(),
                })?;
                patterns.push((regex, index));
            }
        }
        // Patterns stand as empty words, so that indexes stay those of `entries`.
        let plain = entries.iter().map(|entry| {
            if entry.starts_with("re:") {
                ""
            } else {
                entry.as_str()
            }
        });
        Ok(Self {
            words: Words::new(plain),
            patterns,
            source: entries.to_vec(),
        })
    }

    /// The match that begins first (of several, the longest; plain words before patterns): its byte range and the entry.
    pub fn find(&self, text: &str) -> Option<(Range<usize>, &str)> {
        let mut best = self.words.find(text);
        for (regex, index) in &self.patterns {
            let Some(found) = regex.find(text).filter(|found| !found.is_empty()) else {
                continue;
            };
            let range = found.range();
            let better = best.as_ref().is_none_or(|(known, _)| {
                range.start < known.start || (range.start == known.start && range.end > known.end)
            });
            if better {
                best = Some((range, *index));
            }
        }
        let (range, index) = best?;
        Some((range, self.source.get(index)?))
    }

    /// All matches of plain words and patterns, in the order of the text, overlaps left out.
    pub fn find_all(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        let mut found: Vec<(Range<usize>, usize)> = self.words.find_iter(text).collect();
        for (regex, index) in &self.patterns {
            found.extend(
                regex
                    .find_iter(text)
                    .filter(|m| !m.is_empty())
                    .map(|m| (m.range(), *index)),
            );
        }
        found.arrange_by(|a, b| {
            a.0.start
                .cmp(&b.0.start)
                .then(b.0.end.cmp(&a.0.end))
                .then(a.1.cmp(&b.1))
        });
        let mut end = 0;
        found.retain(|(range, _)| {
            let keep = range.start >= end;
            if keep {
                end = range.end;
            }
            keep
        });
        found
            .into_iter()
            .filter_map(|(range, index)| Some((range, self.source.get(index)?.as_str())))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(entries: &[&str]) -> WordList {
        let entries: Vec<String> = entries.iter().map(ToString::to_string).collect();
        WordList::compile(&entries).unwrap()
    }

    #[test]
    fn words_and_patterns_are_found_where_they_stand() {
        let list = list(&["其他材料", "其他", "re:等(相关)?(材料|资料)", "相关要求"]);
        assert_eq!(list.find("需要其他材料"), Some((6..18, "其他材料")));
        assert_eq!(
            list.find("身份证等相关材料、其他"),
            Some((9..24, "re:等(相关)?(材料|资料)"))
        );
        assert_eq!(list.find("身份证"), None);
        assert_eq!(list.find_all("其他材料，其他，等资料").len(), 3);
        assert!(WordList::compile(&["re:(".to_owned()]).is_err());
    }

    proptest! {
        #[test]
        fn the_first_word_is_the_one_a_plain_search_finds(
            words in prop::collection::vec("[其他材料a𠮷]{1,3}", 1..6), text in "[其他材料关a𠮷]{0,30}",
        ) {
            let plain = words
                .iter()
                .filter_map(|word| text.find(word.as_str()).map(|at| (at, std::cmp::Reverse(word.len()))))
                .min();
            let found = Words::new(&words).find(&text).map(|(range, _)| (range.start, std::cmp::Reverse(range.len())));
            prop_assert_eq!(found, plain);
        }

        #[test]
        fn total(text in any::<String>()) {
            let list = list(&["a", "re:[0-9]+天", "re:^$", "re:x*"]);
            let _ = list.find(&text);
            for (range, _) in list.find_all(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
