//! The tables of GB18030, taken from `encoding_rs` and packed for the browser: that crate holds the tables of every
//! legacy encoding of the web, a fifth of what a browser has to load for one of them.

#[path = "../src/import/gb18030/order.rs"]
mod order;

use encoding_rs::GB18030;
use std::fmt::Write as _;

use order::TRAILS;

/// Rust source of `PAIRS`, the characters of all two-byte sequences as differences, each a zigzag number of one to three
/// bytes; and of `RANGES`, where runs of four-byte sequences begin and with which character.
///
/// First come the sequences of GB2312, each with its difference from the one before. GBK put the other ideographs around
/// them in the order of Unicode, so that those differ from the next code that is not taken hardly ever.
pub(crate) fn tables() -> String {
    let mut packed = Vec::new();
    let mut taken = vec![false; 1 << 16];
    let mut expected = 0;
    for (pointer, of_gb2312) in order::pairs() {
        let trail = pointer % TRAILS;
        let trail = trail + if trail < 0x3F { 0x40 } else { 0x41 };
        let bytes = [(pointer / TRAILS + 0x81) as u8, trail as u8];
        // 0 stands for no character; none of the pairs means U+0000.
        let code = character(&bytes).map_or(0, |c| u16::try_from(c as u32).expect("of the basic plane"));
        push(&mut packed, i32::from(code) - i32::from(expected));
        expected = order::expected(code, of_gb2312, &mut taken);
    }
    let mut ranges = Vec::new();
    let mut expected = None;
    // From 39,420 on there is nothing, from 189,000 on all of the planes beyond the basic one in order.
    for pointer in (0..=39_420_u32).chain([189_000]) {
        let code = character(&four(pointer)).map(u32::from);
        if code != expected {
            ranges.push((pointer, code.unwrap_or(0)));
        }
        expected = code.map(|code| code + 1);
    }
    let mut source = String::from("const PAIRS: &[u8] = b\"");
    for byte in packed {
        write!(source, "\\x{byte:02x}").expect("writing to a string");
    }
    write!(source, "\";\n#[expect(clippy::unreadable_literal, reason = \"written by the build\")]\nconst RANGES: &[(u32, u32)] = &{ranges:?};\n").expect("writing to a string");
    source
}

fn push(packed: &mut Vec<u8>, difference: i32) {
    let mut number = ((difference << 1) ^ (difference >> 31)).cast_unsigned();
    while number >= 0x80 {
        packed.push(number as u8 | 0x80);
        number >>= 7;
    }
    packed.push(number as u8);
}

/// The four bytes of a pointer, as WHATWG's encoding standard counts them.
fn four(pointer: u32) -> [u8; 4] {
    let digit = |number: u32| (number % 10 + 0x30) as u8;
    let lead = |number: u32| (number % 126 + 0x81) as u8;
    [
        (pointer / 12_600 + 0x81) as u8,
        digit(pointer / 1260),
        lead(pointer / 10),
        digit(pointer),
    ]
}

/// The one character that the bytes mean.
fn character(bytes: &[u8]) -> Option<char> {
    let (text, broken) = GB18030.decode_without_bom_handling(bytes);
    let mut chars = text.chars();
    let first = chars.next().filter(|_| !broken);
    first.filter(|_| chars.next().is_none())
}
