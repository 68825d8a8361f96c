//! Where two texts differ, character by character.

/// Which of two texts a piece stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// In both.
    Both,
    /// In the first one only.
    First,
    /// In the second one only.
    Second,
}

/// A piece of one or both of two texts.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Piece {
    /// Where it stands.
    pub side: Side,
    /// The piece; what stands in both is written as in the second.
    pub text: String,
}

/// Most cells of the table that is filled for what lies between the common beginning and the common end: longer texts
/// are not compared further, and count as different there.
const MOST_CELLS: usize = 1 << 21;

/// A run in common that is shorter than this between two differences is chance (的, 应): the differences are joined.
const SHORTEST_COMMON: usize = 2;

/// The pieces of two texts in order: a longest common subsequence of their characters, spaces left out, width and
/// quotation marks not told apart. Time and memory are bounded.
pub fn differences(first: &str, second: &str) -> Vec<Piece> {
    let (a, b): (Vec<char>, Vec<char>) = (visible(first).collect(), visible(second).collect());
    pieces(&a, &b, |x, y| fold(x) == fold(y))
}

/// The pieces of a text and of what it becomes: as [`differences`], but every character counts as it is.
pub fn changes(from: &str, to: &str) -> Vec<Piece> {
    let (a, b): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    pieces(&a, &b, |x, y| x == y)
}

type Same = fn(char, char) -> bool;

fn pieces(a: &[char], b: &[char], same: Same) -> Vec<Piece> {
    let head = a.iter().zip(b).take_while(|(x, y)| same(**x, **y)).count();
    let (a_rest, b_rest) = (
        a.get(head..).unwrap_or_default(),
        b.get(head..).unwrap_or_default(),
    );
    let tail = a_rest
        .iter()
        .rev()
        .zip(b_rest.iter().rev())
        .take_while(|(x, y)| same(**x, **y))
        .count();
    let a_middle = a_rest.get(..a_rest.len() - tail).unwrap_or_default();
    let b_middle = b_rest.get(..b_rest.len() - tail).unwrap_or_default();
    let mut out = Pieces::default();
    out.extend(Side::Both, b.iter().take(head));
    middle(a_middle, b_middle, same, &mut out);
    out.extend(Side::Both, b_rest.iter().skip(b_middle.len()));
    out.joined()
}

/// The characters that are compared.
fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

/// One form of characters that only differ in width or in the kind of quotation mark.
fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '“' | '”' | '「' | '」' => '"',
        '‘' | '’' => '\'',
        '〈' => '<',
        '〉' => '>',
        c => c,
    }
}

/// A text in the form in which it is compared: no spaces, one width.
pub fn folded(text: &str) -> String {
    visible(text).map(fold).collect()
}

fn middle(a: &[char], b: &[char], same: Same, out: &mut Pieces) {
    let columns = b.len() + 1;
    let cells = (a.len() + 1)
        .checked_mul(columns)
        .filter(|cells| *cells <= MOST_CELLS);
    let Some(cells) = cells.filter(|_| !a.is_empty() && !b.is_empty()) else {
        out.extend(Side::First, a);
        out.extend(Side::Second, b);
        return;
    };
    // lengths[i * columns + j]: longest common subsequence of a[i..] and b[j..]; at most 2^11 in so small a table's
    // shorter side, so 16 bits hold it.
    let mut lengths = vec![0_u16; cells];
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let at = i * columns + j;
            lengths[at] = if same(*x, *y) {
                lengths[at + columns + 1] + 1
            } else {
                lengths[at + columns].max(lengths[at + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let at = i * columns + j;
        if same(*x, *y) {
            out.push(Side::Both, *y);
            (i, j) = (i + 1, j + 1);
        } else if lengths[at + columns] >= lengths[at + 1] {
            out.push(Side::First, *x);
            i += 1;
        } else {
            out.push(Side::Second, *y);
            j += 1;
        }
    }
    out.extend(Side::First, a.iter().skip(i));
    out.extend(Side::Second, b.iter().skip(j));
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn push(&mut self, side: Side, c: char) {
        match self.0.last_mut() {
            Some(last) if last.side == side => last.text.push(c),
            _ => self.0.push(Piece { side, text: c.into() }),
        }
    }

    fn extend<'a>(&mut self, side: Side, chars: impl IntoIterator<Item = &'a char>) {
        for c in chars {
            self.push(side, *c);
        }
    }

    /// Joins differences that only a short run in common parts, the first text's before the second's.
    fn joined(self) -> Vec<Piece> {
        let last = self.0.len().saturating_sub(1);
        let mut out: Vec<Piece> = Vec::new();
        let (mut first, mut second) = (String::new(), String::new());
        for (index, piece) in self.0.into_iter().enumerate() {
            let inside = index > 0 && index < last && !(first.is_empty() && second.is_empty());
            match piece.side {
                Side::First => first.push_str(&piece.text),
                Side::Second => second.push_str(&piece.text),
                Side::Both if inside && piece.text.chars().count() < SHORTEST_COMMON => {
                    first.push_str(&piece.text);
                    second.push_str(&piece.text);
                }
                Side::Both => {
                    flush(&mut out, &mut first, &mut second);
                    out.push(piece);
                }
            }
        }
        flush(&mut out, &mut first, &mut second);
        out
    }
}

fn flush(out: &mut Vec<Piece>, first: &mut String, second: &mut String) {
    for (side, text) in [(Side::First, first), (Side::Second, second)] {
        if !text.is_empty() {
            out.push(Piece {
                side,
                text: std::mem::take(text),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(first: &str, second: &str) -> String {
        let pieces = differences(first, second);
        let shown = pieces.iter().map(|piece| match piece.side {
            Side::Both => piece.text.clone(),
            Side::First => format!("[-{}]", piece.text),
            Side::Second => format!("[+{}]", piece.text),
        });
        shown.collect()
    }

    #[test]
    fn differences_are_marked_and_no_more() {
        for (first, second, expected) in [
            (
                "应当自受理之日起三十日内决定",
                "应当自受理之日起二十日内决定",
                "应当自受理之日起[-三][+二]十日内决定",
            ),
            ("相同", "相同", "相同"),
            ("（１）“甲”", "(1)\"甲\"", "(1)\"甲\""),
            ("甲 乙\n丙", "甲乙丙", "甲乙丙"),
            ("", "乙", "[+乙]"),
            ("甲", "", "[-甲]"),
            ("", "", ""),
            ("申请人的材料", "当事人的文书", "[-申请][+当事]人的[-材料][+文书]"),
            ("甲乙的丙丁", "戊己的庚辛", "[-甲乙的丙丁][+戊己的庚辛]"),
        ] {
            assert_eq!(shown(first, second), expected);
        }
    }

    #[test]
    fn changes_show_width_and_spaces() {
        let pieces = changes("０777—64 288", "0777-64288");
        let marked: Vec<_> = pieces
            .iter()
            .map(|piece| (piece.side, piece.text.as_str()))
            .collect();
        let expected = [
            (Side::First, "０"),
            (Side::Second, "0"),
            (Side::Both, "777"),
            (Side::First, "—"),
            (Side::Second, "-"),
            (Side::Both, "64"),
            (Side::First, " "),
            (Side::Both, "288"),
        ];
        assert_eq!(marked, expected);
    }

    #[test]
    fn texts_beyond_the_limit_differ_as_a_whole() {
        let (first, second) = ("甲乙".repeat(2_000), "乙丙".repeat(2_000));
        let pieces = differences(&first, &second);
        assert_eq!(pieces.len(), 2);
    }

    proptest! {
        #[test]
        fn each_text_can_be_read_from_the_pieces(first in "[甲乙丙丁（( \n]{0,40}", second in "[甲乙丙丁（( \n]{0,40}") {
            let pieces = differences(&first, &second);
            let side = |own: Side| -> String {
                let pieces = pieces.iter().filter(|piece| piece.side == own || piece.side == Side::Both);
                pieces.map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(folded(&side(Side::First)), folded(&first));
            prop_assert_eq!(side(Side::Second), visible(&second).collect::<String>());
        }

        #[test]
        fn total(first in any::<String>(), second in any::<String>()) {
            let _ = differences(&first, &second);
        }
    }
}
