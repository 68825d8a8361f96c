//! The order in which the build packs the two-byte sequences and the reader unpacks them.

/// Trail bytes of a two-byte sequence.
pub(super) const TRAILS: usize = 190;

/// All two-byte sequences by their number, and whether they are of GB2312: those first.
pub(super) fn pairs() -> impl Iterator<Item = (usize, bool)> {
    // Lead and trail from 0xA1 on.
    let of_gb2312 = |pointer: usize| pointer / TRAILS >= 0x20 && pointer % TRAILS >= 0x60;
    let all = move |wanted: bool| (0..126 * TRAILS).filter(move |pointer| of_gb2312(*pointer) == wanted);
    all(true)
        .map(|pointer| (pointer, true))
        .chain(all(false).map(|pointer| (pointer, false)))
}

/// What the next character is expected to be after this one: the same within GB2312, elsewhere the next that is not taken.
pub(super) fn expected(code: u16, of_gb2312: bool, taken: &mut [bool]) -> u16 {
    taken[usize::from(code)] = true;
    let free = (code..u16::MAX).find(|code| !taken[usize::from(*code)]);
    if of_gb2312 { code } else { free.unwrap_or(0) }
}
