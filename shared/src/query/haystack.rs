//! Many short texts in one string, so that one search runs over all of them.

/// Stands between texts; removed from them and from what is searched for.
const BETWEEN: char = '\u{1}';

/// Texts that can be searched together. Case and width do not matter.
#[derive(Default)]
pub(super) struct Haystack {
    text: String,
    ends: Vec<u32>,
}

/// Lower case, half width, without control characters.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::new();
    push_plain(&mut plain, text);
    plain
}

/// Appends a text in the form of [`plain`].
fn push_plain(out: &mut String, text: &str) {
    let narrow = crate::text::narrow(text);
    // Control characters are ASCII, or begin with this byte.
    if narrow.bytes().any(|byte| byte.is_ascii_control() || byte == 0xC2) {
        out.extend(narrow.chars().map(|c| {
            if c.is_control() {
                ' '
            } else {
                c.to_ascii_lowercase()
            }
        }));
        return;
    }
    let start = out.len();
    out.push_str(&narrow);
    if let Some(added) = out.get_mut(start..) {
        added.make_ascii_lowercase();
    }
}

impl Haystack {
    /// Adds one entry made of several texts and returns its number. Beyond four gigabytes entries are empty.
    pub(super) fn push(&mut self, texts: &[&str]) -> u32 {
        let start = self.text.len();
        for text in texts.iter().filter(|text| !text.is_empty()) {
            push_plain(&mut self.text, text);
            self.text.push(BETWEEN);
        }
        if self.text.len() > u32::MAX as usize {
            self.text.truncate(start);
        }
        self.ends.push(self.text.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// For every entry whether it holds `needle`, which must be [`plain`].
    pub(super) fn find(&self, needle: &str) -> Vec<bool> {
        let mut found = vec![false; self.ends.len()];
        let mut from = 0;
        let mut entry = 0;
        while let Some(at) = self.text.get(from..).and_then(|rest| rest.find(needle)) {
            let place = from + at;
            while self.ends.get(entry).is_some_and(|end| (*end as usize) <= place) {
                entry += 1;
            }
            let (Some(hit), Some(end)) = (found.get_mut(entry), self.ends.get(entry)) else {
                break;
            };
            *hit = true;
            // One hit is enough: go on after the entry.
            from = *end as usize;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Haystack, plain};

    #[test]
    fn case_width_and_position_do_not_matter() {
        let mut haystack = Haystack::default();
        for texts in [
            &["食品经营许可", "11450100ABC"][..],
            &[],
            &["ＡＢＣ公司"],
            &["末尾"],
        ] {
            haystack.push(texts);
        }
        assert_eq!(haystack.find(&plain("Abc")), [true, false, true, false]);
        assert_eq!(haystack.find(&plain("末尾")), [false, false, false, true]);
        assert_eq!(haystack.find(&plain("没有")), [false; 4]);
    }

    #[test]
    fn a_search_never_spans_two_texts() {
        let mut haystack = Haystack::default();
        haystack.push(&["甲", "乙"]);
        haystack.push(&["丙"]);
        for needle in ["甲乙", "乙丙", "甲\u{1}乙"] {
            assert_eq!(haystack.find(&plain(needle)), [false, false], "{needle}");
        }
    }
}
