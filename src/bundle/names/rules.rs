//! Which names are safe as names of files, here and on Windows, wherever they are unpacked.

use crate::bundle::fault::BadName;

/// The longest part, in bytes of UTF-8, that file systems take.
const LONGEST: usize = 255;

/// Devices of Windows, which a name is with any ending. The superscript digits count as digits there.
const RESERVED: &[&str] = &["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
const NUMBERED: &[&str] = &["COM", "LPT"];

/// Whether a name can be that of a file in any folder, on any system.
#[must_use]
pub fn is_safe(name: &str) -> bool {
    check(name, 1).is_ok() && !name.ends_with('/')
}

/// Looks at a decoded name in NFC of at most so many parts; a `/` at its end makes it a folder's.
pub fn check(name: &str, depth: usize) -> Result<(), BadName> {
    if let Some(character) = name.chars().find(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Err(BadName::Control(character));
    }
    if let Some(character) = name.chars().find(|c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')) {
        return Err(BadName::Bidi(character));
    }
    if name.contains('\\') {
        return Err(BadName::Backslash);
    }
    if name.starts_with('/') {
        return Err(BadName::Absolute);
    }
    let name = name.strip_suffix('/').unwrap_or(name);
    if name.is_empty() {
        return Err(BadName::Empty);
    }
    let parts = name.split('/').count();
    if parts > depth {
        return Err(BadName::TooDeep { parts, limit: depth });
    }
    name.split('/').try_for_each(part)
}

fn part(part: &str) -> Result<(), BadName> {
    let drive = |part: &str| matches!(part.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    match part {
        ".." => Err(BadName::Parent),
        "" | "." => Err(BadName::Form),
        _ if drive(part) => Err(BadName::Drive),
        _ if part.ends_with(['.', ' ']) => Err(BadName::TrailingDotOrSpace),
        _ if part.len() > LONGEST => Err(BadName::PartTooLong { bytes: part.len() }),
        _ if is_device(part) => Err(BadName::Reserved),
        _ => Ok(()),
    }
}

/// `NUL`, `nul.txt`, `Com1`, `COM¹.tar.gz`, `aux :x`: what stands before the first dot or colon counts, without spaces at its end.
fn is_device(part: &str) -> bool {
    let stem = part.split(['.', ':']).next().unwrap_or(part).trim_end_matches(' ').to_uppercase();
    let numbered = |device: &str| {
        let mut rest = stem.strip_prefix(device).unwrap_or_default().chars();
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    RESERVED.contains(&stem.as_str()) || NUMBERED.iter().any(|device| numbered(device))
}
