//! CRC-32 as ZIP uses it, in place of the crate of the same name (`[patch.crates-io]`), for what `zip` needs of it. That
//! crate brings 16 kB of tables, which no compression makes smaller, into every browser.

/// The polynomial, reflected.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// The checksum of bytes that are all there.
pub fn hash(bytes: &[u8]) -> u32 {
    update(0, bytes)
}

/// A checksum being made.
#[derive(Clone, Debug, Default)]
pub struct Hasher {
    state: u32,
    length: u64,
}

impl Hasher {
    /// Nothing so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// So many bytes with this checksum so far.
    pub fn new_with_initial_len(state: u32, length: u64) -> Self {
        Self { state, length }
    }

    /// Further bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.state = update(self.state, bytes);
        self.length += bytes.len() as u64;
    }

    /// The checksum.
    pub fn finalize(self) -> u32 {
        self.state
    }

    /// Back to nothing.
    pub fn reset(&mut self) {
        *self = Self::new();
    }

    /// Appends the bytes of another.
    pub fn combine(&mut self, other: &Self) {
        // A checksum times x⁸ for every byte that follows.
        let (mut power, mut rest) = (0x0080_0000, other.length);
        while rest > 0 {
            if rest & 1 == 1 {
                self.state = times(power, self.state);
            }
            power = times(power, power);
            rest >>= 1;
        }
        self.state ^= other.state;
        self.length += other.length;
    }
}

/// Product of two polynomials, reflected.
fn times(a: u32, mut b: u32) -> u32 {
    let mut product = 0;
    for bit in (0..32).rev() {
        if a >> bit & 1 == 1 {
            product ^= b;
        }
        b = divided(b);
    }
    product
}

/// One step of the division.
const fn divided(rest: u32) -> u32 {
    rest >> 1 ^ if rest & 1 == 1 { POLYNOMIAL } else { 0 }
}

#[cfg(not(target_arch = "wasm32"))]
fn update(state: u32, bytes: &[u8]) -> u32 {
    zlib_rs::crc32::crc32(state, bytes)
}

#[cfg(target_arch = "wasm32")]
use slices::update;

#[cfg(any(target_arch = "wasm32", test))]
mod slices {
    use super::divided;
    use std::sync::OnceLock;

    /// Bytes taken at once.
    const SLICE: usize = 16;

    /// `tables()[n][byte]`: what a byte adds when `n` more follow it.
    fn tables() -> &'static [[u32; 256]; SLICE] {
        static TABLES: OnceLock<Box<[[u32; 256]; SLICE]>> = OnceLock::new();
        TABLES.get_or_init(|| {
            let mut tables = Box::new([[0; 256]; SLICE]);
            for byte in 0..256 {
                let mut rest = byte as u32;
                for _ in 0..8 {
                    rest = divided(rest);
                }
                tables[0][byte] = rest;
            }
            for more in 1..SLICE {
                for byte in 0..256 {
                    let before = tables[more - 1][byte];
                    tables[more][byte] = before >> 8 ^ tables[0][(before & 0xFF) as usize];
                }
            }
            tables
        })
    }

    pub(super) fn update(state: u32, bytes: &[u8]) -> u32 {
        let tables = tables();
        let mut state = !state;
        let (slices, rest) = bytes.as_chunks::<SLICE>();
        for slice in slices {
            let mut slice = *slice;
            for (byte, of_state) in slice.iter_mut().zip(state.to_le_bytes()) {
                *byte ^= of_state;
            }
            state = 0;
            for (table, byte) in tables.iter().rev().zip(slice) {
                state ^= table[usize::from(byte)];
            }
        }
        for byte in rest {
            state = state >> 8 ^ tables[0][usize::from(state as u8 ^ byte)];
        }
        !state
    }
}

#[cfg(test)]
mod tests {
    use super::{Hasher, hash, slices};

    fn sample(length: usize) -> Vec<u8> {
        (0..length).map(|n| (n * n + 7 * n) as u8).collect()
    }

    #[test]
    fn the_check_value_is_the_standard_one() {
        assert_eq!(hash(b"123456789"), 0xCBF4_3926);
        assert_eq!(slices::update(0, b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn tables_and_processor_agree() {
        let bytes = sample(1000);
        for start in 0..20 {
            for end in [start, start + 1, start + 15, start + 16, start + 17, 1000] {
                let part = &bytes[start..end];
                assert_eq!(slices::update(0, part), hash(part), "{start}..{end}");
            }
        }
    }

    #[test]
    fn parts_make_the_whole() {
        let bytes = sample(777);
        for cut in [0, 1, 16, 100, 776, 777] {
            let (mut first, mut second) = (Hasher::new(), Hasher::new());
            first.update(&bytes[..cut]);
            second.update(&bytes[cut..]);
            let mut at_once = first.clone();
            at_once.update(&bytes[cut..]);
            first.combine(&second);
            assert_eq!(first.finalize(), hash(&bytes));
            assert_eq!(at_once.finalize(), hash(&bytes));
        }
    }
}
