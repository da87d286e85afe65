//! Names as they can be shown anywhere.

/// So many characters are enough to find an entry by.
const LONGEST: usize = 120;

/// Replaces what would move a cursor, end a line or turn the reading direction by `\u{…}`, and cuts what is long.
pub(in crate::bundle) fn show(name: &str) -> String {
    let mut shown = String::with_capacity(name.len());
    for (count, character) in name.chars().enumerate() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        match character {
            '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{061C}' | '\u{FEFF}' => {
                shown.extend(character.escape_unicode());
            }
            _ if character.is_control() => shown.extend(character.escape_unicode()),
            _ => shown.push(character),
        }
    }
    shown
}
