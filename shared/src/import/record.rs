//! What the records of xls and xlsb have in common: numbers at their places, packed numbers, codes of errors.

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    /// Its type.
    pub(super) kind: u16,
    /// Its content.
    pub(super) data: &'a [u8],
}

impl Record<'_> {
    fn bytes<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.data.get(at..)?.first_chunk::<N>().copied()
    }

    /// The byte at `at`.
    pub(super) fn u8(&self, at: usize) -> Option<u8> {
        self.data.get(at).copied()
    }

    /// The number at `at`.
    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        self.bytes(at).map(u16::from_le_bytes)
    }

    /// The number at `at`.
    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        self.bytes(at).map(u32::from_le_bytes)
    }

    /// The floating-point number at `at`.
    pub(super) fn f64(&self, at: usize) -> Option<f64> {
        self.bytes(at).map(f64::from_le_bytes)
    }
}

/// A number packed into 30 bits: whole or the upper half of a floating-point number, perhaps hundredfold.
pub(super) fn packed(packed: u32) -> f64 {
    let value = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 != 0 { value / 100.0 } else { value }
}

/// What a cell with an error shows.
pub(super) fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

#[cfg(test)]
mod tests {
    use super::packed;

    #[test]
    fn packed_numbers_are_unpacked() {
        for (bits, number) in [
            ((20 << 2) | 2, 20.0),
            ((((-5_i32) << 2) | 2).cast_unsigned(), -5.0),
            ((1234 << 2) | 3, 12.34),
            ((1.5_f64.to_bits() >> 32) as u32, 1.5_f64),
        ] {
            assert_eq!(packed(bits).to_bits(), number.to_bits());
        }
    }
}
