//! Hex digits → bytes; upper case is read too, as other tools write it.

/// Exactly `N` bytes, or none.
pub(super) fn array<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != N * 2 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *byte = (half(*high)? << 4) | half(*low)?;
    }
    Some(bytes)
}

fn half(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
