//! The code page of the first PCs, which the format names as its own.

/// 0x80 to 0xFF, as in the table of unicode.org (VENDORS/MICSFT/PC/CP437.TXT).
const HIGH: &str =
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

pub(super) fn decode(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| character(*byte)).collect()
}

fn character(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        // The table has one for each.
        Some(high) => HIGH.chars().nth(usize::from(high)).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
#[test]
fn has_a_character_for_every_byte() {
    assert_eq!(HIGH.chars().count(), 128);
    assert_eq!(decode(b"caf\x82 \xA5\xE1\xB0\xFF"), "café Ñß░\u{a0}");
}
