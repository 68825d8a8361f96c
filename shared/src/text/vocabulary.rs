//! A word list of the standard, ready for the questions rules ask of short texts.

use crate::order::Arrange as _;
use crate::text::words::Words;
use serde::Deserialize;

/// Plain words of a word list (`[words]` of the standard), sorted and without repetition.
#[derive(Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Vocabulary {
    words: Words,
    list: Vec<String>,
}

impl From<Vec<String>> for Vocabulary {
    fn from(mut list: Vec<String>) -> Self {
        list.retain(|word| !word.is_empty());
        list.arrange();
        list.dedup();
        Self {
            words: Words::new(&list),
            list,
        }
    }
}

impl Vocabulary {
    /// Whether `text` is one of the words.
    pub fn has(&self, text: &str) -> bool {
        self.list.binary_search_by(|word| word.as_str().cmp(text)).is_ok()
    }

    /// The first word that stands anywhere in `text`.
    pub fn find(&self, text: &str) -> Option<&str> {
        let (_, index) = self.words.find(text)?;
        self.list.get(index).map(String::as_str)
    }

    /// The word that `text` begins with; of several the longest.
    pub fn start(&self, text: &str) -> Option<&str> {
        let (_, index) = self.words.prefix_of(text)?;
        self.list.get(index).map(String::as_str)
    }

    /// A word that `text` ends with; of several the longest.
    pub fn end(&self, text: &str) -> Option<&str> {
        let ends = self.list.iter().filter(|word| text.ends_with(word.as_str()));
        ends.max_by_key(|word| word.len()).map(String::as_str)
    }

    /// Whether `text` is made of these words alone (spaces and punctuation aside), at least one of them.
    /// Read from left to right, the longest word first.
    pub fn makes_up(&self, text: &str) -> bool {
        let mut rest = text;
        let mut any = false;
        loop {
            rest = rest.trim_start_matches(|c: char| {
                c.is_whitespace()
                    || matches!(c, '、' | '，' | ',' | '。' | '.' | '；' | ';' | '：' | ':' | '/')
            });
            if rest.is_empty() {
                return any;
            }
            let Some((length, _)) = self.words.prefix_of(rest) else {
                return false;
            };
            let Some(tail) = rest.get(length..) else {
                return false;
            };
            any = true;
            rest = tail;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    fn vague() -> Vocabulary {
        let words = ["法律", "法规", "规定", "的", "其他", "材料", "相关"];
        Vocabulary::from(words.map(str::to_owned).to_vec())
    }

    #[test]
    fn a_text_of_vague_words_alone_is_told_from_one_that_names_something() {
        let vague = vague();
        assert!(vague.makes_up("法律、法规规定的其他材料"));
        assert!(vague.makes_up("相关材料。"));
        assert!(!vague.makes_up("相关批复材料"));
        assert!(!vague.makes_up(""));
        assert!(!vague.makes_up("、。"));
    }

    #[test]
    fn words_are_found_whole_at_the_start_at_the_end_and_anywhere() {
        let vague = vague();
        assert!(vague.has("材料") && !vague.has("材"));
        assert_eq!(vague.find("身份证及相关材料"), Some("相关"));
        assert_eq!(vague.start("其他材料"), Some("其他"));
        assert_eq!(vague.end("病历材料"), Some("材料"));
        assert_eq!(vague.end("病历"), None);
    }
}
