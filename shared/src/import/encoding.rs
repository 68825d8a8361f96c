//! Bytes of a text file → text: UTF-8, UTF-16 or GB18030, told by byte order mark and content.

use super::gb18030;
use std::borrow::Cow;

/// A decoded text.
pub(super) struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub(super) text: Cow<'a, str>,
    /// Name of the encoding as people know it.
    pub(super) encoding: &'static str,
    /// Byte sequences that were replaced by U+FFFD.
    pub(super) replaced: usize,
}

/// Bytes looked at when an encoding is guessed.
const SAMPLE: usize = 64 << 10;

/// What a text file may be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16 { little: bool },
    Gb18030,
}

/// Byte order marks.
const MARKS: [(&[u8], Encoding); 3] = [
    (b"\xEF\xBB\xBF", Encoding::Utf8),
    (b"\xFF\xFE", Encoding::Utf16 { little: true }),
    (b"\xFE\xFF", Encoding::Utf16 { little: false }),
];

/// Decodes a text file.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let (mark, encoding) = recognised(bytes);
    encoding.decode(&bytes[mark.len()..])
}

/// The byte order mark, if there is one, and the encoding.
fn recognised(bytes: &[u8]) -> (&'static [u8], Encoding) {
    if let Some((mark, encoding)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return (mark, *encoding);
    }
    let encoding = match sixteen_bit(&bytes[..bytes.len().min(SAMPLE)]) {
        Some(encoding) => encoding,
        None if mostly_utf8(bytes) => Encoding::Utf8,
        None => Encoding::Gb18030,
    };
    (&[], encoding)
}

/// Writes `text` in the encoding of the file `bytes`, with its byte order mark. `None` where a character does not exist there.
#[cfg(feature = "authoring")]
pub(super) fn encode_like(bytes: &[u8], text: &str) -> Option<Vec<u8>> {
    let (mark, encoding) = recognised(bytes);
    let mut out = mark.to_vec();
    match encoding {
        Encoding::Utf8 => out.extend_from_slice(text.as_bytes()),
        Encoding::Utf16 { little } => {
            let bytes = |unit: u16| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            };
            out.extend(text.encode_utf16().flat_map(bytes));
        }
        Encoding::Gb18030 => {
            let (bytes, _, unmappable) = encoding_rs::GB18030.encode(text);
            if unmappable {
                return None;
            }
            out.extend_from_slice(&bytes);
        }
    }
    Some(out)
}

impl Encoding {
    fn decode(self, bytes: &[u8]) -> Decoded<'_> {
        let (encoding, (text, replaced)) = match self {
            Self::Utf8 => ("UTF-8", utf8(bytes)),
            Self::Utf16 { little: true } => ("UTF-16LE", owned(utf16(bytes, u16::from_le_bytes))),
            Self::Utf16 { little: false } => ("UTF-16BE", owned(utf16(bytes, u16::from_be_bytes))),
            Self::Gb18030 => ("gb18030", owned(gb18030::decode(bytes))),
        };
        Decoded {
            text,
            encoding,
            replaced,
        }
    }
}

fn owned((text, replaced): (String, usize)) -> (Cow<'static, str>, usize) {
    (Cow::Owned(text), replaced)
}

fn utf8(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    let text = String::from_utf8_lossy(bytes);
    let replaced = match &text {
        Cow::Borrowed(_) => 0,
        Cow::Owned(text) => text.matches('\u{FFFD}').count(),
    };
    (text, replaced)
}

/// Text of 16-bit units, and how many of them meant nothing and became U+FFFD.
pub(super) fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, usize) {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut replaced = 0;
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        replaced += usize::from(character.is_err());
        text.push(character.unwrap_or('\u{FFFD}'));
    }
    if !odd.is_empty() {
        replaced += 1;
        text.push('\u{FFFD}');
    }
    (text, replaced)
}

/// UTF-16 without a mark: line ends, digits and separators make every second byte zero, and always the same second one.
fn sixteen_bit(sample: &[u8]) -> Option<Encoding> {
    let zeros = |odd: usize| {
        sample
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    // Text of UTF-8 with a stray zero is no UTF-16: that would be valid UTF-8 only where it is ASCII, half of it zeros.
    let share = if std::str::from_utf8(sample).is_ok() {
        3
    } else {
        50
    };
    let enough = |count: usize, other: usize| count * share >= sample.len().max(50) && other * 20 <= count;
    if enough(odd, even) {
        Some(Encoding::Utf16 { little: true })
    } else if enough(even, odd) {
        Some(Encoding::Utf16 { little: false })
    } else {
        None
    }
}

/// Valid UTF-8, or UTF-8 with few flaws: GBK text makes hardly any valid sequences of three bytes, so many of these
/// beside few broken ones mean a damaged UTF-8 file and not a GBK one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut rest, mut flaws, mut wide) = (bytes, 0_usize, 0_usize);
    // Few flaws beside a beginning that is no GBK are damage, however short the file is.
    let is_little = |wide: usize, flaws: usize| wide >= TELLING && flaws <= STRAY;
    loop {
        match std::str::from_utf8(rest) {
            Ok(_) if flaws == 0 => return true,
            Ok(text) => {
                let all = wide + wide_characters(text);
                return all > flaws * 10 || is_little(wide, flaws);
            }
            Err(error) => {
                let (good, bad) = rest.split_at(error.valid_up_to());
                wide += std::str::from_utf8(good).map_or(0, wide_characters);
                flaws += 1;
                // A long file shows its nature early.
                if flaws >= 10_000 {
                    return wide > flaws * 10;
                }
                rest = &bad[error.error_len().unwrap_or(bad.len())..];
            }
        }
    }
}

/// Wide characters of a line that is UTF-8 beyond doubt: in GBK they would be a chance of one in many thousands.
const TELLING: usize = 4;

/// Flaws up to which a file with such a line is a damaged one; more are text in another encoding.
const STRAY: usize = 3;

/// The numbers of the first line that is surely UTF-8 and of the first that is not, where both encodings stand in one file, as when
/// two exports were put together by hand: read in either way, a part of it would be nonsense.
pub(super) fn mixed(bytes: &[u8]) -> Option<(usize, usize)> {
    let lines = || bytes.split(|byte| *byte == b'\n').zip(1_usize..);
    let (mark, encoding) = recognised(bytes);
    if encoding != Encoding::Gb18030 || !mark.is_empty() {
        return None;
    }
    let is_utf8 = |line: &[u8]| std::str::from_utf8(line).is_ok_and(|text| wide_characters(text) >= TELLING);
    let (_, utf8) = lines().find(|(line, _)| is_utf8(line))?;
    let (_, other) = lines().find(|(line, _)| std::str::from_utf8(line).is_err())?;
    Some((utf8, other))
}

fn wide_characters(text: &str) -> usize {
    text.chars().filter(|c| c.len_utf8() >= 3).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::refusal::RefusalKind;
    use crate::import::{Flow, Limits, read};
    use crate::item::List;
    use crate::mapping::Choices;
    use encoding_rs::GB18030;

    const TEXT: &str = "事项名称,实施编码\r\n节能审查,11450721\r\n";

    fn sixteen(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    }

    #[track_caller]
    fn check(bytes: &[u8], encoding: &str, replaced: usize) {
        let decoded = decode(bytes);
        assert_eq!((decoded.encoding, decoded.replaced), (encoding, replaced));
        if replaced == 0 {
            assert_eq!(decoded.text, TEXT);
        }
    }

    #[test]
    fn encodings_are_recognised() {
        check(TEXT.as_bytes(), "UTF-8", 0);
        check(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), "UTF-8", 0);
        check(&GB18030.encode(TEXT).0, "gb18030", 0);
        check(&sixteen(TEXT, true), "UTF-16LE", 0);
        check(&sixteen(TEXT, false), "UTF-16BE", 0);
        check(
            &[b"\xFF\xFE".to_vec(), sixteen(TEXT, true)].concat(),
            "UTF-16LE",
            0,
        );
        check(
            &[b"\xFE\xFF".to_vec(), sixteen(TEXT, false)].concat(),
            "UTF-16BE",
            0,
        );
    }

    #[test]
    fn damage_is_counted() {
        check(&[TEXT.as_bytes(), b"\xFF"].concat(), "UTF-8", 1);
        check(&[&*GB18030.encode(TEXT).0, b"\xFF"].concat(), "gb18030", 1);
    }

    #[test]
    fn files_of_two_encodings_are_told() {
        let gbk = GB18030.encode("乙许可,2\n").0;
        let file = [TEXT.as_bytes(), &*gbk].concat();
        assert_eq!(mixed(&file), Some((1, 3)));
        let (mut list, choices, limits) = (List::default(), Choices::default(), Limits::default());
        let result = read(&mut list, "a.csv", &file, &choices, &limits, &mut |_| {
            Flow::Continue
        });
        let refusal = result.expect_err("it is not read");
        assert_eq!(refusal.kind, RefusalKind::MixedEncodings);
        assert_eq!(refusal.args, ["a.csv", "1", "3"]);
        let reverse = [&*gbk, TEXT.as_bytes()].concat();
        assert_eq!(mixed(&reverse), Some((2, 1)));
        for file in [
            TEXT.as_bytes(),
            &GB18030.encode(&TEXT.repeat(1000)).0,
            &sixteen(TEXT, true),
            &[TEXT.as_bytes(), b"\xFF"].concat(),
        ] {
            assert_eq!(mixed(file), None);
        }
        // Much UTF-8 with a little of the other is damaged UTF-8.
        assert_eq!(mixed(&[TEXT.repeat(20).as_bytes(), &*gbk].concat()), None);
    }

    /// Four-byte characters of GB18030, among them names with rare characters.
    #[test]
    fn gb18030_is_complete() {
        let text = "䶮𠮷㐂，€";
        let bytes = GB18030.encode(text).0;
        assert_eq!(decode(&bytes).text, text);
    }
}
