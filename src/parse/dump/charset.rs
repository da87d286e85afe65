//! Character sets by number, what is lost between two of them, and text in one of them.

use super::charset_table::{CHARSETS, Repertoire};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};

/// What happens to text of the database that goes through the client's character set (check K09).
///
/// From 9i on, Export converts only the definitions (names, comments, defaults, source of procedures) to the client's set; rows stay in the
/// set that [`super::exp::Table::charset`] names. In 8i and before, rows are converted too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The client's set holds all that the database's holds.
    None,
    /// All but rare characters survive: GBK against Unicode.
    Rare,
    /// What is not in the client's set becomes a replacement character, without any error: US7ASCII or WE8 against Chinese.
    Lossy,
    /// A set is not known here, or the database holds what its set does not define (US7ASCII with eight-bit text).
    Unknown,
}

/// The name of a character set; `None` for a number that is not known here.
#[must_use]
pub fn name(id: u16) -> Option<&'static str> {
    entry(id).map(|(_, name, _)| *name)
}

/// The number of a character set, whatever the case of its name.
#[must_use]
pub fn id(name: &str) -> Option<u16> {
    CHARSETS.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(name.trim())).map(|(id, ..)| *id)
}

/// What is lost when a client of one set exports a database of the other. Depends on the sets alone, not on the text.
#[must_use]
pub fn loss(client: u16, database: u16) -> Loss {
    use Repertoire::{Ascii, Gb2312, Gbk, Latin1, Universal, Windows1252};
    if client == database {
        return Loss::None;
    }
    let (Some((.., client)), Some((.., database))) = (entry(client), entry(database)) else { return Loss::Unknown };
    match (client, database) {
        // Eight-bit text in such a database is a habit; what a conversion makes of it is anyone's guess.
        (_, Ascii) => Loss::Unknown,
        (Universal, _) | (Gbk, Gb2312) | (Windows1252, Latin1) => Loss::None,
        (Gbk | Gb2312, Universal) | (Gb2312, Gbk) | (Latin1, Windows1252) => Loss::Rare,
        _ => Loss::Lossy,
    }
}

/// Bytes in the character set `id` as text. Nothing is lost: where the set is not known or the bytes are not of it, each byte beyond ASCII
/// is written `\xNN`.
#[must_use]
pub fn text(id: u16, bytes: &[u8]) -> String {
    if !bytes.is_ascii()
        && let Some(encoding) = encoding(id)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return text.into_owned();
    }
    bytes.iter().map(|&b| if b.is_ascii() { char::from(b).to_string() } else { format!("\\x{b:02X}") }).collect()
}

fn entry(id: u16) -> Option<&'static (u16, &'static str, Repertoire)> {
    CHARSETS.binary_search_by_key(&id, |(known, ..)| *known).ok().and_then(|at| CHARSETS.get(at))
}

/// The decoder for a set, where one is exact enough for names and dates.
fn encoding(id: u16) -> Option<&'static Encoding> {
    Some(match id {
        31 | 178 => WINDOWS_1252,
        830 | 837 => EUC_JP,
        832 | 838 => SHIFT_JIS,
        840 | 846 => EUC_KR,
        850 | 852 | 854 => GB18030,
        865 | 867 | 868 | 992 => BIG5,
        871 | 873 => UTF_8,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(client: &str, database: &str) -> Loss {
        loss(id(client).unwrap(), id(database).unwrap())
    }

    #[test]
    fn numbers_and_names_are_found_both_ways() {
        assert!(CHARSETS.is_sorted_by_key(|(id, ..)| *id), "they are searched by halves");
        assert_eq!((name(852), name(873), name(2000)), (Some("ZHS16GBK"), Some("AL32UTF8"), Some("AL16UTF16")));
        assert_eq!((id("zhs16gbk"), id("KLINGON"), name(9999)), (Some(852), None, None));
        for (number, name, _) in CHARSETS {
            assert_eq!(id(name), Some(*number));
        }
    }

    #[test]
    fn what_a_client_loses() {
        for (client, database, lost) in [
            ("ZHS16GBK", "ZHS16GBK", Loss::None),
            ("AL32UTF8", "ZHS16GBK", Loss::None),
            ("ZHS32GB18030", "AL32UTF8", Loss::None),
            ("ZHS16GBK", "AL32UTF8", Loss::Rare),
            ("ZHS16CGB231280", "ZHS16GBK", Loss::Rare),
            ("US7ASCII", "ZHS16GBK", Loss::Lossy),
            ("US7ASCII", "AL32UTF8", Loss::Lossy),
            ("WE8MSWIN1252", "AL32UTF8", Loss::Lossy),
            ("WE8ISO8859P1", "ZHS16GBK", Loss::Lossy),
            ("ZHT16BIG5", "ZHS16GBK", Loss::Lossy),
            // A site that keeps GBK bytes in a Western database loses them to a GBK client.
            ("ZHS16GBK", "WE8ISO8859P1", Loss::Lossy),
            ("ZHS16GBK", "US7ASCII", Loss::Unknown),
        ] {
            assert_eq!(between(client, database), lost, "{client} exports {database}");
        }
        assert_eq!(loss(9999, 852), Loss::Unknown);
    }

    #[test]
    fn names_are_read_in_their_set_and_what_is_not_is_kept() {
        assert_eq!(text(852, b"\xB1\xED1"), "表1");
        assert_eq!(text(873, "表1".as_bytes()), "表1");
        assert_eq!(text(852, b"A\xFF"), "A\\xFF");
        assert_eq!(text(1, b"\xB1"), "\\xB1");
    }
}
