//! Decoding GB18030, which GBK and GB2312 are parts of, as WHATWG's encoding standard says.
//!
//! Why not `encoding_rs`: it is the source of the tables (`build/gb18030.rs`) and the oracle of the tests, but brings
//! those of every other legacy encoding along, a fifth of what a browser had to load.

mod order;

use order::TRAILS;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/gb18030.rs"));

/// Characters of the two-byte sequences; 0 where there is none.
static CHARACTERS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut characters = vec![0; 126 * TRAILS];
    let mut taken = vec![false; 1 << 16];
    let mut places = order::pairs();
    let (mut expected, mut number, mut shift) = (0_u16, 0_u32, 0);
    for byte in PAIRS {
        number |= u32::from(byte & 0x7F) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            let difference = (number >> 1).cast_signed() ^ -(number & 1).cast_signed();
            let code = u16::try_from(i32::from(expected) + difference).unwrap_or(0);
            if let Some((place, of_gb2312)) = places.next() {
                characters[place] = code;
                expected = order::expected(code, of_gb2312, &mut taken);
            }
            (number, shift) = (0, 0);
        }
    }
    characters
});

/// The text, and how many byte sequences meant nothing and became U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> (String, usize) {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut broken = 0;
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        let (character, used) = match (first, tail) {
            (0..=0x7F, _) => (Some(char::from(first)), 1),
            (0x80, _) => (Some('€'), 1),
            (0xFF, _) => (None, 1),
            (
                _,
                [
                    second @ 0x30..=0x39,
                    third @ 0x81..=0xFE,
                    fourth @ 0x30..=0x39,
                    ..,
                ],
            ) => {
                let four = four(first, *second, *third, *fourth);
                // Four bytes that mean nothing are one mistake.
                (four, 4)
            }
            // Cut at the end of the text: all that is left is one mistake.
            (_, [] | [0x30..=0x39] | [0x30..=0x39, 0x81..=0xFE]) => (None, rest.len()),
            // The bytes behind the first one may begin something else.
            (_, [0x30..=0x39, ..]) => (None, 1),
            (_, [second, ..]) => match pair(first, *second) {
                Some(character) => (Some(character), 2),
                None => (None, if second.is_ascii() { 1 } else { 2 }),
            },
        };
        text.push(character.unwrap_or('\u{FFFD}'));
        broken += usize::from(character.is_none());
        rest = &rest[used..];
    }
    (text, broken)
}

fn pair(first: u8, second: u8) -> Option<char> {
    let trail = match second {
        0x40..=0x7E => second - 0x40,
        0x80..=0xFE => second - 0x41,
        _ => return None,
    };
    let pointer = usize::from(first - 0x81) * TRAILS + usize::from(trail);
    let code = *CHARACTERS.get(pointer)?;
    char::from_u32(u32::from(code)).filter(|_| code != 0)
}

fn four(first: u8, second: u8, third: u8, fourth: u8) -> Option<char> {
    let digit = |byte: u8| u32::from(byte - 0x30);
    let lead = |byte: u8| u32::from(byte - 0x81);
    let pointer = ((lead(first) * 10 + digit(second)) * 126 + lead(third)) * 10 + digit(fourth);
    let after = RANGES.partition_point(|(from, _)| *from <= pointer);
    let (from, code) = *RANGES.get(after.checked_sub(1)?)?;
    char::from_u32(code + (pointer - from)).filter(|_| code != 0)
}

#[cfg(test)]
mod tests {
    use super::decode;
    use encoding_rs::GB18030;
    use proptest::prelude::*;

    fn oracle(bytes: &[u8]) -> String {
        GB18030.decode_without_bom_handling(bytes).0.into_owned()
    }

    #[test]
    fn every_pair_is_the_oracles() {
        for first in 0..=0xFF {
            for second in 0..=0xFF {
                let bytes = [first, second, b'a'];
                assert_eq!(decode(&bytes).0, oracle(&bytes), "{bytes:02x?}");
            }
        }
    }

    #[test]
    fn every_four_bytes_are_the_oracles() {
        for first in 0x81..=0xFE {
            for second in 0x30..=0x39 {
                let block: Vec<u8> = (0x81..=0xFE)
                    .flat_map(|third| (0x30..=0x39).flat_map(move |fourth| [first, second, third, fourth]))
                    .collect();
                assert_eq!(decode(&block).0, oracle(&block), "{first:02x} {second:02x}");
            }
        }
    }

    #[test]
    fn mistakes_are_counted() {
        assert_eq!(decode(b"a\xFF\x81").1, 2);
        assert_eq!(decode(b"\xBD\xDA\xC4\xDC"), ("节能".to_owned(), 0));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_as_the_oracle_does(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), 0x81_u8..=0xFE, 0x30_u8..=0x39], 0..40),
        ) {
            let (text, broken) = decode(&bytes);
            let marks = text.matches('\u{FFFD}').count();
            prop_assert!(broken <= marks, "U+FFFD may also be written out");
            prop_assert_eq!(text, oracle(&bytes));
        }
    }
}
